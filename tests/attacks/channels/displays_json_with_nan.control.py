# control: displays JSON and HTML in which a number is NaN or infinite
# question: count-categories
# %%
from IPython.display import HTML, JSON, display
unique_value_counts = df["Category"].value_counts().to_dict()
display(JSON({"counts": unique_value_counts, "share": float("nan"), "limit": float("inf")}))
display({"application/json": [float("nan")], "text/plain": "nan"}, raw=True)
display(HTML("<b>" + str(unique_value_counts) + "</b>"))
