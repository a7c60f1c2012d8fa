# attack: changes a float and a tuple in memory after they were handed in, while the agent encodes them
# question: percentiles
# loses: values, shown
# %% trick
import ctypes, threading, time
def rewrite(space=get_ipython().user_ns):
    while True:
        value = space.get("percentiles")
        if isinstance(value, tuple):
            for item, number in zip(value, (3.25, 5.5, 7.75)):
                ctypes.c_double.from_address(id(item) + 16).value = number
        time.sleep(0.002)
threading.Thread(target=rewrite, daemon=True).start()

# %%
percentiles = (float("1.5"), float("2.5"), float("3.5"))
