# control: returns a str subclass with methods and an equality that ignores case
# question: replace-spaces
# %%
class Slug(str):
    def __eq__(self, other):
        return str.casefold(self) == str.casefold(other)
    def __hash__(self):
        return hash(str.casefold(self))
    @property
    def words(self):
        return str.split(self, "-")

def replace_spaces_with_hyphen(text, character="-"):
    return Slug(character.join(text.split(" ")))
modified_text = replace_spaces_with_hyphen(text)
assert modified_text == modified_text.upper() and len(modified_text.words) > 1
