"""The program that serves the desk: started, listened to, and ended with the desk."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: How a line of the log begins: how bad it is, when, and who says it.
_LOG_MARK = re.compile(r"^\[[A-Z] [^\]]*\]\s*|^\[[A-Za-z]+\]\s*")
_AS_ROOT = "Running as root"
#: How long the program may take to end its kernels [seconds].
_GRACE = 10


class DeskError(ValueError):
    """The desk did not open, or ended with an error: why, in one sentence."""


@dataclass(frozen=True)
class Server:
    """A program that serves the desk.

    Attributes
    ----------
    name : str
        What people call it.
    command : sequence of str
        How it is started.
    environment : mapping
        What it is told in its environment, on top of ours.
    folder : Path
        Where it runs.
    address_in : callable
        Address of the desk that a line of its log says; blank where it says none.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    address_in: Callable[[str], str]


def run_server(server: Server, opened: Callable[[str], None]) -> None:
    """Run the program until it is closed.

    Parameters
    ----------
    server : Server
        The program.
    opened : callable
        Told the desk's address once it answers.

    Raises
    ------
    DeskError
        If it does not start, or ends with an error.
    """
    process = subprocess.Popen(
        server.command,
        cwd=server.folder,
        env={**os.environ, **server.environment},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    try:
        address, said = _listen(process, server, opened)
        code = process.wait()
    except BaseException:  # somebody closes the desk from here
        process.terminate()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    finally:
        if process.stderr is not None:
            process.stderr.close()
    if code:
        raise DeskError(_why(server.name, said, started=bool(address)))


def _listen(
    process: subprocess.Popen[str], server: Server, opened: Callable[[str], None]
) -> tuple[str, list[str]]:
    """Read the log to its end: the address it says, and its gravest lines."""
    address, last, critical = "", "", []
    for line in process.stderr or ():
        found = "" if address else server.address_in(line)
        if found:
            address = found
            opened(address)
        last = line.strip() or last
        if line.startswith("[C "):
            critical.append(line.strip())
    return address, [last, *critical]


def _why(name: str, said: list[str], *, started: bool) -> str:
    reason = _LOG_MARK.sub("", said[-1]).rstrip(".") or "it does not say why"
    if any(_AS_ROOT in line for line in said):
        reason = "it does not run as root. Run planner desk as an ordinary user"
    return f"{name} {'ended with an error' if started else 'did not start'}: {reason}."
