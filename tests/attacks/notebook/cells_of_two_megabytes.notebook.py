# attack: writes five cells of two megabytes each, all of which the judge gets as source in one message
# question: count-categories
# loses: counts
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


comment = "# " + "x" * 2_000_000
cells = [cell(f"{comment}\nunique_value_counts = {{'A': {number}}}", question="count-categories", role="answer") for number in range(5)]
print(json.dumps(notebook(*cells)))
