# attack: marks its cells as those of questions that are not asked, of several at once, and with ids like paths
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
ids = ["k-means", "../min-max-scaling", "min-max-scaling\0", "__proto__", "constructor", "", "min-max-scaling"]
prompts = [cell(f"## Min-max scaling\n<!-- assay:question={name} -->", "markdown", name, "prompt") for name in ids]
print(json.dumps(notebook(*prompts, *(cell(wrong, "code", name, "answer") for name in ids))))
