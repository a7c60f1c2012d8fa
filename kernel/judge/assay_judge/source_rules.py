"""Rules on the candidate's source, which is taken from the uploaded file and never from the kernel."""

import ast

from assay_judge.slicing import parse_cell


def uses_name(sources: list[str], name: str) -> bool:
    """True when a name or attribute called `name` appears in the code (not in comments or strings)."""
    for source in sources:
        for statement in parse_cell(source):
            for node in ast.walk(statement):
                if (isinstance(node, ast.Name) and node.id == name) or (
                    isinstance(node, ast.Attribute) and node.attr == name
                ):
                    return True
                imported = node.name if isinstance(node, ast.alias) else getattr(node, "module", None)
                if isinstance(node, (ast.alias, ast.ImportFrom)) and name in (imported or "").split("."):
                    return True
    return False
