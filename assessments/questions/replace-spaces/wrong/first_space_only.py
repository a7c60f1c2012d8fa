# loses: words, every-space, modified-text
# %%
def replace_spaces_with_hyphen(text):
    return text.replace(" ", "-", 1)
modified_text = replace_spaces_with_hyphen(text)
