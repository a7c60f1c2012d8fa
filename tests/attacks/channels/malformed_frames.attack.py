# attack: sends the gateway frames that are no messages: parts missing, wrong signatures, broken, deep and foreign JSON
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
# %% trick
import json, time
kernel = get_ipython().kernel
session, socket = kernel.session, kernel.iopub_socket
good = session.serialize(session.msg("comm_msg", {"comm_id": "1", "data": {}}, parent=kernel.get_parent()), ident=b"x")
begin, (signature, header, parent, metadata, content) = good[:-5], good[-5:]

def send(*parts, signed=True):
    socket.send_multipart([*begin, session.sign(parts) if signed else b"0" * 64, *parts])

for frames in ([b"only"], [b""], [b"<IDS|MSG>"], [b"<IDS|MSG>"] * 6, good[:-1], [*begin, b"", header, parent]):
    socket.send_multipart(frames)
send(header, parent, metadata, content, signed=False)
for broken in (b"{", b"\xff\xfe", b"", b"[" * 20_000 + b"]" * 20_000, b'{"a": ' * 900 + b"1" + b"}" * 900, b"7", b'"text"', b"[]"):
    send(header, parent, metadata, broken)
    send(header, broken, metadata, content)
time.sleep(0.5)

# %%
def replace_spaces_with_hyphen(text):
    return text
modified_text = text
