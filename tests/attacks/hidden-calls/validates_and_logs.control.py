# control: a right function that checks its arguments, logs every call with its caller's name, and counts its calls
# question: euclidean-distance
# %%
import inspect, logging, sys, time, warnings
import numpy as np
logging.basicConfig(filename="calls.log", level=logging.DEBUG, force=True)
log = logging.getLogger("distance")
def euclidean_distance(point_a, point_b):
    """The length of the difference."""
    euclidean_distance.calls = getattr(euclidean_distance, "calls", 0) + 1
    caller = sys._getframe(1).f_code.co_name
    start = time.perf_counter()
    a, b = np.asarray(point_a, dtype=float), np.asarray(point_b, dtype=float)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"shapes {a.shape} and {b.shape}")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        raise ValueError("finite numbers only")
    if len(a) > 40:
        warnings.warn("many dimensions", stacklevel=2)
    result = np.sqrt(np.dot(a - b, a - b))
    log.info("%s -> %s in %.6f s by %s, call %d", inspect.signature(euclidean_distance), result, time.perf_counter() - start, caller, euclidean_distance.calls)
    print(f"distance: {result:.3f}")
    return result
distance = euclidean_distance(point_a, point_b)
