"""Whether the tests notice a mutant.

Tests are collected once, with the right code. Then each mutant has a child process of its own in
which one function is exchanged, and only the tests that reach this function run, quick ones first,
until one fails. Nothing is written into the tree, and nothing that a test keeps reaches another
mutant.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import coverage
import pytest

from tests.mutants.make_mutants import Mutant

NOTICED, SURVIVED, BROKEN = 1, 0, 3


class Trials:
    """A plugin of pytest that tries mutants where pytest would run the tests."""

    def __init__(
        self, mutants: Sequence[Mutant], root: Path, lanes: int, told: Callable[[Mutant], None]
    ) -> None:
        self.mutants, self.root, self.lanes, self.told = mutants, root, lanes, told
        self.survivors: list[Mutant] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self) -> None:
        """Draw the same examples for every mutant, and make none smaller once one fails."""
        from hypothesis import Phase, settings  # pytest wants to load it first

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile(
            "mutants", derandomize=True, database=None, deadline=None, phases=phases
        )
        settings.load_profile("mutants")
        # Before pytest does for their examples, which could make a second module of the name.
        for mutant in self.mutants:
            _module_of(mutant)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once as they are, then once for each mutant."""
        if session.testsfailed:
            raise session.Failed
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            seconds, reached = self._as_it_is(session)
            running: dict[int, tuple[Mutant, Path]] = {}
            for mutant in self.mutants:
                lines = reached.get(mutant.file, {})
                places = {place for line in mutant.lines for place in lines.get(line, ())}
                quick_first = sorted(places, key=lambda place: seconds[place])
                if not quick_first:
                    self._survived(mutant)
                    continue
                if len(running) == self.lanes:
                    self._wait(running)
                tests = [session.items[place] for place in quick_first]
                limit = 10 * sum(seconds[place] for place in quick_first) + 20
                child, own = self._child(partial(self._try, session, mutant, tests, limit))
                running[child] = mutant, own
            while running:
                self._wait(running)
        return True

    def _as_it_is(
        self, session: pytest.Session
    ) -> tuple[dict[int, float], dict[str, dict[int, list[int]]]]:
        """How long each test takes [s], and for each file and line the tests that reach it."""
        answer = self.folder / "as_it_is.json"

        def run() -> int:
            files = sorted({str(self.root / mutant.file) for mutant in self.mutants})
            tracer = coverage.Coverage(data_file=None, config_file=False, include=files)
            tracer.set_option("run:disable_warnings", ["no-data-collected"])
            seconds = {}
            with tracer.collect():
                for place, test in enumerate(session.items):
                    _forget(files)
                    tracer.switch_context(str(place))
                    start = time.process_time()
                    if not _passes(session, [test]):
                        sys.stderr.write(f"{test.nodeid} fails without a mutant.\n")
                        return BROKEN
                    seconds[place] = time.process_time() - start
            reached = {
                mutant.file: {
                    line: [int(place) for place in places if place]
                    for line, places in tracer.get_data()
                    .contexts_by_lineno(str(self.root / mutant.file))
                    .items()
                }
                for mutant in {mutant.file: mutant for mutant in self.mutants}.values()
            }
            answer.write_text(json.dumps([seconds, reached]), encoding="utf-8")
            return SURVIVED

        child, own = self._child(run)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != SURVIVED:
            msg = "the tests fail without a mutant"
            raise pytest.UsageError(msg)
        shutil.rmtree(own)
        seconds, reached = json.loads(answer.read_text(encoding="utf-8"))
        return (
            {int(place): value for place, value in seconds.items()},
            {
                file: {int(line): places for line, places in lines.items()}
                for file, lines in reached.items()
            },
        )

    def _child(self, run: Callable[[], int]) -> tuple[int, Path]:
        """A process with the tests collected and a folder of its own that does ``run``."""
        own = Path(tempfile.mkdtemp(dir=self.folder))
        child = os.fork()
        if child == 0:
            code = BROKEN
            try:
                os.environ["PYTEST_DEBUG_TEMPROOT"] = str(own)
                code = run()
            except BaseException as error:
                sys.stderr.write(f"{type(error).__name__}: {error}\n")
            finally:
                os._exit(code)
        return child, own

    def _try(
        self, session: pytest.Session, mutant: Mutant, tests: Sequence[pytest.Item], limit: float
    ) -> int:
        import resource  # Windows has none, and no fork either

        exchange(mutant, self.root)
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit) + 1))
        signal.alarm(20 * int(limit))  # a mutant may also wait forever without working
        return SURVIVED if _passes(session, tests) else NOTICED

    def _wait(self, running: dict[int, tuple[Mutant, Path]]) -> None:
        child, status = os.wait()
        mutant, own = running.pop(child)
        shutil.rmtree(own, ignore_errors=True)
        code = os.waitstatus_to_exitcode(status)
        if code == BROKEN:
            msg = f"could not be tried: {mutant.name}"
            raise pytest.UsageError(msg)
        if code == SURVIVED:
            self._survived(mutant)

    def _survived(self, mutant: Mutant) -> None:
        self.survivors.append(mutant)
        self.told(mutant)


def _passes(session: pytest.Session, tests: Sequence[pytest.Item]) -> bool:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        session.config.pluginmanager.unregister(reporter)
    for test, after in zip(tests, [*tests[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=test, nextitem=after)
        if session.testsfailed:
            return False
    return True


def _forget(files: Sequence[str]) -> None:
    """Empty caches of the files and of the tests: each test is to reach what it needs itself."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tests.") or getattr(module, "__file__", None) in files:
            for kept in list(vars(module).values()):
                if hasattr(kept, "cache_clear") and kept.__module__ == name:
                    kept.cache_clear()


def _module_of(mutant: Mutant) -> ModuleType:
    return importlib.import_module(mutant.file.removesuffix(".py").replace("/", "."))


def exchange(mutant: Mutant, root: Path) -> None:
    """Put the wrong function in place of the right one, wherever it has been imported."""
    found: Any = _module_of(mutant)
    for name in mutant.function.split("."):
        found = vars(found)[name]
    while not isinstance(found, FunctionType) or hasattr(found, "__wrapped__"):
        if isinstance(found, property):
            found = found.fget
        elif isinstance(found, cached_property):
            found = found.func
        else:
            found = found.__wrapped__
    found.__code__ = mutant.code(root / mutant.file)
