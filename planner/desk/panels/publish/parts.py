"""What the Publish tab shows, part by part, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.desk.live.controls import button, choice, disclosure, switch
from planner.desk.publishing.page_server import PageServer
from planner.desk.publishing.pages import Stage
from planner.plan.cells.moments import moment
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.scenarios import scenario_of
from planner.publish.made_pages import MadePage
from planner.views.format.markup import text_of

#: So many pages made earlier are listed; all of them are in the plan's folder of runs.
LISTED = 10
#: So many compared scenarios of a page made earlier are named.
NAMED = 3
LEGEND = "Scenarios that the page compares"
_LINK = 'target="_blank" rel="noopener"'
_HEADINGS = ("Made", "About", "Compared with", "Tables", "Files")


@dataclass(frozen=True)
class Note:
    """Something to know before a page is made, and the button that does something about it.

    Attributes
    ----------
    sentence : str
        What to know.
    do, label : str
        What the button does, and its words; no button if blank.
    """

    sentence: str
    do: str = ""
    label: str = ""


UNSAVED = Note(
    "What you changed on the Inputs tab is not saved. The page shows the plan as it is saved.",
    "publish.inputs",
    "Go to Inputs",
)
CHANGED = Note(
    "The plan's files were changed after the desk read them. The page shows them as they are now.",
    "publish.reload",
    "Read the tables again",
)
BROKEN = Note(
    "The plan's files were changed after the desk read them, and no page can be made of them as "
    "they are now. Read them again to see what to fix.",
    "publish.reload",
    "Read the tables again",
)
MOVED = Note(
    "The page shows the plan's scenarios, not what you moved or chose on the desk. To show that "
    "as well, save it as a scenario first.",
    "publish.save",
    "Save as a scenario",
)


def notes_html(notes: Sequence[Note]) -> str:
    """Everything to know before a page is made."""
    return "".join(
        f'<div class="planner-desk-note"><p>{text_of(note.sentence)}</p>'
        f"{button(note.do, note.label) if note.do else ''}</div>"
        for note in notes
    )


def choices_html(plan: Plan, main: str, compared: Mapping[str, bool]) -> str:
    """Which scenarios the page shows, and the buttons that make it.

    Parameters
    ----------
    plan : Plan
        The plan as it is saved.
    main : str
        Scenario that the page is about.
    compared : mapping
        Each other scenario -> whether it is compared with the main one.
    """
    titles = {name: title_of(plan, name) for name in plan.scenario_names}
    about = choice("publish.main", "publish-main", "The page is about", titles, main)
    count = sum(compared.values())
    buttons = [button("publish.page", "Make the board page", style="main")]
    if count:
        words = f"Make {count + 1} pages, one for each scenario"
        buttons.append(button("publish.all", words))
    switches = "".join(
        switch("publish.compare", f"publish-compare-{name}", titles[name], {"key": name}, on=on)
        for name, on in compared.items()
    )
    listed = ""
    if compared:
        group = f'<div class="planner-desk-switches" role="group" aria-label="{LEGEND}">'
        listed = disclosure("publish-compared", _compared(count), f"{group}{switches}</div>")
    made = f'<p class="planner-desk-buttons">{" ".join(buttons)}</p>'
    return f'<p class="planner-desk-about">{about}</p>{listed}{made}'


def _compared(count: int) -> str:
    """How many scenarios are compared, above the list of them.

    >>> _compared(1)
    'It compares 1 other scenario: choose which'
    """
    return f"It compares {count or 'no'} other scenario{'s' * (count != 1)}: choose which"


def progress_html(stage: Stage, server: PageServer) -> str:
    """How far it is, with a button to stop; then a link to what was made."""
    said = text_of(stage.sentence)
    if stage.busy:
        known = f' max="{stage.of}" value="{stage.done}"' if stage.of else ""
        return (
            f'<div class="planner-desk-progress"><label for="publish-progress">{said}</label>'
            f'<progress id="publish-progress"{known}></progress>'
            f"{button('publish.stop', 'Stop')}</div>"
        )
    if stage.page is None:
        return f"<p>{said}</p>" if said else ""
    called = "Open the list of pages" if stage.page.name == "index.html" else "Open the board page"
    page = f'<a id="publish-open" href="{server.address(stage.page)}" {_LINK}>{called}</a>'
    folder = f'<a href="{server.address(stage.page.parent)}" {_LINK}>See its folder</a>'
    where = text_of(str(stage.page.resolve()))
    return (
        f'<div class="planner-desk-made"><p>{said} {page} (in a new tab)</p>'
        f"<p>{folder}. The file is <code>{where}</code></p></div>"
    )


def made_html(plan: Plan, pages: Sequence[MadePage], server: PageServer) -> str:
    """Pages made earlier, the newest first."""
    if not pages:
        return "<h2>Pages made earlier</h2><p>No board page of this plan has been made yet.</p>"
    head = "".join(f'<th scope="col" class="words">{heading}</th>' for heading in _HEADINGS)
    rows = "".join(_row(plan, page, server) for page in pages[:LISTED])
    more = ""
    if len(pages) > LISTED:
        folder = text_of(str(pages[0].page.resolve().parent.parent))
        more = f"<p>{len(pages) - LISTED} older pages are in <code>{folder}</code></p>"
    return (
        '<h2>Pages made earlier</h2><div class="planner-scroll" tabindex="0" role="region" '
        'aria-label="Pages made earlier"><table class="planner-table">'
        f"<caption>The newest first; each opens in a new tab</caption><thead><tr>{head}</tr>"
        f"</thead><tbody>{rows}</tbody></table></div>{more}"
    )


def _row(plan: Plan, made: MadePage, server: PageServer) -> str:
    when = moment(made.made)
    page = f'<a href="{server.address(made.page)}" {_LINK}>{when}</a>'
    label = f'aria-label="Files of the page made {when}"'
    files = f'<a href="{server.address(made.page.parent)}" {label} {_LINK}>Folder</a>'
    main, *others = (title_of(plan, name) for name in made.scenarios)
    cells = (
        text_of(main),
        text_of(_some(others)),
        "as saved" if made.digest == plan.digest else "changed since",
        files,
    )
    listed = "".join(f'<td class="words">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row">{page}</th>{listed}</tr>'


def _some(titles: Sequence[str]) -> str:
    """The first of several titles, and how many more there are.

    >>> _some(["A", "B", "C", "D", "E"]), _some([])
    ('A; B; C; and 2 more', 'nothing')
    """
    more = [f"and {len(titles) - NAMED} more"] if len(titles) > NAMED else []
    return "; ".join([*titles[:NAMED], *more]) or "nothing"


def title_of(plan: Plan, scenario: str) -> str:
    """What a scenario is called; its name where the plan has it no more."""
    try:
        return scenario_of(plan, scenario).title or scenario
    except PlanError:
        return scenario
