# control: a notebook as Colab saves it: ids and outputs in metadata, sources as lists, cells added without marks
# question: percentiles
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


colab = {"colab": {"provenance": [], "toc_visible": True}, "kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}}
source = ["import numpy as np\n", "percentiles = np.percentile(data, [25, 50, 75])\n", "print(percentiles)"]
made = notebook(cell("# @title Percentiles\nprint('start')", id="Abc_1"), cell(source, question="percentiles", role="answer", id="x-9"))
print(json.dumps({**made, "metadata": colab}))
