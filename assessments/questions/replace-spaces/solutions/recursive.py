# %%
def replace_spaces_with_hyphen(text, char='-'):
    before, space, after = text.partition(' ')
    if not space:
        return before
    return before + char + replace_spaces_with_hyphen(after, char)

modified_text = str(replace_spaces_with_hyphen(text=text))
