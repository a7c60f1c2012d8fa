# control: names, comments and texts in other scripts, emoji, a byte order mark and Windows line ends
# question: replace-spaces
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


source = '# Größe 📐 漢字\r\ndef replace_spaces_with_hyphen(text):\r\n    Ergebnis = text.replace(" ", "-")\r\n    return Ergebnis\r\nπ = "🙂 é\\ud83d"\r\nmodified_text = replace_spaces_with_hyphen(text)'
print("\ufeff" + json.dumps(notebook(cell("Meine Lösung 🙂", "markdown", "replace-spaces", "answer"), cell(source, question="replace-spaces", role="answer")), ensure_ascii=False))
