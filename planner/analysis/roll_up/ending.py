"""Money that ends across a region: what it covers of recurring cost, by source, and when it falls.

Sources are told apart by kind first, since each district calls its own as it likes: relief money,
grants, levies, then prepayments. A fall is counted only where a district's plan covers both years:
a plan that ends is not a cliff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.analysis.roll_up.standing import DistrictStanding, EndingSource, years_covered
from planner.projection.yearly_totals import A_CENT

#: Kinds that no table of sources has: relief money, which districts type as a grant, and
#: prepayments, which are no source.
RELIEF, PREPAID = "relief", "prepaid"
_IS_RELIEF = re.compile(r"\b(esser|arp|relief)\b", re.IGNORECASE)


@dataclass(frozen=True)
class EndingKind:
    """What sources of one kind that end cover in a region.

    Attributes
    ----------
    kind : str
        Kind of the sources as in the table ``funding``, or ``relief`` or ``prepaid``.
    districts : int
        Districts that have such a source [districts].
    names : tuple of (str, int)
        What districts call it and how many do, the most frequent first [districts].
    covered : tuple of float
        Recurring cost that it covers, by year of the region [USD].
    falls : tuple of float
        By how much less than in the year before, in districts whose plans cover both; less than
        nothing where it covers more [USD].
    """

    kind: str
    districts: int
    names: tuple[tuple[str, int], ...]
    covered: tuple[float, ...]
    falls: tuple[float, ...]


@dataclass(frozen=True)
class RegionEnding:
    """Money that ends across a region.

    Attributes
    ----------
    years : tuple of int
        Fiscal years of the region.
    counted : tuple of int
        Districts whose plan covers the year and the one before [districts].
    kinds : tuple of EndingKind
        By kind, what covers most first.
    """

    years: tuple[int, ...]
    counted: tuple[int, ...]
    kinds: tuple[EndingKind, ...]

    @property
    def falls(self) -> tuple[float, ...]:
        """By how much less it covers in all than in the year before, by year [USD]."""
        places = range(len(self.years))
        return tuple(sum(kind.falls[place] for kind in self.kinds) for place in places)

    @property
    def fall_year(self) -> int | None:
        """Fiscal year in which it covers less by most; None where it never does."""
        largest = max(self.falls, default=0.0)
        return self.years[self.falls.index(largest)] if largest > A_CENT else None

    @property
    def fall_size(self) -> float:
        """By how much less it covers in that year [USD]."""
        return max((0.0, *self.falls))


def region_ending(standings: Sequence[DistrictStanding]) -> RegionEnding:
    """Money that ends across a region, by kind and year, and the region's largest fall.

    Parameters
    ----------
    standings : sequence of DistrictStanding
        Districts in one scenario.

    Examples
    --------
    >>> from planner.analysis.roll_up.standing import standings
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = region_ending(standings(read_plan(example("altoona-wi"))))
    >>> found.fall_year, [(kind.kind, kind.names) for kind in found.kinds]
    (2025, [('relief', (('ESSER relief, technology part', 1),))])
    """
    years = years_covered(standings)
    spans = [(one.years[0].fiscal_year, one.years[-1].fiscal_year) for one in standings]
    counted = tuple(sum(first < year <= last for first, last in spans) for year in years)
    by_kind: dict[str, list[tuple[DistrictStanding, EndingSource]]] = {}
    for standing in standings:
        for source in standing.ending:
            by_kind.setdefault(kind_of(source), []).append((standing, source))
    kinds = (_kind(kind, sources, years) for kind, sources in by_kind.items())
    return RegionEnding(
        years, counted, tuple(sorted(kinds, key=lambda one: (-sum(one.covered), one.kind)))
    )


def kind_of(source: EndingSource) -> str:
    """Kind of a source that ends, relief money apart from other grants.

    >>> kind_of(EndingSource("ESSER III", "grant", ())), kind_of(EndingSource("", "", ()))
    ('relief', 'prepaid')
    """
    if not source.name:
        return PREPAID
    return RELIEF if _IS_RELIEF.search(source.name) else source.kind


def _kind(
    kind: str, sources: Sequence[tuple[DistrictStanding, EndingSource]], years: Sequence[int]
) -> EndingKind:
    covered, falls = dict.fromkeys(years, 0.0), dict.fromkeys(years, 0.0)
    names: dict[str, set[str]] = {}
    for standing, source in sources:
        names.setdefault(source.name, set()).add(standing.plan)
        for there, amount in zip(standing.years, source.covered, strict=True):
            covered[there.fiscal_year] += amount
        for year, fall in _falls(standing, source):
            falls[year] += fall
    counts = [(name, len(plans)) for name, plans in names.items() if name]
    return EndingKind(
        kind,
        len({standing.plan for standing, _ in sources}),
        tuple(sorted(counts, key=lambda count: (-count[1], count[0]))),
        tuple(covered.values()),
        tuple(falls.values()),
    )


def _falls(standing: DistrictStanding, source: EndingSource) -> Iterator[tuple[int, float]]:
    """By how much less a source covers in each year but the first of its plan."""
    for year, (was, now) in zip(standing.years[1:], pairwise(source.covered), strict=True):
        yield year.fiscal_year, was - now
