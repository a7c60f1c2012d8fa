# %%
from collections import Counter


def count(table):
    return Counter(item for item in table["Category"].tolist() if isinstance(item, (str, int, float)) and item == item)


# %% [check] id=counts title="Every category with its count" points=3 kind=numeric
for run in runs:
    got = run.value("unique_value_counts")
    # What was given stands first; a table that the candidate changed in place counts as well.
    tables = [table for table in run.inputs("df") if table.columns.is_unique and "Category" in table.columns]
    problems = [find_count_difference(got, count(table), f"unique_value_counts, {run.label}") for table in tables]
    if all(problems):
        fail(problems[0])
