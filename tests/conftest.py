"""Fixtures that every test may ask for."""

from __future__ import annotations

import planner.startup  # noqa: F401  (before any test imports jsonschema: a second in each process)

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import browser, open_page
from tests.office import resave
from tests.tiny_plan import Content, PlanWriter, write_tiny

__all__ = ["browser", "open_page", "resave", "tiny"]

#: PLANNER_EXAMPLES=3000 tries every law on so many examples that nobody has seen. Without it they
#: are the same fifty each time, so that what passes passes again, in twenty minutes on two cores.
_LONG = os.environ.get("PLANNER_EXAMPLES")
settings.register_profile(
    "any machine",
    deadline=None,
    max_examples=int(_LONG) if _LONG else 50,
    derandomize=not _LONG,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where processes share the files: those that start programs first, many short tests last.

    A long file that is begun last keeps one process at work when all others have ended.
    """
    if not hasattr(config, "workerinput"):
        return

    def files_with(*marks: str) -> set[Path]:
        return {item.path for item in items if any(map(item.get_closest_marker, marks))}

    slow, real = files_with("slow"), files_with("browser", "office")
    items.sort(key=lambda item: (item.path not in slow, item.path not in real))


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over the tests themselves, which stay until the end."""
    gc.freeze()


@pytest.fixture
def tiny(tmp_path: Path) -> PlanWriter:
    """Write the small plan: ``tiny()``, or with other tables: ``tiny(devices="name,...")``."""

    def write(folder: str = "tiny", **tables: Content) -> Path:
        return write_tiny(tmp_path / folder, **tables)

    return write


@pytest.fixture(scope="session", autouse=True)
def remembered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the desk remembers of this machine's plans is the tests' own, in programs too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANNER_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        yield
