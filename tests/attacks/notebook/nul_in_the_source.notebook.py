# attack: puts NUL, form feeds, other line ends and a byte order mark into source and marks
# question: count-categories
# loses: counts
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


wrong = 'unique_value_counts = {"A": 1, "B": 1, "C": 1}'
sources = [f"\0{wrong}", f"\ufeff{wrong}", f"{wrong}\u2028x = 1\u2029", f"\f{wrong}\r\r\n", f"{wrong}\0", "\0" * 1000]
print(json.dumps(notebook(*(cell(source, question="count-categories", role="answer") for source in sources))))
