# attack: writes expressions and blocks that the parsers of grader and judge do not get through
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


wrong = "def min_max_scaling(data):\n    return data / 2\nscaled_data = data / 2"
sources = [
    "x = " + "-" * 50_000 + "1",
    "x = " + "(" * 5_000 + ")" * 5_000,
    "x = " + "[lambda: " * 80 + "1" + "]" * 80,
    "\n".join(" " * depth + "if True:" for depth in range(99)) + "\n" + " " * 99 + "x = 1",
    "x" + ".a" * 500,
    "f'" + "{f\"" * 20,
    "x = 1" + " if 1 else 2" * 20_000,
]
print(json.dumps(notebook(*(cell(source, question="min-max-scaling", role="answer") for source in [*sources, wrong]))))
