# control: saved outputs of a plot hold NaN and Infinity, as Python writes them, and the text speaks of "NaN"
# question: count-categories
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


output = {"output_type": "display_data", "metadata": {}, "data": {"application/vnd.plotly.v1+json": {"y": [float("nan"), float("inf"), -float("inf")]}, "text/plain": "a \"NaN\" \\ Infinity"}}
source = 'label = "NaN, \\"Infinity\\" and -Infinity"\nunique_value_counts = df["Category"].value_counts()'
print(json.dumps(notebook(cell(source, question="count-categories", role="answer", outputs=[output]))))
