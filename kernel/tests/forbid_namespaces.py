"""``forbid_namespaces.py PROGRAM ARGUMENT…`` runs a program that can make no namespaces, as in a plain container."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "launcher"))

from assay_launcher import linux, seccomp

if __name__ == "__main__":
    linux.forbid_new_privileges()
    linux.load_seccomp(seccomp.build_filter_against_namespaces())
    os.execvp(sys.argv[1], sys.argv[1:])
