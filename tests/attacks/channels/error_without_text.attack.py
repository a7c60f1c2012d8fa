# attack: answers the agent's expression with an error whose text JavaScript cannot turn into a string
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
# %% trick
kernel = get_ipython().kernel
send = kernel.session.send
def send_strange_error(stream, kind, content=None, *args, **kwargs):
    if kind == "execute_reply" and content and "assay" in content.get("user_expressions", {}):
        content["user_expressions"]["assay"] = {"status": "error", "ename": "x", "evalue": {"toString": 1, "valueOf": 1}}
    return send(stream, kind, content, *args, **kwargs)
kernel.session.send = send_strange_error

# %%
def replace_spaces_with_hyphen(text):
    return text
modified_text = text
