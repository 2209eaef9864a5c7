"""What an import of a ledger has added up, and what it says of that: sums, questions, codes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from planner.fiscal import fiscal_year_label
from planner.intake.account_codes import chart_of, charts
from planner.intake.code_map import code_map_text, meaning_typed, meanings_of
from planner.intake.exports import Export
from planner.intake.intake import Options, amount_text, count_of, dollars, first_few
from planner.intake.ledger_funds import Funds
from planner.plan.problems.problem import Problem

_MOST_NAMED = 12


@dataclass
class Books:
    """What has been added up so far, in cents so nothing is lost to rounding."""

    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    unclear: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    accounts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unmapped: Counter[tuple[str, str]] = field(default_factory=Counter)
    unlisted: Counter[tuple[str, str]] = field(default_factory=Counter)
    sums: Counter[tuple[str, str]] = field(default_factory=Counter)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    meanings: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    used: set[str] = field(default_factory=set)
    left_out: tuple[str, ...] = ()
    subtotals: int = 0
    other: int = 0
    other_years: int = 0
    undated: int = 0


def unknown_codes(export: Export, books: Books, options: Options, state: str) -> list[Problem]:
    """Questions about codes that are not known, and about typed ones that are not there."""
    codes = sorted({"-".join(filter(None, key)) for key in books.titles})
    problems = [
        Problem("P159", export.file, facts={"value": f"{code}={kind}",
                                            "names": first_few(codes, _MOST_NAMED)})
        for code, kind in options.units
        if code.strip().lower() not in books.used
        and all(meaning_typed(named) for _, named in options.units)
    ]  # fmt: skip
    if books.unmapped:
        asks_for_chart = not options.chart and not options.mapping.codes
        facts = {
            "names": _listed(books.unmapped, books.titles),
            "state": state.upper() or "this district",
            "own": _own_chart(state),
        }
        problems.append(Problem("P164" if asks_for_chart else "P165", export.file, facts=facts))
    if books.unlisted:
        facts = {
            "names": _listed(books.unlisted, books.titles),
            "value": dollars(books.unlisted.total() / 100),
            "state": options.chart.strip().upper(),
        }
        problems.append(Problem("W61", export.file, facts=facts))
    return problems


def _listed(sums: Counter[tuple[str, str]], titles: dict[tuple[str, str], str]) -> str:
    """Codes with their descriptions and sums, the largest first."""
    most = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    listed = [
        " ".join(filter(None, ("-".join(filter(None, key)), titles[key], dollars(cents / 100))))
        for key, cents in most
    ]
    return first_few(listed, _MOST_NAMED, "; ")


def _own_chart(state: str) -> str:
    """What to add if the planner has examples of the state's own codes."""
    if state.lower() not in charts():
        return ""
    return (
        f" For examples of the codes of {state.upper()}, which were not checked against its manual,"
        f" add --chart {state.lower()}."
    )


def code_map_of(books: Books, funds: Funds, options: Options) -> str:
    """The mapping that was used, and a row for each code and fund that it does not have."""
    new = []
    for key, title in sorted(books.titles.items()):
        if len(meanings_of(options.mapping.codes, *key)) != 1:
            said = books.meanings.get(key, {""})
            meaning = min(said) if len(said) == 1 else ""
            new.append((*key, meaning, title, amount_text(books.sums[key])))
    return code_map_text(options.mapping, new, funds.rows())


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


def summary_of(export: Export, books: Books, options: Options, year: int) -> list[str]:
    """What was read, what was skipped and what technology cost, in sentences."""
    label = fiscal_year_label(year)
    summary = [f"Read {count_of(len(export.rows), 'ledger row')}.", *export.not_read]
    fields = ("amount",) if "amount" in export.headings else ("debit", "credit")
    amounts = " minus ".join(export.headings[name][0] for name in fields if name in export.headings)
    summary.append(f"Amounts come from {amounts}.")
    chart = chart_of(options.chart)
    if chart:
        summary.append(
            f"Codes were read by examples of the chart of accounts of {chart}, which were not "
            "checked against its manual. Check what each became."
        )
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
