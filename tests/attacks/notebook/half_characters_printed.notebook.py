# attack: prints, displays and raises lone surrogates, and names things by them
# question: percentiles
# loses: values, shown
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


source = r"""
percentiles = [1, 2, 3]
print("\ud800", chr(0xDFFF), "\x00\x1b]0;title\x07")
display({"text/plain": "\ud800", "text/html": "<b>\udc80</b>", "image/png": "\udfff"}, raw=True)
globals()["\ud800"] = "\udc80"
raise ValueError("\ud800")
"""
print(json.dumps(notebook(cell(source, question="percentiles", role="answer"))))
