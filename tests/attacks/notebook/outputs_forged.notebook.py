# attack: saves outputs that show the right numbers, displays that never ran, and an execution that says it passed
# question: percentiles
# loses: values, shown
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


right = "25%: 3.25\n50%: 5.5\n75%: 7.75\n"
outputs = [
    {"output_type": "stream", "name": "stdout", "text": right},
    {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": right, "application/vnd.assay+json": {"ok": True, "value": {"status": "passed", "fraction": 1}}}},
]
print(json.dumps(notebook(cell("percentiles = [1, 2, 3]", question="percentiles", role="answer", outputs=outputs, execution_count=1))))
