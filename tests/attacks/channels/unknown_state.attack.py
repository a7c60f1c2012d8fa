# attack: says that the kernel is in a state that does not exist
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %% trick
kernel = get_ipython().kernel
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "graded"}, parent=kernel.get_parent(), ident=b"status")

# %%
def min_max_scaling(data):
    return data / 2
scaled_data = data / 2
