"""Whether the tests notice a wrong word, number or branch: ``make mutants``.

For each room of ROOMS all mutants are made and tried with the tests that concern the room. What
survives must be listed in tests/mutants/survivors/ with a reason, and at least FLOOR of all mutants
must be noticed. ``python tests/mutants/run.py planner/views/board`` tries one folder or file.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Sequence
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


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", help="folders or files of planner/; all rooms if none")
    parser.add_argument("--tests", nargs="+", help="tests to try them with, instead of the room's")
    parser.add_argument("--lanes", type=int, default=1, help="how many mutants at a time")
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
    files = {mutant.file for mutant in mutants}
    gone = [name for name in listed if name.partition(": ")[0] in files and name not in names]
    print(f"{room}: {noticed} of {len(mutants)} mutants noticed, {share:.1%}")
    if unlisted:
        print("These survive and are not listed in tests/mutants/survivors/:")
        print("".join(f"  {_toml(name)},\n" for name in unlisted), end="")
    if gone:
        print("These are listed in tests/mutants/survivors/ but are noticed now, or are gone:")
        print("".join(f"  {_toml(name)},\n" for name in gone), end="")
    return share >= FLOOR and not unlisted and not gone


def _toml(name: str) -> str:
    return f"'''{name}'''" if "'" in name else f"'{name}'"


if __name__ == "__main__":
    sys.exit(main())
