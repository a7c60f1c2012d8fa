# attack: answers with a table whose index, names and blocks do not belong together, with columns that come twice
# question: feature-scaling
# loses: standardized, normalized, columns, df-kept
# %% trick
import base64
agent = __assay__.__closure__[0].cell_contents
text = lambda *items: {"t": "ndarray", "dtype": "object", "shape": [len(items)], "items": list(items)}
floats = {"t": "ndarray", "dtype": "<f8", "shape": [2, 1], "data": base64.b64encode(b"\0" * 16).decode()}
strange = {
    "t": "dataframe",
    "index": {"t": "index", "names": [None], "levels": [text(0, 1)]},
    "columns": {"t": "index", "names": ["a", "b"], "levels": [text("Feature1", "Feature1"), text(1, {"t": "missing"})]},
    "blocks": [text({"t": "opaque", "type": "float", "repr": "1.0"}, {"t": "handle", "id": -1, "type": "float", "callable": False}), floats],
}
values = agent._ops["values"]
agent._ops["values"] = lambda request: {**values(request), "scaled_df": strange, "normalized_df": {**strange, "blocks": [text(1, 2)] * 2}}

# %%
scaled_df = normalized_df = df
