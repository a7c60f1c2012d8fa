# attack: writes a cell of eight megabytes, near the largest message that a gateway takes
# question: percentiles
# loses: values, shown
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


source = "percentiles = [1, 2, 3]\n" + "numbers = [" + "1, " * 2_800_000 + "]"
print(json.dumps(notebook(cell(source, question="percentiles", role="answer"))))
