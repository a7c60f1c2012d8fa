"""The judge: runs a question's rubric against what the candidate's kernels send as data.

It is importable in the judge's kernel alone. Nothing of a candidate's runs here: values arrive rebuilt as plain types,
functions and objects are called over there.
"""


def install() -> None:
    """Put the judge into the running IPython kernel; calling it again does nothing."""
    from assay_judge.judge import install as install_judge

    install_judge()
