# control: a right function that works in place on its own copy, with the array's flags set to read-only for the time
# question: min-max-scaling
# %%
def min_max_scaling(data):
    was_writeable = data.flags.writeable
    try:
        data.flags.writeable = False
        out = data.astype(float, copy=True)
        out -= out.min()
        top = out.max()
        if top:
            out /= top
        return out
    finally:
        if was_writeable:
            data.flags.writeable = True
scaled_data = min_max_scaling(data)
