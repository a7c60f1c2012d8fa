# control: computes in threads and waits for them
# question: min-max-scaling
# %%
from concurrent.futures import ThreadPoolExecutor

def min_max_scaling(data):
    with ThreadPoolExecutor(2) as pool:
        low, high = pool.map(lambda function: function(data), (np.min, np.max))
    return (data - low) / (high - low) if high > low else np.zeros(np.shape(data))
scaled_data = min_max_scaling(data)
