# attack: writes each key twice, first for who validates and then for who runs, and keys of JavaScript's prototypes
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
import json


def cell(source, kind="code", question=None, role=None, **more):
    mark = {"assay": {"question": question, "role": role}} if role else {}
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": mark, "source": source, **code, **more}


def notebook(*cells, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells, **more}


wrong = "def replace_spaces_with_hyphen(text):\\n    return text\\nmodified_text = text"
right = "def replace_spaces_with_hyphen(text):\\n    return text.replace(' ', '-')\\nmodified_text = replace_spaces_with_hyphen(text)"
mark = '{"assay": {"question": "replace-spaces", "role": "answer"}, "__proto__": {"assay": {"points": 5}}, "constructor": {"prototype": {"points": 5}}}'
one = f'{{"cell_type": "markdown", "cell_type": "code", "metadata": {mark}, "source": "{right}", "source": "{wrong}", "outputs": [], "__proto__": {{"fraction": 1}}}}'
print(f'{{"nbformat": 3, "nbformat": 4, "metadata": {{}}, "metadata": {{"__proto__": {{"score": 1}}}}, "cells": [], "cells": [{one}]}}')
