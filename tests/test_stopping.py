"""A command that is stopped ends, whatever a library holds open at that moment."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def test_a_stopped_command_does_not_wait_for_what_is_half_open() -> None:
    # What is collected last waits forever, as a half open connection to a dead kernel does.
    program = """
        import atexit, sys, threading
        from planner.cli import stopping

        class HalfOpen:
            def __init__(self):
                self.itself = self
            def __del__(self):
                threading.Event().wait()

        atexit.register(print, "left clean")
        held = HalfOpen()
        del held
        stopping.ends_at_once(143)
        sys.exit(143)
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (143, "left clean\n")
