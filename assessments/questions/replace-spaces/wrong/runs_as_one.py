# loses: every-space
# %%
import re
def replace_spaces_with_hyphen(text):
    return re.sub(" +", "-", text)
modified_text = replace_spaces_with_hyphen(text)
