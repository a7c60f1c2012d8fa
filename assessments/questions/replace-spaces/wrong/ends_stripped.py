# loses: every-space
# %%
def replace_spaces_with_hyphen(text):
    return text.strip(" ").replace(" ", "-")
modified_text = replace_spaces_with_hyphen(text)
