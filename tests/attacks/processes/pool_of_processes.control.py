# control: computes the percentiles in a pool of processes
# question: percentiles
# %%
import multiprocessing
def percentile(share):
    return float(np.percentile(data, share))
with multiprocessing.get_context("fork").Pool(2) as pool:
    percentiles = pool.map(percentile, [25, 50, 75])
print(percentiles)
