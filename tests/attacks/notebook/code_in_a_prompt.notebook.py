# attack: marks code as prompt and introduction, and Markdown as code, so that it runs without being read or the other way round
# question: count-categories
# loses: counts
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


wrong = 'unique_value_counts = {"A": 1, "B": 1, "C": 1}'
hidden = "import builtins\nbuiltins.print = lambda *args, **kwargs: None\nunique_value_counts = 1"
cells = [
    cell("## Count the categories\n<!-- assay:question=count-categories -->\nunique_value_counts = {'A': 4, 'B': 3, 'C': 2}", "markdown", "count-categories", "prompt"),
    cell(hidden, "code", "count-categories", "prompt"),
    cell(hidden, "code", None, "intro"),
    cell(wrong, "code", "count-categories", "answer"),
    cell(wrong, "raw", "count-categories", "answer"),
]
print(json.dumps(notebook(*cells)))
