"""Kernels: the interpreter that runs us, started bare, and ended with all that they started.

No installed kernelspec is looked up and no IPython profile of the user's is read: whatever else is
on the machine, a board's numbers come from the packages next to this file.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import contextlib
import sys
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from traitlets import TraitError, Unicode

from planner.publish.processes.kernel_ports import OwnPortsManager
from planner.publish.processes.running import RUNNING
from planner.publish.processes.workers import ONE_THREAD


class OwnKernelManager(OwnPortsManager):
    """Starts the running interpreter as a kernel, whatever name is asked for."""

    scratch = Unicode(help="Folder for all that the kernel writes").tag(config=True)

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        self.connection_file = str(Path(self.scratch) / "kernel.json")
        with contextlib.suppress(TraitError):  # a build of ZeroMQ without encryption
            # Otherwise ipykernel warns at each start that other users could listen in.
            self.transport_encryption = "auto"

    @property
    def kernel_spec(self) -> KernelSpec:
        """How to start the running interpreter; nothing installed is looked up."""
        return KernelSpec(
            argv=kernel_command(),
            display_name="Python 3",
            language="python",
            env={
                **ONE_THREAD,
                # No startup script, history or configuration of the user's takes part.
                "IPYTHONDIR": self.scratch,
                "PYTHONSTARTUP": "",
            },
            metadata={
                "supported_encryption": ["curve"],
                "kernel_provisioner": {"provisioner_name": "local-provisioner"},
            },
        )

    async def _async_pre_start_kernel(
        self,
        **settings: Any,  # noqa: ANN401  (as jupyter_client has it)
    ) -> tuple[list[str], dict[str, Any]]:
        # Cell outputs do not come this way. What does is chatter that would break a progress
        # bar, and a kernel left behind would hold the caller's pipe open.
        settings.update(stdout=DEVNULL, stderr=DEVNULL)
        command: tuple[list[str], dict[str, Any]]
        command = await super()._async_pre_start_kernel(**settings)
        RUNNING[self] = self._kill
        return command

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        RUNNING.pop(self, None)
        await super()._async_cleanup_resources(restart)

    def _kill(self) -> None:
        process = getattr(self.provisioner, "process", None)
        if process is not None:
            process.kill()
            process.wait()


def kernel_command() -> list[str]:
    """How to start the running interpreter as a kernel that imports nothing from its folder.

    >>> kernel_command()[1:4]
    ['-P', '-m', 'ipykernel_launcher']
    """
    return [sys.executable, "-P", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
