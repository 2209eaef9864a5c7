"""Cases that a business officer could send, one file for each budget line and source of money.

``tests/cases/lines/<line>.toml`` and ``tests/cases/money/<source>.toml`` hold cases of this form:

    [[case]]
    title = "What the case shows, in plain English"
    why = "The arithmetic in words."

    [case.tables]
    devices = '''
    name,category,serves,unit_price,...
    Chromebooks,student_devices,students,350,...
    '''

    [case.expect]
    "Chromebooks" = [0, 416000, 0, 0, 0]
    "Chromebooks: bought" = [0, 1000, 0, 0, 0]
    "reserve: balance" = 0

**Tables** are typed as in a spreadsheet; only those that matter. The rest is filled in: a fiscal
year that starts in July, FY2027 and four more, one school of 1,000 students, 100 employees, 60
of them teachers, no reserve and no reserve policy, a general fund of nothing, and 0% growth of
everything. What a case types in ``district`` and ``assumptions`` takes the place of the setting
or assumption of that name; any other table takes the place of the whole table.

**Expected** is one number for each year, or one number that holds for every year:

- ``"ROW"``: cost of a row in the year; ``"ROW: prepaid"``, ``"ROW: sustained"``, ``"ROW:
  unused"`` (what is paid for units nobody uses), ``"ROW: unfunded"``, ``"ROW: from_reserve"``;
- ``"FLEET: needed"``, ``bought``, ``in_service``, ``past_life``, ``past_support``, ``retired``;
- ``"ROW: repairs"``, ``"ROW: hours"`` of a row of repair;
- ``"SOURCE: received"``, ``paid``, ``carried``, ``lapsed``, ``to_reserve``, and
  ``"SOURCE: pays ROW"``;
- ``"INCIDENT: kept"``, ``expected``, ``days``, ``break_even``: two numbers, low and high;
- ``"line LINE"``: cost of a whole budget line;
- ``"reserve: balance"``; ``"plan: cost"``, ``unfunded``, ``recurring_revenue``,
  ``sustained_cost``, ``structural_balance``, ``recurring_on_one_time``, ``base_to_restore``.

Expected numbers are worked out by hand from ``docs/model.md`` and never copied from the engine;
they hold to half a cent (a chance to half of a hundredth of a percent).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest

from docs.worked_tables import (
    BEGIN,
    CASES,
    DOCS,
    MEASURES,
    RANGES,
    Case,
    case_files,
    cases_of,
    main,
    out_of_date,
    page_of,
    split,
)
from planner.analysis.answers import answers
from planner.analysis.detail.security_risk import Range, SecurityRisk, security_risks
from planner.analysis.detail.unused_licenses import unused_licenses
from planner.arrays import Floats
from planner.plan.read import read_plan
from planner.plan.tables import DRIVERS, TABLES
from planner.projection.project import Projection, project
from planner.reference.accounts import LINE_LABELS, funding_rules

NEUTRAL_SETTINGS = {
    "name": "A district",
    "first_year": "FY2027",
    "years": "5",
    "staff": "100",
    "teachers": "60",
    "reserve_opening_balance": "0",
    "reserve_policy_rate": "0%",
}
NEUTRAL_ASSUMPTIONS = (
    "enrollment_growth_rate",
    "device_price_growth_rate",
    "license_price_growth_rate",
    "security_price_growth_rate",
    "wage_growth_rate",
    "general_inflation_rate",
    "general_fund_growth_rate",
)
NEUTRAL_TABLES = {
    "enrollment": "name,grades,students\nAll schools,K-12,1000\n",
    "funding": "name,kind,amount\nGeneral fund,general_fund,0\n",
}
LINES = (*LINE_LABELS, "cyber_incidents")
SOURCES = (*dict.fromkeys(rule.line for rule in funding_rules().values()), "who_pays")
PAGES = [*(("lines", line) for line in LINES), *(("money", source) for source in SOURCES)]

HALF_A_CENT, OF_A_CHANCE = 0.005 + 1e-9, 0.00005


def tables_of(case: Case) -> dict[str, str]:
    """Text of every table of a case, what is not typed filled in."""
    settings = {**NEUTRAL_SETTINGS, **case.settings}
    typed = case.tables.get("assumptions", "name,value").strip()
    named = {row["name"] for row in csv.DictReader(io.StringIO(typed))}
    blanks = "," * (typed.partition("\n")[0].count(",") - 1)
    neutral = [f"{name},0%{blanks}" for name in NEUTRAL_ASSUMPTIONS if name not in named]
    return {
        **NEUTRAL_TABLES,
        **case.tables,
        "district": "setting,value\n" + "".join(f'{k},"{v}"\n' for k, v in settings.items()),
        "assumptions": "\n".join([typed, *neutral]) + "\n",
    }


def projected(case: Case, folder: Path) -> Projection:
    """The plan of a case, written, read and carried forward as a district's would be."""
    for name, text in tables_of(case).items():
        (folder / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")
    return project(read_plan(folder))


@dataclass(frozen=True)
class Outcome:
    """What a plan comes to, by the words of the case files."""

    projection: Projection

    def measured(self, name: str, measure: str) -> list[float]:
        """One measure of one thing, year by year or from its low to its high end."""
        if name.startswith("line "):
            lines = self.projection.lines
            chosen = [n for n, line in enumerate(lines) if line.line == name.removeprefix("line ")]
            return _of(self.projection.expenses.cost[chosen].sum(axis=0))
        if name in ("plan", "reserve"):
            return self._whole(measure)
        if measure in RANGES:
            return self._risk(name, measure)
        if name in self.funds:
            return self._money(name, measure)
        return self._row(name, measure)

    @cached_property
    def funds(self) -> list[str]:
        """Names of the sources."""
        return [fund.name for fund in self.projection.funds]

    def _whole(self, measure: str) -> list[float]:
        if measure == "cost":
            return _of(self.projection.expenses.cost.sum(axis=0))
        named = "reserve" if measure == "balance" else measure  # the cases' words: reserve: balance
        whole: Floats = getattr(answers(self.projection), named)
        return [float(amount) for amount in whole]

    def _money(self, name: str, measure: str) -> list[float]:
        funding, place = self.projection.funding, self.funds.index(name)
        if measure == "paid":
            return _of(funding.paid[place].sum(axis=0))
        if measure.startswith("pays "):
            row = self._place(measure.removeprefix("pays "))
            return _of(self.projection.by_line(funding.paid[place])[row])
        amounts: Floats = getattr(funding, measure)
        return _of(amounts[place])

    def _place(self, name: str) -> int:
        return [line.name for line in self.projection.lines].index(name)

    def _row(self, name: str, measure: str) -> list[float]:
        projection, plan = self.projection, self.projection.plan
        if measure in ("repairs", "hours"):
            row = [repair.name for repair in plan.repair].index(name)
            found = projection.expenses.repairs
            return _of((found.tickets if measure == "repairs" else found.hours)[row])
        if measure == "unused":
            idle = {product.name: product.cost for product in unused_licenses(projection)}
            return [float(cost) for cost in idle[name]]
        by_pool: Mapping[str, Callable[[], Floats]] = {
            "unfunded": lambda: projection.funding.unfunded,
            "from_reserve": lambda: projection.funding.reserve_paid,
        }
        if measure in by_pool:
            return _of(projection.by_line(by_pool[measure]())[self._place(name)])
        if measure in ("cost", "prepaid", "sustained"):
            amounts: Floats = getattr(projection.expenses, measure)
            return _of(amounts[self._place(name)])
        devices: Floats = getattr(projection.expenses.fleets, measure)
        return _of(devices[[fleet.name for fleet in plan.devices].index(name)])

    def _risk(self, name: str, measure: str) -> list[float]:
        risk = next(r for r in security_risks(self.projection) if r.name == name)
        found = _ends(risk, measure)
        assert found is not None, f"{name} has no {measure}"
        return [found.low, found.high]


def _ends(risk: SecurityRisk, measure: str) -> Range | None:
    if measure == "days":
        return risk.days_a_year
    found: Range | None = getattr(risk, measure)
    return found


def _of(amounts: Floats) -> list[float]:
    """The one case of a projection, year by year."""
    return [float(amount) for amount in np.asarray(amounts)[..., 0]]


ALL_CASES = [
    pytest.param(case, id=f"{file.stem}: {case.title}")
    for file in case_files()
    for case in cases_of(file)
]


@pytest.mark.parametrize("case", ALL_CASES)
def test_case_comes_out_as_worked_by_hand(case: Case, tmp_path: Path) -> None:
    outcome = Outcome(projected(case, tmp_path))
    for key in case.expect:
        name, measure = split(key)
        closeness = OF_A_CHANCE if measure == "break_even" else HALF_A_CENT
        found, expected = outcome.measured(name, measure), case.amounts(key)
        assert found == pytest.approx(expected, rel=0, abs=closeness), f"{key}: {case.why}"


@pytest.mark.parametrize("case", ALL_CASES)
def test_case_is_told_in_words(case: Case) -> None:
    assert case.title.strip().endswith((".", "?")) is False
    assert len(case.why.split()) >= 8
    assert case.expect
    assert set(case.tables) <= set(TABLES)


@pytest.mark.parametrize(("folder", "name"), PAGES)
def test_line_and_source_has_its_page_and_its_cases(folder: str, name: str) -> None:
    file = CASES / folder / f"{name}.toml"
    assert len(cases_of(file)) >= 4
    text = page_of(file).read_text(encoding="utf-8")
    assert 40 <= len(text.splitlines()) <= 80
    assert text.isascii()
    heads = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    expected = ["What to type", "How it is calculated", "Worked example", "What is left out"]
    assert heads == [*expected, "Sources"]
    assert text.partition("## Worked example\n\n")[2].startswith(BEGIN)


def test_no_page_and_no_case_file_is_of_nothing() -> None:
    files = [(file.parent.name, file.stem) for file in case_files()]
    pages = [(p.parent.name, p.stem) for f in ("lines", "money") for p in (DOCS / f).glob("*.md")]
    assert sorted(files) == sorted(pages) == sorted(PAGES)


def test_worked_tables_are_fresh() -> None:
    assert list(out_of_date()) == [], "run: python docs/worked_tables.py"


def test_worked_table_that_is_out_of_date_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("docs.worked_tables.made_page", lambda file: "something else")
    monkeypatch.setattr("sys.argv", ["worked_tables.py", "--check"])
    assert main() == 1
    assert "docs/lines/staffing.md is out of date" in capsys.readouterr().err


@pytest.mark.parametrize(("folder", "name"), PAGES)
def test_page_names_columns_and_files_that_exist(folder: str, name: str) -> None:
    text = (DOCS / folder / f"{name}.md").read_text(encoding="utf-8")
    written = text.partition(BEGIN)[0] + text.partition("<!-- worked: end -->")[2]
    known = {column for table in TABLES.values() for column in table.columns}
    choices = {c for t in TABLES.values() for col in t.columns.values() for c in col.choices}
    known |= {*choices, *DRIVERS, *TABLES, *(table.file for table in TABLES.values())}
    known |= {*LINES, *SOURCES}
    words = re.findall(r"`([^`]+)`", written)
    paths = [word for word in words if "/" in word]
    assert [path for path in paths if not (DOCS.parent / path).exists()] == []
    assert [word for word in words if "/" not in word and word not in known] == []
    for target, _, part in re.findall(r"\]\(([^)#:]+)(#([^)]*))?\)", text):
        linked = (DOCS / folder / target).read_text(encoding="utf-8")
        assert not part or part in anchors_of(linked), f"{target} has no part {part}"


def anchors_of(page: str) -> set[str]:
    """How the parts of a page are linked to."""
    heads = re.findall(r"^#+ (.+)$", page, flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_measure_is_explained() -> None:
    assert __doc__ is not None
    assert [name for name in MEASURES if name not in __doc__] == []
