# control: draws a progress bar with widgets, which open comms, and sends a message of its own kind
# question: replace-spaces
# %%
import ipywidgets
from ipykernel.comm import Comm
from tqdm.auto import tqdm

def replace_spaces_with_hyphen(text):
    return "".join("-" if letter == " " else letter for letter in tqdm(text, disable=len(text) > 1000))

slider = ipywidgets.IntSlider(value=3)
display(slider)
Comm(target_name="notes").send({"done": True})
modified_text = replace_spaces_with_hyphen(text)
