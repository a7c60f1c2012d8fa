# control: all marks are lost, and the answer stands in two cells between notes
# question: euclidean-distance
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


made = notebook(
    cell("## Euclidean distance", "markdown"),
    cell("import numpy as np\n\npoint_a = np.array([1, 2, 3])\npoint_b = np.array([4, 5, 6])"),
    cell("def euclidean_distance(point_a, point_b):\n    return np.linalg.norm(np.subtract(point_a, point_b))"),
    cell("Now the value:", "markdown"),
    cell("distance = euclidean_distance(point_a, point_b)\ndistance"),
)
print(json.dumps(made))
