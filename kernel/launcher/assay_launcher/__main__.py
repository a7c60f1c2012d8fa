"""``python -m assay_launcher``: see launcher.py. Started by src/kernels/launcher-process.ts and by gateway/serve.py."""

import argparse
import asyncio

from assay_launcher.launcher import run


def main() -> None:
    parser = argparse.ArgumentParser(prog="assay_launcher")
    parser.add_argument("--kernel-folder", required=True, help="the repository's kernel/ folder")
    parser.add_argument("--environment", required=True, help="the kernels' Python environment")
    parser.add_argument("--fonts", required=True, help="a folder that may hold matplotlib's list of fonts")
    parser.add_argument("--questions", default="", help="built-in questions that a judge's fork server reads ahead")
    parser.add_argument("--sandbox", default="auto", help="auto, off, or the name of one means")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
