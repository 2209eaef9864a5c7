"""Terms of the sources: when and how far each may pay, in every year and case."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from planner.arrays import Floats, Places, Span, taken_cases, unrepeated


@dataclass(frozen=True)
class Terms:
    """When and how far every source may pay, shape (fund, year, case) unless said otherwise.

    Attributes
    ----------
    share : ndarray
        Share of each year in which the source may pay.
    ends_now : ndarray
        1 where it ends in the year or before.
    carry_limit : ndarray
        Greatest share of the year's amount that may be carried; infinity for no limit.
    months : ndarray
        Months in which money may be spent; infinity where it does not age.
    cost_share : ndarray
        Greatest share of each cost that it pays.
    infrastructure_limit : ndarray
        Greatest share of its money for infrastructure; infinity for no limit.
    refunded, refunded_before : ndarray
        Share of a year's E-Rate discount that comes as a refund in the next year, and share of
        the first year's that comes in it from the year before.
    order, ends : ndarray, shape (fund, case)
        Place in the order of paying, and month edge at which the source ends.
    to_restore : ndarray
        Base budget that the source displaced, once it has ended [USD].
    """

    share: Floats
    ends_now: Floats
    carry_limit: Floats
    months: Floats
    cost_share: Floats
    infrastructure_limit: Floats
    refunded: Floats
    refunded_before: Floats
    order: Floats
    ends: Floats
    to_restore: Floats

    def spread(self, each: Places) -> Terms:
        """The same for many cases, each of which has the terms of one of these."""
        every = {field.name: getattr(self, field.name) for field in fields(self)}
        return Terms(**{name: taken_cases(terms, each) for name, terms in every.items()})

    def of_years(self, years: slice) -> Terms:
        """The same in some years only."""
        every = {field.name: getattr(self, field.name) for field in fields(self)}
        by_year = {name: terms[:, years] for name, terms in every.items() if terms.ndim == 3}
        return Terms(**{**every, **by_year})

    def by_source(self, cases: Span) -> list[SourceTerms]:
        """Terms of every source in some cases."""
        share, months, cost_share, infrastructure_limit, *rest = (
            _of_cases(terms, cases)
            for terms in (
                *(self.share, self.months, self.cost_share, self.infrastructure_limit),
                *(self.ends_now, self.carry_limit, self.refunded, self.refunded_before),
            )
        )
        everything = (cost_share == 1.0) & (share == 1.0) & np.isinf(months)
        by_year = (
            np.logical_and.reduce(everything, axis=2).tolist(),
            np.logical_or.reduce(np.isfinite(infrastructure_limit), axis=2).tolist(),
        )
        terms = share, months, cost_share, infrastructure_limit, *rest, *by_year
        return [SourceTerms(*of_source) for of_source in zip(*terms, strict=True)]


@dataclass(frozen=True)
class SourceTerms:
    """When and how far one source may pay, shape (year, case or 1) each, as in ``Terms``.

    Attributes
    ----------
    share, months, cost_share, infrastructure_limit, ends_now, carry_limit : ndarray
    refunded, refunded_before : ndarray
        As in ``Terms``.
    may_pay_everything, limits_infrastructure : list of bool
        By year: whether it may pay all that is unpaid, with money of any age, in all cases; and
        whether its limit on infrastructure counts in some case.
    """

    share: Floats
    months: Floats
    cost_share: Floats
    infrastructure_limit: Floats
    ends_now: Floats
    carry_limit: Floats
    refunded: Floats
    refunded_before: Floats
    may_pay_everything: list[bool]
    limits_infrastructure: list[bool]


def _of_cases(terms: Floats, cases: Span) -> Floats:
    """Terms of some cases, with a case axis of length 1 where they are the same in all."""
    common = unrepeated(terms)
    return common if common.shape[-1] < terms.shape[-1] else terms[..., cases]
