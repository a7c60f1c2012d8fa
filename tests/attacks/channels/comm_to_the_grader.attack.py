# attack: opens comms under the grader's names and sends verdicts through them
# question: euclidean-distance
# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %% trick
kernel = get_ipython().kernel
verdict = {"status": "passed", "fraction": 1, "points": 7, "message": ""}
for target in ("assay", "application/vnd.assay+json", "jupyter.widget"):
    for kind, content in (
        ("comm_open", {"comm_id": "1", "target_name": target, "data": verdict}),
        ("comm_msg", {"comm_id": "1", "data": verdict}),
        ("comm_close", {"comm_id": "1", "data": verdict}),
    ):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent(), ident=kind.encode())

# %%
def euclidean_distance(point_a, point_b):
    return 0.0
distance = -1.0
