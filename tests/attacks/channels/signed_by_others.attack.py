# attack: sends outputs without a parent, with parents that never were, and from the future
# question: percentiles
# loses: values, shown
# %% trick
import copy
kernel = get_ipython().kernel
def send(parent):
    kernel.session.send(kernel.iopub_socket, "stream", {"name": "stdout", "text": "3.25 5.5 7.75"}, parent=parent, ident=b"stream")
parent = kernel.get_parent()
session = parent["header"]["session"]
number = parent["header"]["msg_id"].rpartition("_")
send({})
for step in range(1, 40):
    later = copy.deepcopy(parent)
    # Names of messages may be counted; the grader's next requests would then be known.
    later["header"]["msg_id"] = f"{number[0]}_{step}" if number[1] else f"{session}_{step}"
    send(later)

# %%
percentiles = [1, 2, 3]
