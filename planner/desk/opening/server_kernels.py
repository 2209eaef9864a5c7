"""How the servers of the desk, JupyterLab's and Voila's, start kernels: see ``lab_server``."""

from __future__ import annotations

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from planner.publish.processes.kernel_ports import OwnPortsManager


class ServerKernels(OwnPortsManager, ServerKernelManager):
    """Starts the kernels of a server on ports that no program is given by chance."""
