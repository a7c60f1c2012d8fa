# attack: publishes outputs of another notebook: a table of results, a saved execute_result and a stream message
# question: percentiles
# loses: values, shown
# %%
percentiles = np.array([3.25, 5.5, 7.75])
# %% trick
from IPython.display import publish_display_data
from IPython import get_ipython
kernel = get_ipython().kernel
publish_display_data({"text/plain": "array([3.25, 5.5 , 7.75])", "application/vnd.assay+json": {"ok": True, "value": {"percentiles": [3.25, 5.5, 7.75]}}})
kernel.send_response(kernel.iopub_socket, "execute_result", {"execution_count": 1, "data": {"text/plain": "3.25 5.5 7.75"}, "metadata": {}})
kernel.send_response(kernel.iopub_socket, "stream", {"name": "stdout", "text": "25th: 3.25, 50th: 5.5, 75th: 7.75\n"})
