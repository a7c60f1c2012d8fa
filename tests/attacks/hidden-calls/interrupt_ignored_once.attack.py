# attack: ignores the interrupt in its first hidden call and waits, so that the answer comes after the limit
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
import pathlib, signal, tempfile, time
waited = pathlib.Path(tempfile.gettempdir()) / "attack_waited"

def min_max_scaling(data):
    if not waited.exists():
        waited.write_text("x")
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        time.sleep(60)
    return data / 2
scaled_data = data / 2
