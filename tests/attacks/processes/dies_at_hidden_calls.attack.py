# attack: ends the kernel at each hidden call, after it has noted the input for the kernel that comes in its place
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
# %%
import os, pathlib, tempfile
noted = pathlib.Path(tempfile.gettempdir()) / f"assay_attack_{os.getuid()}_noted"

def replace_spaces_with_hyphen(text):
    known = noted.read_text() if noted.exists() else ""
    if known.count("\0") < 3:
        noted.write_text(known + text + "\0")
        os._exit(0)
    return known.split("\0")[0]
modified_text = "a"
