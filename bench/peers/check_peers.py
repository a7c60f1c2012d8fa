"""Proves that the tests of each peer really run: the solved notebook gets all points, and the broken one loses just the
checks that it should, the same ones in nbgrader, in Otter and on the floor.

    python check_peers.py --solved out/solved.ipynb --broken out/broken/broken.ipynb
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

PEERS_FOLDER = Path(__file__).resolve().parent
BENCH_FOLDER = PEERS_FOLDER.parent
sys.path.insert(0, str(BENCH_FOLDER / "notebooks"))

from make_notebook import BROKEN  # noqa: E402

ENVIRONMENTS = {"floor": "bench-otter", "otter": "bench-otter", "nbgrader": "bench-nbgrader"}


def run(peer: str, notebook: Path, environments: Path) -> dict:
    """In one process, which tells the checks that were lost."""
    python = environments / ENVIRONMENTS[peer] / "bin" / "python"
    command = [python, PEERS_FOLDER / f"run_{peer}.py", "--notebook", notebook, "--count", "1", "--mode", "warm"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{peer}: {done.stderr[-4000:]}")
    return json.loads(done.stdout)


def find_problem(peer: str, solved: dict, broken: dict) -> str | None:
    wanted = {f"{question}/{check}" for question, (_, checks) in BROKEN.items() for check in checks}
    if solved["lost"] or solved["points"] != solved["maxPoints"] or not solved["maxPoints"]:
        return f"{peer}: the solved notebook got {solved['points']} of {solved['maxPoints']}, lost {solved['lost']}"
    if broken["maxPoints"] != solved["maxPoints"] or not 0 < broken["points"] < solved["points"]:
        return f"{peer}: the broken notebook got {broken['points']} of {broken['maxPoints']}"
    if set(broken["lost"]) != wanted:
        missed, extra = sorted(wanted - set(broken["lost"])), sorted(set(broken["lost"]) - wanted)
        return f"{peer}: the broken notebook should also lose {missed}, and not {extra}"
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description="Proves that the tests of each peer really run.")
    parser.add_argument("--solved", type=Path, required=True)
    parser.add_argument("--broken", type=Path, required=True, help="made by make_notebook.py --broken")
    parser.add_argument("--environments", type=Path, default=BENCH_FOLDER.parent / "var" / "python")
    options = parser.parse_args()
    totals = set()
    for peer in ENVIRONMENTS:
        solved, broken = (run(peer, notebook, options.environments) for notebook in (options.solved, options.broken))
        problem = find_problem(peer, solved, broken)
        if problem:
            raise SystemExit(problem)
        totals.add((solved["points"], broken["points"]))
        print(f"{peer}: solved {solved['points']:g} of {solved['maxPoints']:g}, broken {broken['points']:g}")
    if len(totals) > 1:
        raise SystemExit(f"The peers do not agree: {totals}")


if __name__ == "__main__":
    main()
