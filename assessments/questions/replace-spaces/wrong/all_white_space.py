# loses: other-characters
# %%
import re
def replace_spaces_with_hyphen(text):
    return re.sub(r"\s", "-", text)
modified_text = replace_spaces_with_hyphen(text)
