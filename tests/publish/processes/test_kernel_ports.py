"""Kernels listen where no program is put by chance."""

from __future__ import annotations

import asyncio
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from jupyter_client.connect import port_names

from planner.publish.processes import kernel_ports
from planner.publish.processes.kernel_ports import FIRST, LAST, free_ports
from planner.publish.processes.kernels import OwnKernelManager

#: From here on Linux offers ports to any program; Windows and macOS from further up.
OFFERED = 32_768


def test_two_kernels_share_no_port_and_both_have_one_for_each_channel() -> None:
    first, second = free_ports(), free_ports()
    assert len(first) == len(second) == len(port_names)
    assert not set(first) & set(second)
    assert all(FIRST <= port <= LAST < OFFERED for port in (*first, *second))


def test_a_port_that_somebody_has_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = free_ports()
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", taken[2]))
        monkeypatch.setattr(kernel_ports, "_KERNELS", iter(range(100)))
        block = (taken.start - FIRST) // len(taken)
        monkeypatch.setattr(os, "getpid", lambda: block)  # begins where the port is taken
        found = free_ports()
    assert not set(found) & set(taken)


def test_programs_that_start_together_look_in_different_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: set[int] = set()
    for program in range(2000, 2064):
        monkeypatch.setattr(os, "getpid", lambda program=program: program)
        monkeypatch.setattr(kernel_ports, "_KERNELS", iter(range(100)))
        monkeypatch.setattr(kernel_ports, "_is_free", lambda _ip, _port: True)
        found |= set(free_ports()) | set(free_ports())
    assert len(found) == 64 * 2 * len(port_names)


def test_where_every_port_is_taken_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_ports, "_is_free", lambda _ip, _port: False)
    with pytest.raises(OSError, match="every port from 20000 to 31999 is taken"):
        free_ports()


def test_a_kernel_that_is_started_again_keeps_its_ports(tmp_path: Path) -> None:
    manager = OwnKernelManager(scratch=str(tmp_path))

    def started() -> list[int]:
        with ThreadPoolExecutor(1) as thread:  # where no loop of a browser's runs
            thread.submit(asyncio.run, manager._async_pre_start_kernel()).result()
        return [getattr(manager, name) for name in port_names]

    ports = started()
    assert all(FIRST <= port <= LAST for port in ports)
    assert started() == ports
