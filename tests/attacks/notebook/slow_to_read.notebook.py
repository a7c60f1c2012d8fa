# attack: hands in an unfinished string of escaped quotes, for which the reader of NaN tries each quote as a beginning
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


# 160 kB take 18 seconds in which the whole process stands still; with the size squared, 20 MB take days.
print('{"nbformat": 4, "cells": ["' + '\\"' * 80_000)
