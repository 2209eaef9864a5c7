"""A workbook that points elsewhere: links, names, connections and formulas are never followed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest

from planner.plan.problems.problem import Problem
from planner.plan.read import read_plan
from planner.workbook.convert import folder_to_workbook, workbook_to_folder
from planner.workbook.marked_copy import write_marked
from tests.raw_workbook import OFFICE, PACKAGE, write_parts
from tests.tiny_plan import write_tiny

#: Cells of the sheet Devices, and formulas that give what is typed there.
FORMULAS = {
    "<v>350</v>": 'WEBSERVICE("http://127.0.0.1:9/x")',
    "<v>900</v>": "[1]Prices!$A$1",
    "<v>40</v>": "cmd|'/C touch pwned'!A0",
    "<v>6</v>": "Elsewhere",
}
_LINK = f'<externalLink xmlns:r="{OFFICE}"><externalBook r:id="r1"/></externalLink>'
_ASKED = (
    "<connections><connection id='1' type='1'><dbPr connection='DSN=x'/></connection></connections>"
)
#: What Python tells of itself while we listen: (event, its first fact).
_HEARD: list[tuple[str, str]] = []
_LISTENING = [False]
_TOLD = ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec")


def _hear(event: str, facts: tuple[object, ...], listening: list[bool] = _LISTENING) -> None:
    if listening[0] and event in _TOLD:  # an ending process has no names of modules any more
        _HEARD.append((event, str(facts[0])))


sys.addaudithook(_hear)  # it stays for as long as the process lives, and is deaf but for a moment


@contextmanager
def heard() -> Iterator[list[tuple[str, str]]]:
    """Files that are opened, addresses and programs that are asked for, in the meantime."""
    _HEARD.clear()
    _LISTENING[0] = True
    try:
        yield _HEARD
    finally:
        _LISTENING[0] = False


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A plan whose prices come from elsewhere; its fleets are on a sheet that nobody can see."""
    usual = folder_to_workbook(write_tiny(tmp_path / "tables"), tmp_path / "usual.xlsx")
    write_parts(tmp_path / "secret.xlsx", {"secret": "x"})
    with ZipFile(usual) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    (devices,) = (
        n for n in parts if "<t>classroom_devices</t>" in parts[n] and "<v>350<" in parts[n]
    )
    for value, formula in FORMULAS.items():
        assert value in parts[devices]
        parts[devices] = parts[devices].replace(value, f"<f>{formula}</f>{value}")
    secret = (tmp_path / "secret.xlsx").as_uri()
    there = f'TargetMode="External" Target="{secret}"'
    parts["xl/externalLinks/externalLink1.xml"] = _LINK
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" {there} '
        f'Type="{OFFICE}/externalLinkPath"/></Relationships>'
    )
    parts["xl/connections.xml"] = _ASKED
    own = "xl/_rels/workbook.xml.rels"
    parts[own] = parts[own].replace(
        "</Relationships>",
        f'<Relationship Id="out" Type="{OFFICE}/worksheet" {there}/>'
        f'<Relationship Id="link" Type="{OFFICE}/externalLink" '
        'Target="externalLinks/externalLink1.xml"/></Relationships>',
    )
    main = parts["xl/workbook.xml"].replace(
        "<definedNames>",
        "<externalReferences><externalReference r:id='link'/></externalReferences><definedNames>"
        "<definedName name='Elsewhere'>[1]Prices!$A$1</definedName>",
    )
    parts["xl/workbook.xml"] = main.replace(
        'name="Devices" sheetId="5" state="visible"',
        'name="Devices" sheetId="5" state="veryHidden"',
    )
    (tmp_path / "plan").mkdir()
    return write_parts(tmp_path / "plan" / "plan.xlsx", parts)


def test_what_a_workbook_points_at_is_never_opened(workbook: Path, tmp_path: Path) -> None:
    there = {path for path in tmp_path.rglob("*") if path.is_file()}
    facts = {"value": "x", "example": "1"}
    problem = Problem("P11", f"{workbook.name}, sheet Devices", 4, "Price", facts)
    with heard() as events:
        plan = read_plan(workbook)
        write_marked(workbook, [problem])
        workbook_to_folder(workbook, tmp_path / "written")
    assert plan.digest == read_plan(tmp_path / "tables").digest, "what was saved with it counts"
    assert [str(warning) for warning in plan.warnings if "hidden" in str(warning)]
    assert {event for event, _ in events} == {"open"}
    assert {Path(path) for _, path in events} & there == {workbook}
    assert not list(tmp_path.rglob("pwned"))
