# loses: words, every-space, other-characters, modified-text
# %%
def replace_spaces_with_hyphen(text):
    text.replace(" ", "-")
    return text
modified_text = replace_spaces_with_hyphen(text)
