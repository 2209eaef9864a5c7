"""What makes pages for tests that look at the page, and are not about what executes notebooks.

A copy of one warm process, where a process can be copied, is many times as fast as a kernel for
each page. ``test_forked`` and ``test_one_page`` hold that both leave the same notebooks and pages.
"""

from __future__ import annotations

from planner.publish.notebooks.engine import ENGINES, PapermillEngine, usual_engine


def quick_engine() -> PapermillEngine:
    """The engine of a batch on this machine; its warm process is the one of this process."""
    return ENGINES[usual_engine()]()
