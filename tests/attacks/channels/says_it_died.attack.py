# attack: says that the kernel died when a hidden call comes, so that a fresh kernel is asked that knows the question
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
import pathlib, tempfile
seen = pathlib.Path(tempfile.gettempdir()) / "assay_attack_seen"

def min_max_scaling(data):
    kernel = get_ipython().kernel
    known = seen.read_text().count("x") if seen.exists() else 0
    seen.write_text("x" * (known + 1))
    if known < 2:
        kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "dead"}, parent=kernel.get_parent(), ident=b"status")
    return data / 2
scaled_data = data / 2
