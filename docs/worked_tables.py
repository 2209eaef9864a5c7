"""Write the worked table of every page: ``python docs/worked_tables.py``.

The pages are in ``docs/lines`` and ``docs/money``. The table is the first case of the page's case
file in ``tests/cases``: what is typed, what comes out, and the arithmetic in words. It is between
two marks; the rest of a page is written by hand. With ``--check`` nothing is written; what is out
of date is named.
"""

from __future__ import annotations

import csv
import io
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
CASES = ROOT / "tests" / "cases"
FOLDERS = ("lines", "money")

BEGIN, END = "<!-- worked: begin -->", "<!-- worked: end -->"
FIRST_YEAR, YEARS = 2027, 5

#: What may be expected: how the table calls it, and its unit.
MEASURES: Mapping[str, tuple[str, str]] = {
    "cost": ("cost", "USD"),
    "prepaid": ("prepaid cost", "USD"),
    "sustained": ("sustained cost", "USD"),
    "unused": ("cost of unused licenses", "USD"),
    "unfunded": ("unfunded", "USD"),
    "from_reserve": ("draws on reserve", "USD"),
    "received": ("received", "USD"),
    "paid": ("paid", "USD"),
    "carried": ("carried into next year", "USD"),
    "lapsed": ("lapsed", "USD"),
    "to_reserve": ("transfers to reserve", "USD"),
    "balance": ("balance at the end of the year", "USD"),
    "needed": ("devices needed", "devices"),
    "bought": ("devices bought", "devices"),
    "in_service": ("devices in service", "devices"),
    "past_life": ("past useful life", "devices"),
    "past_support": ("past end of support", "devices"),
    "retired": ("taken out of service", "devices"),
    "repairs": ("repairs", "repairs"),
    "hours": ("hours of work", "hours"),
    "kept": ("loss the district pays", "USD"),
    "expected": ("expected loss in a year", "USD"),
    "days": ("school days at stake in a year", "days"),
    "break_even": ("break-even chance in a year", "chance"),
    "recurring_revenue": ("recurring revenue", "USD"),
    "sustained_cost": ("sustained cost", "USD"),
    "structural_balance": ("structural balance", "USD"),
    "recurring_on_one_time": ("recurring cost on one-time money", "USD"),
    "base_to_restore": ("base budget to restore", "USD"),
}
#: Measures of an incident: from the low end to the high end, not year by year.
RANGES = ("kept", "expected", "days", "break_even")


@dataclass(frozen=True)
class Case:
    """One case: what is typed, what is expected, and why."""

    title: str
    why: str
    tables: Mapping[str, str]
    expect: Mapping[str, float | list[float]]

    @property
    def settings(self) -> dict[str, str]:
        """Settings of the district that the case types."""
        rows = csv.DictReader(io.StringIO(self.tables.get("district", "").strip()))
        return {row["setting"]: row["value"] for row in rows}

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years of the plan."""
        first = int(self.settings.get("first_year", f"FY{FIRST_YEAR}").removeprefix("FY"))
        return tuple(range(first, first + int(self.settings.get("years", YEARS))))

    def amounts(self, key: str) -> list[float]:
        """What is expected under a key; one number alone holds for every year."""
        value = self.expect[key]
        if isinstance(value, list):
            return value
        return [value] * (2 if split(key)[1] in RANGES else len(self.years))


def cases_of(file: Path) -> tuple[Case, ...]:
    """Every case of a case file, in its order."""
    return tuple(Case(**case) for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"])


def case_files() -> tuple[Path, ...]:
    """Every case file."""
    return tuple(file for folder in FOLDERS for file in sorted((CASES / folder).glob("*.toml")))


def page_of(file: Path) -> Path:
    """Page that shows the first case of a case file."""
    return DOCS / file.parent.name / f"{file.stem}.md"


def split(key: str) -> tuple[str, str]:
    """Name and measure of a key of ``expect``.

    >>> split("Chromebooks"), split("Chromebooks: bought"), split("Levy: pays Chromebooks")
    (('Chromebooks', 'cost'), ('Chromebooks', 'bought'), ('Levy', 'pays Chromebooks'))
    """
    name, _, measure = key.partition(": ")
    return name, measure or "cost"


def worked_table(case: Case) -> str:
    """One case as a board member and an officer read it."""
    parts = [f"*{case.title}*"]
    for table, text in case.tables.items():
        parts.append(f"Typed in `{table}.csv`:\n\n{_markdown(_cells(text))}")
    parts.append("The result:")
    by_year = [key for key in case.expect if split(key)[1] not in RANGES]
    ranges = [key for key in case.expect if split(key)[1] in RANGES]
    if by_year:
        parts.append(_markdown(list(_results(case, by_year, [f"FY{y}" for y in case.years]))))
    if ranges:
        parts.append(_markdown(list(_results(case, ranges, ["low", "high"]))))
    parts.append(" ".join(case.why.split()))
    return "\n\n".join(parts)


def _cells(text: str) -> list[list[str]]:
    """Cells of a table as typed, the head first, rows that end early filled up."""
    rows = [row for row in csv.reader(io.StringIO(text.strip())) if row]
    return [row + [""] * (len(rows[0]) - len(row)) for row in rows]


def _results(case: Case, keys: list[str], head: list[str]) -> Iterator[list[str]]:
    yield ["", *head]
    for key in keys:
        name, measure = split(key)
        label, unit = MEASURES.get(measure, (measure, "USD"))
        yield [f"{name}: {label}", *(_show(amount, unit) for amount in case.amounts(key))]


def _show(amount: float, unit: str) -> str:
    if unit == "chance":
        return f"{amount:.0%}"
    cents = 2 if abs(amount - round(amount)) > 0.001 else 0
    text = f"{abs(amount):,.{cents}f}"
    if unit == "USD":
        return f"(${text})" if amount < 0 else f"${text}"
    return text


def _markdown(rows: list[list[str]]) -> str:
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join("| " + " | ".join(cell.strip() for cell in row) + " |" for row in lines)


def made_page(file: Path) -> str:
    """Page of a case file with its worked table as it must be."""
    page = page_of(file).read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        msg = f"{page_of(file).name} has no marks {BEGIN} and {END}"
        raise ValueError(msg)
    return f"{before}{BEGIN}\n\n{worked_table(cases_of(file)[0])}\n\n{END}{after}"


def out_of_date() -> Iterator[str]:
    """Pages whose worked table differs from the first case."""
    for file in case_files():
        page = page_of(file)
        if page.is_file() and page.read_text(encoding="utf-8") != made_page(file):
            yield page.relative_to(ROOT).as_posix()


def main() -> int:
    """Write the worked tables, or with ``--check`` name the pages that are out of date."""
    if "--check" in sys.argv[1:]:
        old = list(out_of_date())
        for name in old:
            sys.stderr.write(f"{name} is out of date: run python docs/worked_tables.py\n")
        return 1 if old else 0
    for file in case_files():
        if page_of(file).is_file():
            page_of(file).write_text(made_page(file), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
