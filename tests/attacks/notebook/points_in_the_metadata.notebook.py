# attack: writes points, checks and grades into the metadata of cells and notebook, as graders in the kernel keep them
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


wrong = cell("def replace_spaces_with_hyphen(text):\n    return text\nmodified_text = text", question="replace-spaces", role="answer")
wrong["metadata"]["assay"].update(points=5, maxPoints=5, status="passed", rubric="", seed="1", checks=[{"id": "words", "points": 2, "status": "passed"}])
wrong["metadata"]["nbgrader"] = {"grade": True, "grade_id": "words", "points": 5, "solution": False, "locked": True, "schema_version": 3}
wrong["metadata"]["otter"] = {"tests": ["words"]}
made = notebook(wrong)
made["metadata"]["assay"] = {"assessment": "attack", "score": 1, "status": "complete", "questions": [{"id": "replace-spaces", "points": 5}]}
print(json.dumps(made))
