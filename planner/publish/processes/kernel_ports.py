"""Ports of kernels: those that the system gives nobody by chance.

A kernel is told five ports, and takes them a second or more later, when it has started. A port that
the system had offered may belong to another program by then: it is what every program gets that
asks for any port. Such a kernel neither answers nor ends, so that nobody starts another one.
"""

from __future__ import annotations

import itertools
import os
import socket
from typing import Any, Final

from jupyter_client.connect import port_names
from jupyter_client.manager import AsyncKernelManager

#: Below what systems offer: Linux from 32,768 on, Windows and macOS from 49,152 on.
FIRST, LAST = 20_000, 31_999
_OF_ONE_KERNEL: Final = len(port_names)
_BLOCKS: Final = (LAST + 1 - FIRST) // _OF_ONE_KERNEL
#: How far apart the kernels of one program are [blocks]: further than programs that start together.
_APART: Final = 613
_KERNELS = itertools.count()


class OwnPortsManager(AsyncKernelManager):
    """Starts kernels on ports of :func:`free_ports`."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  (as jupyter_client has it)
        super().__init__(**settings)
        self.cache_ports = False  # those that are kept are offered by the system

    async def _async_pre_start_kernel(
        self,
        **settings: Any,  # noqa: ANN401  (as jupyter_client has it)
    ) -> tuple[list[str], dict[str, Any]]:
        if not self.shell_port:  # a kernel that is started again keeps its ports
            for name, port in zip(port_names, free_ports(self.ip), strict=True):
                setattr(self, name, port)
        command: tuple[list[str], dict[str, Any]]
        command = await super()._async_pre_start_kernel(**settings)
        return command


def free_ports(ip: str = "127.0.0.1") -> range:
    """Ports for one kernel, which nobody has now and no other kernel is about to get.

    Where a program begins to look follows from its number: no two that run have the same.

    Parameters
    ----------
    ip : str, default "127.0.0.1"
        Where the kernel is to listen.

    Returns
    -------
    range
        A port for each channel of a kernel.

    Raises
    ------
    OSError
        If all are taken.

    Examples
    --------
    >>> first, second = free_ports(), free_ports()
    >>> len(first), set(first) & set(second)
    (5, set())
    """
    for kernel in itertools.islice(_KERNELS, _BLOCKS):
        block = (os.getpid() + kernel * _APART) % _BLOCKS
        ports = range(FIRST, LAST + 1)[block * _OF_ONE_KERNEL :][:_OF_ONE_KERNEL]
        if all(_is_free(ip, port) for port in ports):
            return ports
    msg = f"every port from {FIRST} to {LAST} is taken"
    raise OSError(msg)


def _is_free(ip: str, port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((ip, port))
        except OSError:
            return False
    return True
