# loses: words, every-space, other-characters, modified-text
# %%
def replace_spaces_with_hyphen(text):
    return text.replace(" ", "_")
modified_text = replace_spaces_with_hyphen(text)
