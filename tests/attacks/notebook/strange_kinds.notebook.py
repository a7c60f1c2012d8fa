# attack: gives cells kinds, levels, ids and sources of every JSON type
# question: count-categories
# loses: counts
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


wrong = cell('unique_value_counts = {"A": 1}', question="count-categories", role="answer")
strange = [
    {**wrong, "cell_type": "Code"}, {**wrong, "cell_type": "heading", "level": 1e9}, {**wrong, "source": None},
    {**wrong, "source": ["unique_value_counts", " = ", "{}"]}, {**wrong, "metadata": None}, {**wrong, "metadata": {"assay": 7}},
    {**wrong, "metadata": {"assay": {"question": 7, "role": "answer"}}}, {**wrong, "metadata": {"assay": {"role": "judge"}}},
    {**wrong, "id": {"toString": 1}}, {**wrong, "id": "same"}, {**wrong, "id": "same"},
]
print(json.dumps(notebook(*strange, wrong)))
