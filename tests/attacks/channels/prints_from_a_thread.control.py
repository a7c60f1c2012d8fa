# control: prints the numbers from a thread that is joined
# question: percentiles
# %%
import threading
percentiles = np.percentile(data, [25, 50, 75])
printer = threading.Thread(target=lambda: print("Percentiles:", *percentiles))
printer.start()
printer.join()
