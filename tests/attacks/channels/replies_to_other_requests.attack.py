# attack: answers each request with the reply of the one before, addressed to the present one and to all earlier ones
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
# observed: answered what nobody had asked
# %% trick
import copy
kernel = get_ipython().kernel
send, parents, last = kernel.session.send, [], []

def send_the_one_before(stream, kind, content=None, parent=None, *args, **kwargs):
    if kind == "execute_reply" and content and content.get("user_expressions"):
        parents.append(copy.deepcopy(parent))
        before, last[:] = (last[0] if last else content), [content]
        for other in parents:
            send(stream, kind, before, other, *args, **kwargs)
        return None
    return send(stream, kind, content, parent, *args, **kwargs)
kernel.session.send = send_the_one_before

# %%
def replace_spaces_with_hyphen(text):
    return text
modified_text = text
