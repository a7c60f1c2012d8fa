# attack: has replies packed with NaN and Infinity, which are no JSON, where a comparison of numbers is to come
# question: percentiles
# loses: values, shown
# %% trick
import json
agent = __assay__.__closure__[0].cell_contents
session = get_ipython().kernel.session
values = agent._ops["values"]
agent._ops["values"] = lambda request: {**values(request), "percentiles": {"t": "list", "kind": "list", "v": [float("nan"), float("inf"), -float("inf")]}}
session.pack = lambda obj: json.dumps(obj, default=str).encode()

# %%
percentiles = [1, 2, 3]
