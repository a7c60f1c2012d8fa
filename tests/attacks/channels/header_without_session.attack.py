# attack: sends a message whose header lacks the fields that the client library demands
# question: euclidean-distance
# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %% trick
kernel = get_ipython().kernel
message = kernel.session.msg("stream", {"name": "stdout", "text": "x"}, parent=kernel.get_parent())
message["header"] = {"msg_type": "stream", "msg_id": 7, "date": message["header"]["date"]}
kernel.session.send(kernel.iopub_socket, message, ident=b"stream")

# %%
def euclidean_distance(point_a, point_b):
    return 0.0
distance = -1.0
