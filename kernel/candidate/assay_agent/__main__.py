"""``python -m assay_agent -f FILE`` starts an ipykernel with the agent installed before the first message."""

from assay_agent import install
from assay_agent.kernel_app import start_kernel

if __name__ == "__main__":
    start_kernel(install)
