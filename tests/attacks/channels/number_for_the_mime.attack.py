# attack: answers the agent's expression with every JSON type that is no object
# question: create-dataframe
# loses: first, second, two-ways, shown
# %% trick
import itertools
kernel = get_ipython().kernel
send = kernel.session.send
replies = itertools.cycle([None, True, 1, "passed", [], [[]], {"ok": True}, {"ok": True, "value": None}, {"ok": True, "value": [1]}, {"ok": True, "value": {"snapshots": 1, "figures": 1, "value": 1}}])

def send_odd(stream, kind, content=None, *args, **kwargs):
    if kind == "execute_reply" and content and content.get("user_expressions"):
        content["user_expressions"]["assay"] = {"status": "ok", "data": {"application/vnd.assay+json": next(replies)}, "metadata": {}}
    return send(stream, kind, content, *args, **kwargs)
kernel.session.send = send_odd

# %%
import pandas as pd
table = pd.DataFrame({"Name": ["Alice"]})
