"""``python -m assay_judge -f FILE`` starts an ipykernel with the judge installed before the first message."""

from assay_agent.kernel_app import start_kernel
from assay_judge import install

if __name__ == "__main__":
    start_kernel(install)
