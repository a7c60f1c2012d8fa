"""What a judge's fork server reads of the built-in questions, so that no judge has to.

These files are ours. A recruiter's rubric is never run in a server: what it leaves there would be in later judges too.
"""

import contextlib

from threadpoolctl import threadpool_limits

from assay_judge.loaded_question import keep_loaded
from assay_judge.marking import QuestionMarker


def read_ahead(question: str, rubric: str, generate: str | None) -> None:
    """Read a question's files, draw its data, run its `prepare`; what fails here, a judge does by itself."""
    spec = {
        "id": question,
        "rubric": rubric,
        "generate": generate,
        "rerun": False,
        "fromScratch": False,
        "requires": [],
    }
    # Threads of its own would not survive a fork, but their libraries would wait for them.
    with contextlib.suppress(Exception), threadpool_limits(limits=1):
        marker = QuestionMarker(spec, seed=0)
        marker.prepare()
        keep_loaded(marker.loaded, rubric, generate)
