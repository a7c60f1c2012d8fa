# %%
import re
from typing import Final

SPACE: Final = re.compile(" ")

def replace_spaces_with_hyphen(string: str) -> str:
    return SPACE.sub("-", string)

text = "Exponent machine learning course"
modified_text: str = replace_spaces_with_hyphen(text)
