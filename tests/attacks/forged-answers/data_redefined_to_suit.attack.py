# attack: redefines data in a function, by setattr, exec, globals() and a for loop, to suit a typed-in result
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
def min_max_scaling(data):
    return scaled_data
scaled_data = np.array([0.0, 0.5, 1.0])
# %% trick
import sys
globals().update(data=np.array([1.0, 2.0, 3.0]))
exec("data = np.array([1.0, 2.0, 3.0])")
setattr(sys.modules["__main__"], "data", np.array([1.0, 2.0, 3.0]))
for data in [np.array([1.0, 2.0, 3.0])]:
    pass
class Given:
    global data
    data = np.array([1.0, 2.0, 3.0])
