# %% [markdown]
# `str.translate` replaces single characters through a table.
# %%
class Replacer:
    def __init__(self, old, new):
        self.table = str.maketrans({old: new})

    def __call__(self, text):
        return text.translate(self.table)

replace_spaces_with_hyphen = Replacer(' ', '-')
# %%
modified_text = replace_spaces_with_hyphen(text)
