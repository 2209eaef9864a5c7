"""Which source of money paid for what a ledger holds, by its funds.

A fund's code says who paid: ESSER, a title, the general fund. Which code is which is typed once in
the mapping of a district's codes; a few that a state's own notice names are packaged. A fund that
is in neither is listed with its sum and asked about. Only technology spending is added up here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.fiscal import fiscal_year_label
from planner.intake.account_codes import account_parts
from planner.intake.code_map import FundSource, sources_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import amount_text, dollars, first_few
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.reference.accounts import funding_rules
from planner.reference.codes import fund_name

_MOST_NAMED = 12
_LONGEST_SOURCE = 60


@dataclass
class Funds:
    """Technology spending by fund, and the source that each fund is.

    Attributes
    ----------
    mapping : tuple of FundSource
        Which source a fund is, as it was typed.
    plan : Plan
        The plan, for its state and its sources of money.
    sums : Counter
        Technology spending by fund [cents].
    titles : dict of str to str
        What a fund is called.
    """

    mapping: tuple[FundSource, ...]
    plan: Plan
    sums: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)

    def enter(self, fund: str, title: str, cents: int) -> str:
        """Add an amount to a fund; the source that paid it, blank if that is not known."""
        self.sums[fund] += cents
        self.titles[fund] = self.titles.get(fund) or title
        return self.source_of(fund)

    def source_of(self, fund: str) -> str:
        """Source that a fund is, called as in the plan if the plan has it."""
        told = sources_of(self.mapping, fund)
        if len(told) > 1:
            return ""
        name = (told[0] if told else fund_name(self.plan.district.state, fund))[:_LONGEST_SOURCE]
        return self._names().get(name.lower(), name)

    def _names(self) -> dict[str, str]:
        """Name or, of the only one of its kind, kind -> name of a source of the plan."""
        kinds = Counter(row.kind for row in self.plan.funding)
        labels = funding_rules()
        only = [row for row in self.plan.funding if kinds[row.kind] == 1]
        names = {row.kind: row.name for row in only}
        names |= {labels[row.kind].label.lower(): row.name for row in only}
        return names | {row.name.lower(): row.name for row in self.plan.funding}

    def by_source(self) -> Counter[str]:
        """Technology spending by source, blank for funds without one [cents]."""
        found: Counter[str] = Counter()
        for fund, cents in self.sums.items():
            found[self.source_of(fund)] += cents
        return found

    def summary(self) -> list[str]:
        """Who paid, and which funds were read by a state's own notice."""
        paid = self.by_source()
        rest = paid.pop("", None)
        if not paid:
            return []
        named = _listed(paid.items())
        if rest is not None:
            named.append(f"funds without a source {dollars(rest / 100)}")
        state = self.plan.district.state
        noticed = sorted(fund for fund in self.sums if self._is_noticed(fund))
        read = "; ".join(f"{fund} {fund_name(state, fund)}" for fund in noticed)
        told = [f"Funds read by the notices of {state.upper()}: {read}."] if noticed else []
        return [f"Paid by: {'; '.join(named)}.", *told]

    def _is_noticed(self, fund: str) -> bool:
        state = self.plan.district.state
        return not sources_of(self.mapping, fund) and bool(fund_name(state, fund))

    def problems(self, export: Export, year: int) -> list[Problem]:
        """Questions about funds without a source, and about sources that the plan does not have."""
        if not any(self.sums):
            return []
        found = []
        unknown = {f: cents for f, cents in self.sums.items() if not self.source_of(f)}
        if unknown:
            named = [
                (" ".join(filter(None, (fund or "(no fund)", self.titles[fund]))), cents)
                for fund, cents in unknown.items()
            ]
            facts = {"names": first_few(_listed(named), _MOST_NAMED, "; ")}
            found.append(Problem("W62", export.file, facts=facts))
        known = {row.name for row in self.plan.funding}
        missing = [(s, cents) for s, cents in self.by_source().items() if s and s not in known]
        if missing:
            facts = {"names": "; ".join(_listed(missing)), "value": fiscal_year_label(year)}
            found.append(Problem("W63", export.file, facts=facts))
        return found

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Fund, source, description and amount of the funds that the mapping does not have."""
        return [
            (
                fund,
                self.source_of(fund),
                self.titles[fund],
                amount_text(self.sums[fund]) if fund in self.sums else "",
            )
            for fund in sorted(self.titles)
            if fund and len(sources_of(self.mapping, fund)) != 1
        ]


def _listed(sums: Iterable[tuple[str, int]]) -> list[str]:
    """Names with their sums, the largest first."""
    most = sorted(sums, key=lambda item: (-abs(item[1]), item[0]))
    return [f"{name} {dollars(cents / 100)}" for name, cents in most]


def fund_of(row: ExportRow, positions: tuple[int, int] | None) -> str:
    """Fund of a row: from its column, or the part of the account before the function.

    >>> fund_of(ExportRow(2, {"account": "10-2580-530"}), (1, 2))
    '10'
    """
    parts = account_parts(row["account"])
    if row["fund"] or positions is None or not 0 < positions[0] < len(parts):
        return row["fund"]
    return parts[positions[0] - 1]
