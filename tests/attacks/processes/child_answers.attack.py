# attack: forks a child that keeps the kernel's sockets and goes on as the kernel, with another namespace
# question: count-categories
# loses: counts
# %% trick
import os, threading, time
child = os.fork()
if child == 0:
    # The child: for three seconds it tries to answer on the parent's sockets, then it goes.
    kernel = get_ipython().kernel
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        try:
            kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=kernel.get_parent(), ident=b"status")
        except BaseException:
            pass
        time.sleep(0.2)
    os._exit(0)

# %%
unique_value_counts = {"A": 1, "B": 1, "C": 1}
