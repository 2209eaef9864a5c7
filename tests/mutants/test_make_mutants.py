"""Which wrong versions of a function are made, and that one of them takes its place."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.make_mutants import mutants_of
from tests.mutants.run import ROOMS, gone_names, known_survivors

SENTENCE = '''
def sentence(left: int, *, word: str = "less") -> str:
    """What the board reads."""
    assert left >= 0, "never negative"
    if left > 1:
        print("told")
    return f"{left} {word} than " "before"


class Line:
    @property
    def shown(self) -> str:
        return sorted("ab", reverse=True)[0]
'''


def test_words_numbers_branches_and_statements_are_changed_one_at_a_time(tmp_path: Path) -> None:
    module = tmp_path / "lines.py"
    module.write_text(SENTENCE, encoding="utf-8")
    made = [(mutant.function, mutant.change) for mutant in mutants_of(module, tmp_path)]
    told = 'return f"{left} {word} than " "before"'
    reverse = 'return sorted("ab", reverse=True)[0]'
    assert made == [
        ("sentence", "if left > 1: -> if (left > 1) and False:"),
        ("sentence", "if left > 1: -> if (left > 1) or True:"),
        ("sentence", "if left > 1: -> if left >= 1:"),
        ("sentence", "if left > 1: -> if left > 2:"),
        ("sentence", 'print("told") -> pass'),
        ("sentence", 'print("told") -> print("XXtoldXX")'),
        ("sentence", told + ' -> return f"{left}XX XX{word} than " "before"'),
        ("sentence", told + ' -> return f"{left} {word}XX than XX" "before"'),
        ("sentence", told + ' -> return f"{left} {word} than " "XXbeforeXX"'),
        ("Line.shown", reverse + ' -> return sorted("ab", )[0]'),
        ("Line.shown", reverse + ' -> return sorted("XXabXX", reverse=True)[0]'),
        ("Line.shown", reverse + ' -> return sorted("ab", reverse=False)[0]'),
        ("Line.shown", reverse + ' -> return sorted("ab", reverse=True)[1]'),
    ]


def test_a_guard_that_speaks_up_only_where_something_else_is_wrong_stays(tmp_path: Path) -> None:
    module = tmp_path / "pairs.py"
    module.write_text("def pairs(a):\n    return zip(a, a, strict=True)\n", encoding="utf-8")
    assert list(mutants_of(module, tmp_path)) == []


def test_listed_survivors_are_in_the_rooms_and_have_a_reason() -> None:
    root = Path(__file__).parents[2]
    for name, reason in known_survivors().items():
        file = name.partition(": ")[0]
        assert reason
        assert file.startswith(tuple(ROOMS))
        assert (root / file).exists(), file


def test_a_listed_name_that_no_mutant_has_is_told() -> None:
    file = "planner/analysis/options/frontier.py"
    root = Path(__file__).parents[2]
    still_made = next(iter(mutants_of(root / file, root))).name
    gone = f"{file}: former: return 1 -> return 2"
    assert gone_names([still_made, gone]) == [gone]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="mutants are tried in forked processes")
@pytest.mark.parametrize(
    ("tests", "noticed"),
    [("tests/analysis/options/test_frontier.py", True), ("tests/mutants/make_mutants.py", False)],
)
def test_a_file_is_noticed_by_its_tests_and_by_no_others(tests: str, noticed: bool) -> None:
    file = "planner/analysis/options/frontier.py"
    run = [sys.executable, "tests/mutants/run.py", file, "--tests", tests]
    root = Path(__file__).parents[2]
    said = subprocess.run(run, cwd=root, capture_output=True, text=True, check=False)
    count = re.search(r"frontier.py: (\d+) of (\d+) mutants noticed", said.stdout)
    assert count, said
    assert (int(count[1]) > int(count[2]) / 2) is noticed
    assert noticed or said.returncode == 1
