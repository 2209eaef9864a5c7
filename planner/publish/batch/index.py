"""Pages around the decks of a batch: the index that leads to them, and error pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import quote

from planner.plan.problems.problem import how_many_to_fix
from planner.publish.page.shell import content_security_policy, link_back, page_style
from planner.publish.register.registered_deck import MADE
from planner.views.format.markup import text_of

#: So many problems are listed on a terminal.
_MOST_LISTED = 10
#: Decks that this batch was not to make.
_NOT_ASKED = ("as it was", "not made", "left out")


def plain_page(title: str, body: str) -> str:
    """Small page in the style of the board page, without scripts."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy([])}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text_of(title)}</title><style>{page_style()}</style></head>"
        f'<body><main class="planner-plain"><h1>{text_of(title)}</h1>{body}</main></body></html>\n'
    )


def error_page(plan: str, scenario: str, why: str, index: str = "") -> str:
    """What is shown instead of a board page that could not be made: every problem, in order.

    Parameters
    ----------
    plan, scenario : str
        What the page was to be about; the scenario by its title, or blank for the plan.
    why : str
        Problems, one a line.
    index : str
        Address of the page that leads to all others of the batch.
    """
    about = f"{plan}, {scenario}" if scenario else plan
    items = "".join(f"<li>{text_of(line)}</li>" for line in why.splitlines() if line.strip())
    return plain_page(
        f"No board page for {about}",
        "<p>The board page could not be made. Correct what is listed, then run it again. The "
        f"other plans are not affected.</p><ol>{items}</ol>{link_back(index)}",
    )


def index_page(decks: Sequence[Mapping[str, object]], waiting: int = 0) -> str:
    """What to fix, and a table that leads to every page of a batch.

    Parameters
    ----------
    decks : sequence of mapping
        Rows of the run log.
    waiting : int
        How many pages are still to be made.
    """
    made = sum(deck["outcome"] in MADE for deck in decks)
    told = f"{made_sentence(decks, 'pages')}."
    if waiting:
        told = f"{made} pages have been made so far. This batch is not finished."
    elif any(deck["outcome"] == "stopped" for deck in decks):
        told += " The batch was stopped."
    failed = [deck for deck in decks if deck["outcome"] == "failed"]
    rows = "".join(
        f'<tr><th scope="row">{_linked(deck)}</th>'
        f'<td class="words">{text_of(str(deck["outcome"]))}</td>'
        f'<td class="words">{text_of(_first_line(deck))}</td></tr>'
        for deck in decks
        if deck["outcome"] != "failed"
    )
    table = (
        '<table class="planner-table planner-index"><caption>Every plan and scenario</caption>'
        '<thead><tr><th scope="col">Plan and scenario</th><th scope="col">Outcome</th>'
        f'<th scope="col">Answer</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    return plain_page("Board pages", f"<p>{told}</p>{_to_fix(failed)}{table if rows else ''}")


def made_sentence(decks: Sequence[Mapping[str, object]], pages: str) -> str:
    """How many of the pages that were to be made are there, as a sentence without its end.

    Parameters
    ----------
    decks : sequence of mapping
        Rows of the run log.
    pages : str
        What they are called.

    Examples
    --------
    >>> made_sentence([{"outcome": "made"}, {"outcome": "as it was"}], "board pages")
    '1 of 1 board pages were made; 1 more is as it was'
    >>> made_sentence([{"outcome": "as it was"}] * 8, "board pages")
    '8 board pages are as they were'
    """
    count = Counter(str(deck["outcome"]) for deck in decks)
    asked = len(decks) - sum(count[outcome] for outcome in _NOT_ASKED)
    said = f"{sum(count[outcome] for outcome in MADE)} of {asked} {pages} were made"
    if base := count["not applicable"]:
        shows = "shows" if base == 1 else "show"
        said += f", of which {base} {shows} the current plan because the scenario does not apply"
    if kept := count["as it was"]:
        are = "is as it was" if kept == 1 else "are as they were"
        said = f"{said}; {kept} more {are}" if asked else f"{kept} {pages} {are}"
    if left := count["left out"]:
        said += f"; {left} left out"
    return said


def what_to_fix(decks: Sequence[Mapping[str, object]]) -> list[str]:
    """What to fix, for a terminal, and how to go on; no line if nothing failed.

    Parameters
    ----------
    decks : sequence of mapping
        Rows of the run log.

    Examples
    --------
    >>> failed = {"plan": "elm", "title": "", "scenario": "", "outcome": "failed"}
    >>> for line in what_to_fix([failed | {"answer": "devices.csv: the table is empty."}]):
    ...     print(line)
    What to fix:
    - elm: devices.csv: the table is empty.
    Correct what is listed, then run the same command with --only-failed.
    """
    problems = _by_problem(deck for deck in decks if deck["outcome"] == "failed")
    if not problems:
        return []
    lines = [
        f"- {'; '.join(_name(deck) for deck in stopped)}: {_first_line(stopped[0])}"
        for stopped in problems
    ]
    if (more := len(lines) - _MOST_LISTED) > 0:
        lines[_MOST_LISTED:] = [f"- and {more:,} more, listed on the page"]
    return [
        "What to fix:",
        *lines,
        "Correct what is listed, then run the same command with --only-failed.",
    ]


def _to_fix(failed: Sequence[Mapping[str, object]]) -> str:
    """One list of what to fix: each problem of a plan once, whichever pages it stopped."""
    if not failed:
        return ""
    items = "".join(
        f"<li>{', '.join(_linked(deck) for deck in decks)}: {text_of(_first_line(decks[0]))}</li>"
        for decks in _by_problem(failed)
    )
    return f"<h2>What to fix</h2><ol>{items}</ol>"


def _by_problem(
    failed: Iterable[Mapping[str, object]],
) -> Collection[Sequence[Mapping[str, object]]]:
    """Decks that failed, together with those that the same problem of their plan stopped."""
    problems: dict[tuple[str, str], list[Mapping[str, object]]] = {}
    for deck in failed:
        problems.setdefault((str(deck["plan"]), str(deck["answer"])), []).append(deck)
    return problems.values()


def _linked(deck: Mapping[str, object]) -> str:
    name, page = text_of(_name(deck)), str(deck["page"])
    return f'<a href="{quote(page)}">{name}</a>' if page else name


def _name(deck: Mapping[str, object]) -> str:
    title = str(deck["title"] or deck["scenario"])
    return f"{deck['plan']}, {title}" if title else str(deck["plan"])


def _first_line(deck: Mapping[str, object]) -> str:
    """What the row says: the first problem, or the answer after what to know first."""
    lines = str(deck["answer"]).splitlines()
    more = f" (and {how_many_to_fix(lines) - 1:,} more)" if len(lines) > 1 else ""
    said = (str(deck.get("remark", "")), f"{lines[0]}{more}" if lines else "")
    return " ".join(text for text in said if text)
