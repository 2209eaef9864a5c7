"""What a board page copies is read back as the same changes, or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.editing.copied_changes import CopiedScenario, copied_scenario
from planner.editing.copied_text import CopiedChanges, read_copied, text_in
from planner.editing.draft import EditError, open_draft
from planner.editing.new_scenario import add_copied
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables.roster import CHANGED_TABLES
from planner.plan.what_if.scenarios import MOST_CHANGES, Change, scenario_of
from tests.tiny_plan import TINY, PlanWriter

ORIGIN = "# planner what-if, version 0.16.0, fingerprint 3f0c9a, plan Tiny, ISD"
NAMES = "name,title,choice,compared,table,changes,field,how,value,from_year,active,source,note"
ROWS = (
    "what-if,What if: 2 levers moved,,,scenarios,levy-fails,,include,,,,Board page,",
    'what-if,,,,funding,General fund,amount,set,"$420,000",,,Board page,',
    "what-if,,,,devices,all,unit_price,multiply,1.1,FY2028,,Board page,",
)
TEXT = "\n".join([ORIGIN, NAMES, *ROWS]) + "\n"
COPY_AGAIN = "On the board page, choose Copy these changes, and paste all of it."


def with_row(*rows: str) -> str:
    return "\n".join([ORIGIN, NAMES, *rows])


def test_the_first_line_says_which_plan_and_each_row_its_line() -> None:
    copied = read_copied(TEXT, "a.txt")
    assert (copied.version, copied.fingerprint, copied.plan) == ("0.16.0", "3f0c9a", "Tiny, ISD")
    assert copied.title == "What if: 2 levers moved"
    assert [row.line for row in copied.rows] == [3, 4, 5]
    assert copied.rows[1].cells["value"] == "$420,000"


def wrapped(text: str, width: int) -> str:
    """Text as a mail program breaks its lines at spaces."""
    lines = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > width and " " in rest[1:width]:
            place = rest.rindex(" ", 1, width)
            lines.append(rest[:place])
            rest = rest[place + 1 :]
        lines.append(rest)
    return "\n".join(lines)


def halved(text: str) -> str:
    """Text whose line of names is broken in the middle of a name."""
    return text.replace("active,source", "acti\nve,source")


@pytest.mark.parametrize(
    "sent",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"\n \n{text}\n\n",
        lambda text: f"    {text}".replace("\n", "\n    "),
        lambda text: f"Hello,\nhere they are:\n\n{text}",
        lambda text: text.replace("\n", "\n> ").replace("# p", "> # p"),
        lambda text: text.replace('"', "\u201d"),
        lambda text: "\ufeff" + text,
        lambda text: wrapped(text, 40),
        halved,
        lambda text: text.replace("name,title", "# from Dana\nname,title"),
    ],
)
def test_what_a_mail_program_makes_of_it_is_read_as_the_same(sent: Callable[[str], str]) -> None:
    found, plain = read_copied(sent(TEXT), "a.txt"), read_copied(TEXT, "a.txt")
    assert [row.cells for row in found.rows] == [row.cells for row in plain.rows]
    assert replace(found, rows=()) == replace(plain, rows=())


def test_columns_may_be_tabs_apart_and_named_in_plain_words() -> None:
    found = read_copied("Scenario\tTable\tRow\tValue\nwhat-if\tdistrict\tstaff\t120", "a.txt")
    expected = {"name": "what-if", "table": "district", "changes": "staff", "value": "120"}
    assert found.rows[0].cells == expected
    assert (found.version, found.fingerprint, found.plan, found.title) == ("", "", "", "")


def test_a_row_may_leave_out_blank_cells_at_its_end() -> None:
    found = read_copied(with_row("a,,,,district,staff,,set,120", "a,,,,devices,all"), "a.txt")
    assert [row.line for row in found.rows] == [3, 4]
    assert found.rows[0].cells["value"] == "120"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n\n", f"There is nothing in a.txt. {COPY_AGAIN}"),
        (
            "Our what-if: a levy of $420,000",
            "a.txt does not hold what Copy these changes gives: the line with the names of the "
            f"columns, which begins name,title, is not there. {COPY_AGAIN}",
        ),
        (
            f"{ORIGIN}\n{NAMES}\n",
            f"a.txt holds the names of the columns and no row below them. {COPY_AGAIN}",
        ),
        (
            TEXT.replace(",value,", ",valeu,"),
            'a.txt, line 2: there is no column "valeu". Did you mean "value"? ' + COPY_AGAIN,
        ),
        (
            f"{TEXT}Thanks, Dana\n",
            'a.txt, line 6: "Thanks" does not begin a row of changes. Remove what does not belong '
            f"to them. {COPY_AGAIN}",
        ),
        (
            TEXT.replace('"$420,000"', "$420,000"),
            "a.txt, line 4: the row has more cells than there are columns. Put quotation marks "
            "around a cell that holds a comma.",
        ),
        (
            TEXT.replace('000"', "000"),
            f"a.txt, line 4: its quotation marks do not match. {COPY_AGAIN}",
        ),
        (
            TEXT.replace("what-if,,,,devices", "other,,,,devices"),
            'a.txt, line 5: "other" is a different scenario from "what-if" above it. Paste one at '
            "a time.",
        ),
    ],
)
def test_what_is_something_else_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(EditError) as refused:
        read_copied(text, "a.txt")
    assert str(refused.value) == said


def test_any_encoding_is_read_and_what_is_no_text_is_refused() -> None:
    assert text_in("Pe\u00f1a".encode("utf-16"), "a.txt") == "Pe\u00f1a"
    assert text_in("Pe\u00f1a".encode("utf-8-sig"), "a.txt") == "Pe\u00f1a"
    for raw in (b"PK\x03\x04\x01\x02\xff\x80", b"caf\xc3\xa9 caf\xe9"):
        with pytest.raises(EditError) as refused:
            text_in(raw, "a.docx")
        said = "a.docx is not a text file. Paste what you copied into one, such as changes.txt."
        assert str(refused.value) == said


def tried(tiny: PlanWriter, text: str) -> CopiedScenario:
    return copied_scenario(read_plan(tiny()), read_copied(text, "a.txt"), "Ours")


def test_changes_are_those_of_the_page_in_their_order(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    found = copied_scenario(plan, read_copied(TEXT, "a.txt"), "Ours")
    levy_fails = scenario_of(plan, "levy-fails")
    amount = Change("funding", "General fund", "amount", "set", 420_000.0, origin=4, file="a.txt")
    price = Change("devices", "all", "unit_price", "multiply", 1.1, 2028, origin=5, file="a.txt")
    assert found.included == (levy_fails,)
    assert found.own == (amount, price)
    assert found.scenario.changes == (*levy_fails.changes, amount, price)
    assert found.scenario.title == "Ours"


def test_a_row_that_is_switched_off_changes_nothing(tiny: PlanWriter) -> None:
    off = ROWS[1].replace(",,Board", ",no,Board")
    found = tried(tiny, with_row(off, ROWS[2]))
    assert [change.table for change in found.own] == ["devices"]
    with pytest.raises(EditError, match=r"a\.txt makes no change\."):
        tried(tiny, with_row(off))


def test_far_too_many_changes_are_refused(tiny: PlanWriter) -> None:
    with pytest.raises(EditError, match=r"a\.txt makes more than 1,000 changes\. Paste fewer\."):
        tried(tiny, with_row(*[ROWS[2]] * (MOST_CHANGES + 1)))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "w,,,,funding,Levvy,amount,set,1,,,,",
            'changes: there is no row "Levvy" in table funding. Did you mean "Levy"?',
        ),
        (
            "w,,,,funding,Levy,amuont,set,1,,,,",
            'field: there is no column "amuont" in table funding that a scenario could change. '
            'Did you mean "amount"?',
        ),
        (
            "w,,,,funding,Levy,amount,set,12OO,,,,",
            'value: "12OO" is not a number. Use digits, for example 1200000.',
        ),
        (
            "w,,,,fundin,Levy,amount,set,1,,,,",
            f'table: "fundin" is not one of: {", ".join(CHANGED_TABLES)}. Did you mean "funding"?',
        ),
        (
            "w,,,,scenarios,levy-falls,,include,,,,,",
            'changes: there is no scenario "levy-falls". Did you mean "levy-fails"? Scenarios '
            "are: base, levy-fails, stretch, both.",
        ),
        (
            "w,,,,devices,Chromebooks,loss_rate,add,400%,,,,",
            "value: the change makes loss_rate of Chromebooks 404%, but the maximum is 90%.",
        ),
    ],
)
def test_what_does_not_fit_the_plan_names_line_and_column(
    row: str, said: str, tiny: PlanWriter
) -> None:
    with pytest.raises(PlanError) as refused:
        tried(tiny, with_row(ROWS[2].replace("what-if", "w"), row))
    assert [str(problem) for problem in refused.value.problems] == [f"a.txt, row 4, {said}"]


def test_rows_are_added_as_typed_under_their_own_name(tiny: PlanWriter) -> None:
    folder = tiny()
    draft = open_draft(folder)
    copied: CopiedChanges = read_copied(TEXT, "a.txt")
    rows = [row.cells for row in copied.rows]
    with pytest.raises(EditError, match='There is a scenario called "both" already'):
        add_copied(draft, "both", "Ours", rows)
    assert draft.changes == ()
    add_copied(draft, "ours", "Our way", rows, choice=True)
    draft.save()
    plan = read_plan(folder)
    added = [row for row in plan.scenarios if row.name == "ours"]
    assert [row.title for row in added] == ["Our way", "", ""]
    assert [row.value for row in added] == ["", "$420,000", "1.1"]
    assert [row.choice for row in added] == [True, False, False]
    before = copied_scenario(plan, copied, "Our way").scenario
    assert [replace(change, origin=0, file="") for change in scenario_of(plan, "ours").changes] == [
        replace(change, origin=0, file="") for change in before.changes
    ]
    assert (folder / "scenarios.csv").read_text(encoding="utf-8").startswith(TINY["scenarios"][:40])
