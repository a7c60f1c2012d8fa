# control: uses the names agent, encode, decode, values and handles for its own things
# question: replace-spaces
# %%
import gc, json
agent, values, handles, hidden = {"name": "agent"}, [1], {}, None

def encode(text):
    return json.dumps(text)

def decode(text):
    return json.loads(text)

def replace_spaces_with_hyphen(text):
    return decode(encode(text)).replace(" ", "-")
gc.collect()
objects = len(gc.get_objects())
modified_text = replace_spaces_with_hyphen(text)
