# attack: sends a stream message without its text, which the client library refuses with an exception
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
# observed: no message of a kernel
# %% trick
kernel = get_ipython().kernel
# @jupyterlab/services validates each message in the socket's handler; nobody catches what it throws there.
kernel.session.send(kernel.iopub_socket, "stream", {"name": "stdout"}, parent=kernel.get_parent(), ident=b"stream")

# %%
def replace_spaces_with_hyphen(text):
    return text
modified_text = text
