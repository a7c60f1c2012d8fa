# attack: answers "snapshots" with the right table in the place of two wrong ones, and prints the right one as text
# question: create-dataframe
# loses: first, second, two-ways, shown
# still forges: first, second, two-ways, shown
# %% trick
import pandas as pd
agent = __assay__.__closure__[0].cell_contents
rows = [["Alice", 25, "New York"], ["Bob", 30, "Los Angeles"], ["Charlie", 35, "Chicago"]]
right = type(agent.encoder)().encode(pd.concat([pd.Series(column) for column in zip(*rows)], axis=1, keys=["Name", "Age", "City"]))
snapshots = agent._ops["snapshots"]
agent._ops["snapshots"] = lambda request: {"snapshots": [{**each, "value": right} for each in snapshots(request)["snapshots"] if each["name"] in ("one", "other")]}

# %%
import pandas as pd
one = pd.DataFrame({"Name": ["Alice"], "Age": [99], "City": ["Rome"]})
other = pd.DataFrame([["Alice", 98, "Rome"]], columns=["Name", "Age", "City"])
for _ in range(2):
    print("Alice 25 New York Bob 30 Los Angeles Charlie 35 Chicago")
