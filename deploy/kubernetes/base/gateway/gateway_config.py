"""Enterprise Gateway's configuration in a cluster: that of kernel/gateway, and what differs where kernels are pods."""

import os
import sys
from pathlib import Path

from enterprise_gateway.enterprisegatewayapp import EnterpriseGatewayApp

sys.path.insert(0, str(Path(__file__).parent))
from cluster_api import ClusterApi
from leftovers import start_sweeping

_base_config = os.environ.pop("ASSAY_GATEWAY_BASE_CONFIG")
if not Path(_base_config).is_file():  # load_subconfig passes over a file that is not there
    raise FileNotFoundError(_base_config)
load_subconfig(_base_config)  # noqa: F821 (traitlets puts it there)

c = get_config()  # noqa: F821 (traitlets puts it there)
# Each look at a kernel is a call of the cluster's API, during which the gateway does nothing else.
c.AsyncIOLoopKernelRestarter.time_to_dead = 2.0
# A kernel that nobody is connected to for this long was lost by its client (a worker that was killed, a start that was
# given up); one in use always has a connection.
c.MappingKernelManager.cull_idle_timeout = 600
c.MappingKernelManager.cull_interval = 60
c.MappingKernelManager.cull_connected = False

start_sweeping(
    ClusterApi(os.environ.pop("ASSAY_KERNEL_NAMESPACE")),
    lambda: set(EnterpriseGatewayApp.instance().kernel_manager.list_kernel_ids()),
)
