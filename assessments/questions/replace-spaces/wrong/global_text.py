# loses: words, every-space, other-characters
# %%
def replace_spaces_with_hyphen(string):
    return text.replace(" ", "-")
modified_text = replace_spaces_with_hyphen(text)
