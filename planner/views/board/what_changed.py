"""What a reader of the board page moved, in words: what was changed, what becomes of it.

The page itself runs this (``planner/twin``), so it stays within what can be translated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.effect import A_DOLLAR, Effect
from planner.analysis.figures import Figures
from planner.fiscal import fiscal_year_label
from planner.plan.cells.listed import listed
from planner.rulebook.sums import total
from planner.views.board.effect_words import cash_words, lasting_words
from planner.views.board.keep_words import first_of
from planner.views.format.money import about, with_commas

#: What stands above a part that follows what was moved, and above the same as published.
YOURS, PUBLISHED = "Your what-if, not the plan the district published", "As published"
UNMOVED = "Nothing is moved: the page is as published."
PUT_BACK = "Put one of them back."
FAILED = "These changes cannot be calculated together. Put the last one back."
ALREADY = "The scenario that you start from has it already."


@dataclass(frozen=True)
class MovedLever:
    """A lever that was moved: what it is called, and its value as typed, now and before.

    Of a lever that adds to every row of a table, ``unit`` is what stands behind the number, such as
    ``years more or less than today``; of others it is blank.
    """

    label: str
    now: str
    before: str
    unit: str


def what_you_changed(start: str, levers: list[MovedLever], options: list[str]) -> str:
    """What a reader changed, in one sentence.

    Parameters
    ----------
    start : str
        Title of the scenario that was started from; nothing where it is the page's own.
    levers : list of MovedLever
        Levers moved, in the order they were first moved.
    options : list of str
        Titles of the options taken.

    Examples
    --------
    >>> levy = MovedLever("Technology levy: amount", "$1,200,000", "$1,500,000", "")
    >>> what_you_changed("", [levy], ["Longer use"])
    'Technology levy: amount $1,200,000 instead of $1,500,000; with the option "Longer use".'
    """
    said = [f'starting from "{start}"'] if start else []
    said = [*said, *[_moved(lever) for lever in levers]]
    if options:
        word = "option" if len(options) == 1 else "options"
        said = [*said, f"with the {word} {listed(_quoted(options))}"]
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}." if words else UNMOVED


def lever_counts(options: list[str]) -> str:
    """That a lever and options set the same number; empty where none do.

    Parameters
    ----------
    options : list of str
        Titles of the options taken that change what a lever sets.
    """
    if not options:
        return ""
    verb = "changes" if len(options) == 1 else "change"
    return f"{_all(options)} {verb} what a lever sets as well; what the lever sets counts."


def _moved(lever: MovedLever) -> str:
    if lever.now in ("yes", "no"):
        return lever.label if lever.now == "yes" else f"without {lever.label}"
    if lever.unit:
        return f"{lever.label} {_more_or_less(lever)}"
    return f"{lever.label} {lever.now} instead of {lever.before or 'what is blank'}"


def _more_or_less(lever: MovedLever) -> str:
    """How much is added to every row, such as ``1 year more than today``."""
    size, of = lever.now.removeprefix("-"), lever.unit.split(" ")[0]
    unit = "" if of == "more" else f" {of.removesuffix('s') if size == '1' else of}"
    return f"{size}{unit} {'less' if lever.now.startswith('-') else 'more'} than today"


def _quoted(titles: list[str]) -> list[str]:
    return [f'"{title}"' for title in titles]


def in_short(moved: Figures, main: Figures) -> str:
    """What a move does, in one sentence: what is unfunded, or else the last year's balance.

    Parameters
    ----------
    moved, main : Figures
        The reader's what-if, and the page's scenario as published.
    """
    last = fiscal_year_label(moved.years[-1])
    now, before = total(moved.unfunded), total(main.unfunded)
    balance, balance_before = moved.structural_balance[-1], main.structural_balance[-1]
    if about(now) == about(before) and about(balance) != about(balance_before):
        unfunded = f"unfunded through {last}: {_amount(now)}, as published"
        return f"{_balances(balance, balance_before, last)}; {unfunded}."
    if about(now) == about(before):
        return f"Unfunded through {last}: {_amount(now)}, as published."
    return f"Unfunded through {last}: {_amount(now)}, published {_amount(before)}."


def _amount(amount: float) -> str:
    return about(amount) if amount >= A_DOLLAR else "nothing"


def _balances(now: float, before: float, last: str) -> str:
    """The structural balance of the last year, or the gap, and what was published of it."""
    if now <= -A_DOLLAR and before <= -A_DOLLAR:
        return f"Structural gap in {last}: {about(now)}, published {about(before)}"
    if now > -A_DOLLAR and before > -A_DOLLAR:
        return f"Structural balance in {last}: {_amount(now)}, published {_amount(before)}"
    return f"{last} has {_balance(now)}, published {_balance(before)}"


def _balance(amount: float) -> str:
    if amount <= -A_DOLLAR:
        return f"a structural gap of {about(amount)}"
    return f"a structural balance of {_amount(amount)}"


def left_with(found: Figures, taken: bool) -> str:
    """What is still unfunded once an option, and those before it, are taken.

    Parameters
    ----------
    found : Figures
        The what-if with the option and all that are taken before it.
    taken : bool
        Whether the option is taken itself [yes or no].
    """
    left = f"{_amount(total(found.unfunded))} unfunded through {fiscal_year_label(found.years[-1])}"
    return f"Leaves {left}." if taken else f"Would leave {left}."


def does_alone(effect: Effect, years: Sequence[int], needs: bool) -> str:
    """What an option does for good and over the plan, without other options.

    Parameters
    ----------
    effect : Effect
        Against the plan without it, and without what it needs.
    years : sequence of int
        Fiscal years of the plan.
    needs : bool
        Whether it needs other options, which are taken before it [yes or no].
    """
    alone = "On top of what it needs" if needs else "On its own"
    lasting, cash = lasting_words(effect, years), cash_words(effect, years)
    return f"{alone}, once in place: {lasting}. Through {fiscal_year_label(years[-1])}: {cash}."


def not_switched_on(title: str, apart: list[str], missing: list[str]) -> str:
    """Why an option cannot be switched on now, and what to do first; empty where it can.

    Parameters
    ----------
    title : str
        The option.
    apart : list of str
        Options taken that cannot be combined with it.
    missing : list of str
        Options it needs that are not taken.

    Examples
    --------
    >>> not_switched_on("A", ["B"], ["C"])
    '"A" cannot be combined with "B": switch it off first; it needs "C": switch it on first.'
    """
    said = []
    if apart:
        said.append(f"cannot be combined with {_all(apart)}: switch {_it(apart)} off first")
    if missing:
        said.append(f"needs {_all(missing)}: switch {_it(missing)} on first")
    return f'"{title}" {"; it ".join(said)}.' if said else ""


def not_switched_off(title: str, needed_by: list[str]) -> str:
    """Why an option cannot be switched off now, and what to do first; empty where it can.

    >>> not_switched_off("A", ["B", "C"])
    '"B" and "C" need "A": switch them off first.'
    """
    if not needed_by:
        return ""
    verb = "needs" if len(needed_by) == 1 else "need"
    return f'{_all(needed_by)} {verb} "{title}": switch {_it(needed_by)} off first.'


def _all(titles: list[str]) -> str:
    return first_of(_quoted(titles))


def _it(titles: list[str]) -> str:
    return "it" if len(titles) == 1 else "them"


def checked(amounts: int, differing: int, browser: str, seconds: str) -> str:
    """What calculating the published figures again has shown.

    Parameters
    ----------
    amounts : int
        How many there are.
    differing : int
        How many differ by a cent or more.
    browser, seconds : str
        Where it was calculated, and how long it took [seconds].

    Examples
    --------
    >>> checked(3412, 0, "Chrome 142", "0.4")
    'All 3,412 published figures agree to the cent, on Chrome 142 in 0.4 seconds.'
    """
    if differing == 0:
        agree = f"All {with_commas(amounts)} published figures agree to the cent"
        return f"{agree}, on {browser} in {seconds} seconds."
    differ = f"{with_commas(differing)} of {with_commas(amounts)} published figures differ"
    return (
        f"{differ} on {browser}: do not rely on what this page calculates here, and tell the "
        "person who gave it to you."
    )
