# attack: sends a message whose JSON holds NaN, which Python reads and writes and JavaScript does not
# question: percentiles
# loses: values, shown
# %% trick
import json
kernel = get_ipython().kernel
session = kernel.session
parts = session.serialize(session.msg("display_data", {"data": {}, "metadata": {}}, parent=kernel.get_parent()), ident=b"display_data")
parts[-1] = json.dumps({"data": {"application/json": float("nan")}, "metadata": {}}).encode()
parts[-5] = session.sign(parts[-4:])
kernel.iopub_socket.send_multipart(parts)

# %%
percentiles = [1, 2, 3]
