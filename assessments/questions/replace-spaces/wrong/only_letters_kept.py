# loses: words, every-space, other-characters, modified-text
# %%
import re
def replace_spaces_with_hyphen(text):
    return re.sub(r"[^a-zA-Z]+", "-", text)
modified_text = replace_spaces_with_hyphen(text)
