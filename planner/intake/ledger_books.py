"""What an import of a ledger has added up, and what it says of that: sums, questions, codes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from planner.fiscal import fiscal_year_label
from planner.intake.code_map import (
    code_map_text,
    meaning_typed,
    meanings_of,
)
from planner.intake.exports import Export
from planner.intake.intake import (
    Options,
    count_of,
    dollars,
    first_few,
)
from planner.plan.problems.problem import Problem

_MOST_NAMED = 12


@dataclass
class Books:
    """What has been added up so far, in cents so nothing is lost to rounding."""

    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    unclear: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    accounts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unmapped: Counter[tuple[str, str]] = field(default_factory=Counter)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    meanings: dict[tuple[str, str], str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    left_out: tuple[str, ...] = ()
    subtotals: int = 0
    other: int = 0
    other_years: int = 0
    undated: int = 0


def unknown_codes(export: Export, books: Books, options: Options, state: str) -> list[Problem]:
    """Questions about codes that are not known, and about typed ones that are not there."""
    most = sorted(books.unmapped.items(), key=lambda item: (-abs(item[1]), item[0]))
    listed = [
        " ".join(filter(None, ("-".join(filter(None, key)), books.titles[key],
                               dollars(cents / 100))))
        for key, cents in most
    ]  # fmt: skip
    codes = sorted({"-".join(filter(None, key)) for key in books.titles})
    problems = [
        Problem("P159", export.file, facts={"value": f"{code}={kind}",
                                            "names": first_few(codes, _MOST_NAMED)})
        for code, kind in options.units
        if code.strip().lower() not in books.used
        and all(meaning_typed(named) for _, named in options.units)
    ]  # fmt: skip
    if listed:
        asks_for_chart = not options.chart and not options.mapping
        facts = {"names": first_few(listed, _MOST_NAMED, "; "), "state": state or "this district"}
        problems.append(Problem("P164" if asks_for_chart else "P165", export.file, facts=facts))
    return problems


def code_map_of(books: Books, options: Options) -> str:
    """The mapping that was used, and a row for each code that it does not have."""
    new = [
        (*key, books.meanings.get(key, ""), title, amount_text(books.unmapped[key]))
        for key, title in sorted(books.titles.items())
        if len(meanings_of(options.mapping, *key)) != 1
        and (key in books.unmapped or key in books.meanings)
    ]
    return code_map_text(options.mapping, new)


def amount_text(cents: int) -> str:
    """Cents as dollars in plain digits."""
    shown = f"{abs(cents) // 100}.{abs(cents) % 100:02}".removesuffix(".00")
    return f"-{shown}" if cents < 0 else shown


def unclear_accounts(export: Export, books: Books) -> Problem:
    """Accounts that could be several kinds of cost, and what to type to choose one."""
    most = sorted(books.unclear.items(), key=lambda item: -abs(item[1]))
    named = [
        f"--unit {name}={kinds[0]} (or {', '.join(kinds[1:])}) {dollars(cents / 100)}"
        for (name, kinds), cents in most
    ]
    total = dollars(sum(books.unclear.values()) / 100)
    facts = {"value": total, "names": first_few(named, _MOST_NAMED, "; ")}
    return Problem("W46", export.file, facts=facts)


def summary_of(export: Export, books: Books, year: int) -> list[str]:
    """What was read, what was skipped and what technology cost, in sentences."""
    label = fiscal_year_label(year)
    summary = [f"Read {count_of(len(export.rows), 'ledger row')}.", *export.not_read]
    fields = ("amount",) if "amount" in export.headings else ("debit", "credit")
    amounts = " minus ".join(export.headings[name][0] for name in fields if name in export.headings)
    summary.append(f"Amounts come from {amounts}.")
    if books.accounts["other"]:
        count = count_of(len(books.accounts["other"]), "account")
        total = dollars(books.other / 100)
        summary.append(f"Skipped {count} with no technology spending, {total} in total.")
    if books.other_years:
        summary.append(
            f"Skipped {count_of(books.other_years, 'row')} from years other than {label}."
        )
    if books.undated:
        summary.append(f"Counted {count_of(books.undated, 'row')} with no year or date as {label}.")
    summary += books.left_out
    if export.totals + books.subtotals:
        summary.append(f"Skipped {count_of(export.totals + books.subtotals, 'total row')}.")
    if books.kept:
        summary.append(
            f"Technology spending in {label}: {dollars(sum(books.kept.values()) / 100)}."
        )
    return summary
