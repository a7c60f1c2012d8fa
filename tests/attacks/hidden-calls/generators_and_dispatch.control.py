# control: a right function made of generators and of functools.singledispatch, with a default and a keyword
# question: replace-spaces
# %%
import functools
def letters(text, character):
    for letter in text:
        yield from (character if letter == " " else letter)
@functools.singledispatch
def replace_spaces_with_hyphen(text, character="-"):
    raise TypeError(type(text))
@replace_spaces_with_hyphen.register
def _(text: str, character: str = "-"):
    return "".join(letters(text, character))
modified_text = replace_spaces_with_hyphen(text)
