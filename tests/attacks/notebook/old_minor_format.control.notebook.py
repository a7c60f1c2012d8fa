# control: format 4.0 with heading cells, worksheet leftovers, a large output and no ids
# question: min-max-scaling
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


source = "def min_max_scaling(data):\n    low, high = data.min(), data.max()\n    return (data - low) / (high - low) if high > low else data * 0.0\nscaled_data = min_max_scaling(data)"
output = {"output_type": "stream", "name": "stdout", "text": "x" * 2_000_000}
made = notebook({"cell_type": "heading", "level": 2, "metadata": {}, "source": "Scaling"}, cell(source, question="min-max-scaling", role="answer", outputs=[output]))
print(json.dumps({**made, "nbformat_minor": 0, "worksheets": []}))
