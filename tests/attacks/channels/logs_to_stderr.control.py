# control: logs through handlers that write to the streams, and redirects what it prints
# question: min-max-scaling
# %%
import contextlib, io, logging, sys, warnings
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, force=True)
logging.captureWarnings(True)

def min_max_scaling(data):
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        print("scaling", data.shape)
        low, high = data.min(), data.max()
        if high == low:
            warnings.warn("all values are equal")
            return np.zeros(data.shape)
        return (data - low) / (high - low)

scaled_data = min_max_scaling(data)
logging.info("scaled %s", scaled_data)
