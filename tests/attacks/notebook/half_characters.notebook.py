# attack: puts lone surrogates into the source, which JSON can write and UTF-8 cannot carry to a kernel
# question: percentiles
# loses: values, shown
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


source = 'note = "\ud800 \udfff"\n# \udc80\npercentiles = [1, 2, 3]\nprint(percentiles)'
print(json.dumps(notebook(cell("# My answer \ud83d", "markdown", "percentiles", "answer"), cell(source, question="percentiles", role="answer"))))
