# control: looks at the source of a library function and at its own by inspect
# question: replace-spaces
# %%
import inspect, textwrap
def replace_spaces_with_hyphen(text):
    """Each space becomes a hyphen."""
    return text.replace(" ", "-")
print(len(inspect.getsource(textwrap.wrap)), inspect.getdoc(replace_spaces_with_hyphen))
print(inspect.getsource(replace_spaces_with_hyphen))
modified_text = replace_spaces_with_hyphen(text)
