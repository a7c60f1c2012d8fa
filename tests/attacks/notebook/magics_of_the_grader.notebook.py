# attack: uses cell magics that run a cell elsewhere, twice, or not at all, and one that hides it from the reader of sources
# question: create-dataframe
# loses: first, second, two-ways, shown
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


table = "pd.DataFrame({'Name': ['Alice'], 'Age': [25], 'City': ['New York']})"
cells = [
    cell("import pandas as pd", question="create-dataframe", role="answer"),
    cell(f"%%capture out\none = {table}\none", question="create-dataframe", role="answer"),
    cell(f"%%python3\nimport pandas as pd\nprint({table})", question="create-dataframe", role="answer"),
    cell("%%html\n<table><tr><td>0</td><td>Alice</td><td>25</td><td>New York</td></tr></table>", question="create-dataframe", role="answer"),
    cell("%%javascript\ndocument.write('passed')", question="create-dataframe", role="answer"),
    cell(f"%%timeit -n1 -r1\nother = {table}", question="create-dataframe", role="answer"),
]
print(json.dumps(notebook(*cells)))
