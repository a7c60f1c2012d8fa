# attack: leaves a thread behind that swaps the result for each kernel's own lucky guess at every millisecond
# question: percentiles
# loses: values, shown
# %% trick
import random, threading, time
def guess(space=get_ipython().user_ns):
    while True:
        if "percentiles" in space:
            numbers = space["data"]
            # Whatever the data holds: three elements, drawn anew again and again.
            space["percentiles"] = sorted(random.choice(list(numbers)) for _ in range(3))
        time.sleep(0.001)
threading.Thread(target=guess, daemon=True).start()

# %%
percentiles = [1, 2, 3]
