# %%
def replace_spaces_with_hyphen(text, character="-"):
    """A copy of the text in which every space has become `character`."""
    return text.replace(" ", character)


modified_text = replace_spaces_with_hyphen(text)
print(modified_text)
