"""A strip of years: who pays a row in each, as a small stacked cell, in words, and as letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.analysis.keep.verdict import OTHER_MONEY
from planner.analysis.keep.who_pays import Paid, needed
from planner.fiscal import fiscal_year_label
from planner.projection.yearly_totals import A_CENT
from planner.views.format.markup import text_of
from planner.views.format.money import foot, nearest
from planner.views.format.theme import PAYER_KINDS

#: What a year of a strip in plain text means.
LETTERS = "= recurring money, ~ other money helps, - in part, x not funded, . nothing due"
_NOTHING_DUE = "nothing due"


def strip_html(paid: Paid, years: Sequence[int]) -> str:
    """The strip as marks, with its words for a reader who does not see it."""
    cells = "".join(f"<i>{_stack(shares)}</i>" for shares in _shares(paid))
    label = text_of(strip_words(paid, years))
    return f'<div class="planner-strip" role="img" aria-label="{label}">{cells}</div>'


def strip_words(paid: Paid, years: Sequence[int]) -> str:
    """Who pays in each year, years in which the same is paid together.

    Examples
    --------
    >>> some, none = [80.0, 100.0, 100.0], [0.0, 0.0, 0.0]
    >>> paid = {kind: none for kind in PAYER_KINDS}
    >>> paid = paid | {"recurring": some, "unfunded": [20.0, 0.0, 0.0]}
    >>> strip_words(paid, [2027, 2028, 2029])
    'FY2027: recurring money 80%, unfunded 20%; FY2028 through FY2029: recurring money'
    """
    who = [_who(shares) for shares in _shares(paid)]
    found: list[str] = []
    first = 0
    for place, year in enumerate(years):
        if place + 1 < len(who) and who[place + 1] == who[place]:
            continue
        last = fiscal_year_label(year)
        when = last if first == place else f"{fiscal_year_label(years[first])} through {last}"
        found.append(f"{when}: {who[place]}")
        first = place + 1
    return "; ".join(found)


def strip_letters(paid: Paid) -> str:
    """One sign for each year, for a terminal."""
    return "".join(_letter(shares) for shares in _shares(paid))


def legend_html(kinds: Sequence[str]) -> str:
    """What the marks of a strip mean."""
    items = "".join(
        f'<li><span class="swatch {kind}"></span>{text_of(PAYER_KINDS[kind].label)}</li>'
        for kind in kinds
    )
    return f'<ul class="planner-keep-legend" aria-label="Who pays">{items}</ul>'


def strip_colors() -> str:
    """Patterns of the kinds of money as CSS properties, for the style sheet of the page."""
    return ";".join(f"--{kind}:{payer.pattern}" for kind, payer in PAYER_KINDS.items())


def _shares(paid: Paid) -> list[dict[str, float]]:
    """Of each year, the share that every kind of money pays; nothing where nothing is due."""
    return [
        {
            payer: amounts[place] / due
            for payer, amounts in paid.items()
            if due > A_CENT and amounts[place] > A_CENT
        }
        for place, due in enumerate(needed(paid))
    ]


def _stack(shares: Mapping[str, float]) -> str:
    """What is unfunded on top, as a gap in what is paid."""
    if len(shares) == 1:
        return "".join(f'<b class="{payer}"></b>' for payer in shares)
    return "".join(
        f'<b class="{payer}" style="flex:{nearest(share, 1000)}"></b>'
        for payer, share in reversed(list(shares.items()))
    )


def _who(shares: Mapping[str, float]) -> str:
    if not shares:
        return _NOTHING_DUE
    names = [PAYER_KINDS[payer].label for payer in shares]
    if len(names) == 1:
        return names[0]
    percents = foot([100 * share for share in shares.values()], 100)
    said = [f"{percent}%" if percent else "less than 1%" for percent in percents]
    return ", ".join(f"{name} {share}" for name, share in zip(names, said, strict=True))


def _letter(shares: Mapping[str, float]) -> str:
    if not shares:
        return "."
    if "unfunded" in shares:
        return "x" if len(shares) == 1 else "-"
    return "~" if any(kind in shares for kind in OTHER_MONEY) else "="
