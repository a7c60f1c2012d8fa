# attack: hands in a notebook of format 3, whose cells lie in worksheets, beside empty cells of format 4
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


old = {"cell_type": "code", "language": "python", "input": "modified_text = text", "outputs": [], "prompt_number": 1, "collapsed": False, "metadata": {}}
print(json.dumps({**notebook(cell("modified_text = text")), "nbformat": 3, "worksheets": [{"cells": [old]}]}))
