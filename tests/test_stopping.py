"""A command that is stopped ends, whatever a library holds open at that moment."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def test_a_stopped_command_is_not_taken_apart() -> None:
    # Where a library has half opened a connection, taking it apart would wait forever.
    program = """
        import atexit, os, sys
        from planner.cli import stopping

        class HalfOpen:
            def __init__(self):
                self.itself = self
            def __del__(self, write=os.write):
                write(1, b"taken apart")

        atexit.register(print, "left clean")
        HalfOpen()
        stopping.ends_at_once(143)
        sys.exit(143)
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (143, "left clean\n")
