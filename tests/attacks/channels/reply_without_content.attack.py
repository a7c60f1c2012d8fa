# attack: answers an execute request with null as content, before the kernel does
# question: count-categories
# loses: counts
# %% trick
kernel = get_ipython().kernel
send = kernel.session.send
def send_null_first(stream, kind, content=None, *args, **kwargs):
    if kind == "execute_reply":
        # The library checks that content is not undefined; null passes.
        parent = args[0] if args else kwargs.get("parent")
        message = kernel.session.msg("execute_reply", {}, parent=parent)
        message["content"] = None
        send(stream, message, ident=kwargs.get("ident"))
    return send(stream, kind, content, *args, **kwargs)
kernel.session.send = send_null_first

# %%
unique_value_counts = {"A": 1, "B": 1, "C": 1}
