# attack: nests metadata, outputs and attachments a hundred thousand deep, which a recursive reader does not survive
# question: percentiles
# loses: values, shown
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


deep = "[" * 100_000 + "]" * 100_000
wrong = '{"cell_type": "code", "metadata": {"assay": {"question": "percentiles", "role": "answer"}, "deep": DEEP}, "source": "percentiles = [1, 2, 3]", "outputs": DEEP, "attachments": DEEP}'
print('{"nbformat": 4, "nbformat_minor": 5, "metadata": {"deep": DEEP}, "cells": [CELL]}'.replace("CELL", wrong).replace("DEEP", deep))
