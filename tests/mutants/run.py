"""Whether the tests notice a wrong word, number or branch: ``make mutants``.

For each room of ROOMS all mutants are made and tried with the tests that concern the room. What
survives must be listed in tests/mutants/survivors/ with a reason, and at least FLOOR of all mutants
must be noticed. ``python tests/mutants/run.py planner/views/board`` tries one folder or file, and
``--gone`` tries nothing: it says which listed names no mutant has any more.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.mutants.make_mutants import Mutant, mutants_of  # noqa: E402
from tests.mutants.trials import Trials  # noqa: E402

FLOOR = 0.9
ROOMS = {
    "planner/views": ["tests/views", "planner/views"],
    "planner/analysis/answers.py": [
        "tests/analysis/test_answers.py",
        "planner/analysis/answers.py",
    ],
    "planner/analysis/options": ["tests/analysis/options", "planner/analysis/options"],
    "planner/intake": ["tests/intake", "planner/intake"],
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Try what is named, or every room, and say what came of it; 1 if that is not good enough."""
    asked = _asked(arguments)
    listed = known_survivors()
    if asked.gone:
        gone = gone_names(listed)
        _say("These are listed, and no mutant has the name any more:", gone)
        return 1 if gone else 0
    good = True
    for room, tests in ROOMS.items():
        chosen = [path for path in asked.paths or [room] if path.startswith(room)]
        mutants = [mutant for path in chosen for mutant in _mutants(path)]
        if mutants:
            survivors = _tried(mutants, asked.tests or tests, asked.lanes)
            good &= _report(", ".join(chosen), mutants, survivors, listed)
    return 0 if good else 1


def known_survivors() -> dict[str, str]:
    """The names of mutants that need not be noticed, each with the reason."""
    reasons = {}
    for path in sorted((ROOT / "tests/mutants/survivors").glob("*.toml")):
        for group in tomllib.loads(path.read_text(encoding="utf-8")).get("survivors", []):
            reasons.update(dict.fromkeys(group["mutants"], group["reason"]))
    return reasons


def gone_names(listed: Iterable[str]) -> list[str]:
    """Of listed names, those that no mutant has any more: the line reads otherwise now."""
    of_file: dict[str, list[str]] = {}
    for name in listed:
        of_file.setdefault(name.partition(": ")[0], []).append(name)
    gone = []
    for file, names in of_file.items():
        made = {mutant.name for mutant in _mutants(file)}
        gone += [name for name in names if name not in made]
    return gone


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", help="folders or files of planner/; all rooms if none")
    parser.add_argument("--tests", nargs="+", help="tests to try them with, instead of the room's")
    parser.add_argument("--lanes", type=int, default=1, help="how many mutants at a time")
    parser.add_argument("--gone", action="store_true", help="only say which listed names are gone")
    asked = parser.parse_args(arguments)
    asked.paths = [path.rstrip("/") for path in asked.paths]
    for path in asked.paths:
        if not any(path.startswith(room) for room in ROOMS) or not (ROOT / path).exists():
            parser.error(f"{path} is in none of {', '.join(ROOMS)}")
    return asked


def _mutants(path: str) -> list[Mutant]:
    place = ROOT / path
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [mutant for file in files for mutant in mutants_of(file, ROOT)]


def _tried(mutants: Sequence[Mutant], tests: Sequence[str], lanes: int) -> list[Mutant]:
    """The mutants that no test notices."""
    os.chdir(ROOT)
    os.environ["OMP_NUM_THREADS"] = "1"
    trials = Trials(
        mutants, ROOT, lanes, lambda mutant: print("survives:", mutant.name, flush=True)
    )
    code = pytest.main(
        ["-q", "-p", "no:cacheprovider", "--tb=no", "--assert=plain", *tests], plugins=[trials]
    )
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.exit(f"pytest stopped with {code!r}")
    return trials.survivors


def _report(
    room: str, mutants: Sequence[Mutant], survivors: Sequence[Mutant], listed: dict[str, str]
) -> bool:
    noticed = len(mutants) - len(survivors)
    share = noticed / len(mutants)
    names = {mutant.name for mutant in survivors}
    unlisted = [
        name for name in dict.fromkeys(mutant.name for mutant in survivors) if name not in listed
    ]
    files, made = {mutant.file for mutant in mutants}, {mutant.name for mutant in mutants}
    here = [name for name in listed if name.partition(": ")[0] in files]
    gone = [name for name in here if name not in made]
    noticed_now = [name for name in here if name in made and name not in names]
    print(f"{room}: {noticed} of {len(mutants)} mutants noticed, {share:.1%}")
    _say("These survive and are not listed in tests/mutants/survivors/:", unlisted)
    _say("These are listed in tests/mutants/survivors/ but are noticed now:", noticed_now)
    _say("These are listed there, and no mutant has the name any more:", gone)
    return share >= FLOOR and not unlisted and not noticed_now and not gone


def _say(what: str, names: Sequence[str]) -> None:
    if names:
        print(what)
        print("".join(f"  {_toml(name)},\n" for name in names), end="")


def _toml(name: str) -> str:
    return f"'''{name}'''" if "'" in name else f"'{name}'"


if __name__ == "__main__":
    sys.exit(main())
