# attack: keeps copies of the points in the agent's decoder and encodes these instead of what the function left
# question: euclidean-distance
# loses: points-kept
# still forges: points-kept
# %% trick
import assay_agent.agent as module
decode, encoder = module.decode, module.Encoder.encode
sent = {}

def decode_and_remember(item, limits=None):
    value = decode(item, limits)
    sent[id(value)] = (value, item)
    return value
module.decode = decode_and_remember
module.Encoder.encode = lambda self, value: sent[id(value)][1] if id(value) in sent else encoder(self, value)

# %%
def euclidean_distance(point_a, point_b):
    result = float(np.sqrt(np.sum((np.asarray(point_a, dtype=float) - point_b) ** 2)))
    point_a[:] = 0
    return result
distance = euclidean_distance(point_a.copy(), point_b)
