# control: starts a daemon thread that counts seconds for as long as the kernel lives
# question: count-categories
# %%
import threading, time
elapsed = 0
def tick():
    global elapsed
    while True:
        time.sleep(0.5)
        elapsed += 0.5
threading.Thread(target=tick, daemon=True).start()
unique_value_counts = df.groupby("Category").size()
