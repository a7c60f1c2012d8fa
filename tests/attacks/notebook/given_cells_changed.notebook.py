# attack: changes the data in a cell that is marked as given, and types in the results that fit it
# question: euclidean-distance
# loses: distances, integers, zero-and-symmetry, points-kept, distance
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


given = "import numpy as np\n\npoint_a = np.array([0, 0, 0])\npoint_b = np.array([0, 3, 4])\n__assay_given__ = True"
answer = "def euclidean_distance(point_a, point_b):\n    return 5.0\ndistance = 5.0"
marked = dict(question="euclidean-distance")
print(json.dumps(notebook(cell(given, role="given", **marked), cell(answer, role="given", **marked), cell("distance", role="answer", **marked))))
