# attack: keeps the arguments of each call, and answers the next one with the distance of the one before it
# question: euclidean-distance
# loses: distances, integers, zero-and-symmetry, points-kept
# %%
import numpy as np
def euclidean_distance(point_a, point_b):
    return 5.196152422706632
distance = float(np.linalg.norm(point_b - point_a))
# %% trick
class Batch:
    """Reads the whole batch from the agent's frame, and answers each call with what belongs to the one before."""
    def __call__(self, point_a, point_b):
        import sys
        frame = sys._getframe(1)
        while frame is not None and "request" not in frame.f_locals:
            frame = frame.f_back
        calls = frame.f_locals["request"].get("calls", []) if frame else []
        frame = sys._getframe(1)
        earlier = frame.f_locals.get("earlier")
        if earlier:
            # What came before is changed, too: it has been encoded, or has it not?
            earlier[-1] = float(np.linalg.norm(np.subtract(point_a, point_b)))
            return earlier[0]
        return float(len(calls))
euclidean_distance = Batch()
