# attack: shows all numbers of three digits, two hundred in each of many cells, as each cell is read by itself
# question: percentiles
# loses: values, shown
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


cells = [cell("percentiles = [1, 2, 3]", question="percentiles", role="answer")]
for scale in (0.01, 0.1, 1, 10):
    for first in range(100, 1000, 180):
        # One more cell for each 180 numbers: three significant digits are enough to be shown.
        cells.append(cell(f"for number in range({first}, {first + 180}):\n    print(f'{{number * {scale}:.6g}}')", question="percentiles", role="answer"))
print(json.dumps(notebook(*cells)))
