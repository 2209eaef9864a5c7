"""Commands about a plan's scenarios: take in what somebody tried out on a board page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.console import in_ascii, say, show, stop
from planner.cli.options import AllowDifference, PlanPath, app

if TYPE_CHECKING:
    from planner.editing.copied_changes import CopiedScenario
    from planner.editing.copied_text import CopiedChanges
    from planner.editing.draft import Draft
    from planner.plan.plan import Plan

scenario_app = typer.Typer(
    help="Add a scenario that was tried out on a board page.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(scenario_app, name="scenario")

Copied = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE",
        help="Text from Copy these changes; - or nothing to paste or pipe it in.",
    ),
]
#: Far more than any page copies [bytes].
_MOST = 1_000_000
PASTED = "what was pasted"


@scenario_app.command()
def add(
    plan: PlanPath,
    file: Copied = None,
    name: Annotated[str, typer.Option(help="Short name; made from the title if left out.")] = "",
    title: Annotated[str, typer.Option(help="What the board page calls it.")] = "",
    choice: Annotated[
        bool,
        typer.Option("--choice", help="The district can choose it; otherwise it may happen."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    allow_difference: AllowDifference = False,
) -> None:
    """Add changes copied from a board page as a scenario; show what they do before writing."""
    from planner.editing.copied_changes import copied_scenario
    from planner.editing.copied_text import read_copied
    from planner.editing.draft import open_draft
    from planner.editing.new_scenario import add_copied
    from planner.plan.problems.problem import PlanError

    draft = open_draft(plan, allow_difference=allow_difference)
    found = draft.check()
    if found.plan is None:
        raise PlanError(found.problems)
    copied = read_copied(*_text(file))
    _say_where_from(found.plan, copied)
    tried = copied_scenario(found.plan, copied, title or copied.title or name or "What if")
    _show(found.plan, tried)
    asking = sys.stdin.isatty() and not yes
    called = tried.scenario.title
    if asking and not title:
        called = typer.prompt(f"Title [{in_ascii(called)}]", default=called, show_default=False)
    short = _free_name(name, called, found.plan.scenario_names, asking=asking)
    add_copied(draft, short, called, [row.cells for row in copied.rows], choice=choice)
    _write(draft, short, asking=asking, yes=yes)


def _text(file: Path | None) -> tuple[str, str]:
    """What was copied, and what it is called in a sentence."""
    from planner.editing.copied_text import text_in
    from planner.spreadsheets.csv_file import csv_bytes
    from planner.spreadsheets.grid import UnreadableError

    if file is not None and str(file) != "-":
        try:
            return text_in(csv_bytes(file), file.name), file.name
        except UnreadableError as error:
            stop(f"{file}: {error.reason}")
    if sys.stdin.isatty():
        return _pasted(), PASTED
    raw = sys.stdin.buffer.read(_MOST + 1)
    if len(raw) > _MOST:
        stop(f"{PASTED} is larger than {_MOST // 1_000_000} MB, far more than a page copies")
    return text_in(raw, PASTED), PASTED


def _pasted() -> str:
    """What is pasted into the terminal, until an empty line below its rows or the end."""
    say("Paste what Copy these changes gave, then press Enter on an empty line:")
    lines: list[str] = []
    names = False
    for line in iter(sys.stdin.readline, ""):
        ends = names or (lines and not lines[-1].strip())
        if not line.strip() and ends:
            break
        names = names or line.lstrip("> \t").startswith("name,")
        lines.append(line)
    return "".join(lines)


def _say_where_from(plan: Plan, copied: CopiedChanges) -> None:
    from planner.views.questions.copied_changes import copied_from

    same = copied.fingerprint == plan.digest
    said = copied_from(plan.name, copied.plan, same_tables=same)
    if said:
        say(said)


def _show(plan: Plan, tried: CopiedScenario) -> None:
    from planner.analysis.compare import compare
    from planner.views.questions.copied_changes import copied_changes

    comparison = compare(plan, ["base", tried.scenario])
    included = [scenario.title or scenario.name for scenario in tried.included]
    show(copied_changes(comparison, included, tried.own).text)


def _free_name(name: str, title: str, taken: Sequence[str], *, asking: bool) -> str:
    """The name that was asked for, or one made from the title; a taken one is a question."""
    from planner.editing.new_scenario import scenario_name

    known = {other.lower() for other in taken}
    free = scenario_name(title, taken)
    while name.lower() in known:
        said = f'There is a scenario called "{name}" already.'
        if not asking:
            stop(f"{said} Choose another name, for example --name {free}. Nothing was written.")
        name = typer.prompt(in_ascii(f"{said} Another name"), default=free).strip()
    return name or free


def _write(draft: Draft, name: str, *, asking: bool, yes: bool) -> None:
    """Write the rows if they are wanted, or say how."""
    from planner.editing.saving import ChangedMeanwhile
    from planner.plan.problems.problem import PlanError

    checked = draft.check()
    if checked.plan is None:
        raise PlanError(checked.problems)
    for note in draft.notes:
        say(note)
    where = checked.plan.shown("scenarios.csv")
    if not asking and not yes:
        say(f'Nothing was written. Run this again with --yes to add it to {where} as "{name}".')
        return
    if asking and not typer.confirm(in_ascii(f'Add it to {where} as the scenario "{name}"?')):
        say("Nothing was written.")
        return
    try:
        saved = draft.save()
    except ChangedMeanwhile as changed:
        files = ", ".join(path.name for path in changed.paths)
        stop(
            f"{files} was changed by somebody else in the meantime. Nothing was written. Run this "
            "again"
        )
    say(f'{saved.sentence} The next board page compares the scenario "{name}".')
