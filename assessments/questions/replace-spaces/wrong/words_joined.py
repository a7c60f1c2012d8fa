# loses: every-space, other-characters
# %%
def replace_spaces_with_hyphen(text):
    return "-".join(text.split())
modified_text = replace_spaces_with_hyphen(text)
