"""A cost line has everything that belongs to it, and the guide in CONTRIBUTING names it all."""

from __future__ import annotations

import re

import pytest

from tests.cost_line import COMPANIONS, ROOT, Line, files_that_know, lines, missing, where_of

MADE_UP = Line("telephones", "telephones")
GUIDED = Line("training", "training")
#: In how many files of the package a line may be known by name, the rulebook apart: it is the model
#: a second time.
MOST_FILES = 12


def guide() -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.split("## Add a cost line", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("line", [line for line in lines() if line.name != "network"], ids=str)
def test_every_line_has_all_its_companions(line: Line) -> None:
    assert missing(line) == []


def test_network_has_all_its_companions_and_is_also_typed_as_licenses() -> None:
    # Internet access is a subscription: typed with the licenses, budgeted with the network.
    assert missing(Line("network", "network")) == []
    assert Line("network", "licenses") in lines()


def test_a_made_up_line_is_told_everything_it_lacks() -> None:
    told = missing(MADE_UP)
    assert len(told) == len(COMPANIONS)
    assert told[0] == "planner/costs/telephones.py: the formula"
    assert "planner/plan/tables/roster.py: the table, with role cost" in told


def test_the_guide_names_every_companion_and_no_other_file() -> None:
    paths = set(re.findall(r"`((?:planner|tests|docs|data)/[\w./{}-]+)`", guide()))
    generators = {"docs/generate.py", "docs/worked_tables.py"}
    rules = {"planner/plan/rules/required.py"}  # only where a row needs something
    assert paths - generators - rules == {where_of(c, GUIDED) for c in COMPANIONS}


def test_few_files_know_a_line_by_name() -> None:
    known = list(files_that_know(GUIDED.name))
    known = [path for path in known if not path.startswith("planner/rulebook/")]
    assert len(known) <= MOST_FILES, known
    unnamed = [path for path in known if f"`{path}`" not in guide()]
    assert not unnamed
