# attack: says that the notebook is of a format to come, with a version that is no whole number
# question: count-categories
# loses: counts
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


print(json.dumps({**notebook(cell("unique_value_counts = {}", question="count-categories", role="answer")), "nbformat": 4.0000000000000001, "nbformat_minor": 1e308}))
