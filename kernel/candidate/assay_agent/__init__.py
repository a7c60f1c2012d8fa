"""The agent: runs beside the candidate's code, carries out the grader's requests, and records what is drawn.

It judges nothing. Everything that it says is data that the judge checks, because code in the same process can make it
say anything. What it owes is that honest code never breaks it.
"""


def install() -> None:
    """Put the agent into the running IPython kernel; calling it again does nothing."""
    # Not at import: matplotlib takes its backend from the environment that ipykernel sets at its start.
    from assay_agent.agent import install as install_agent

    install_agent()
