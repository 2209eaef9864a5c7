"""The command that takes rows from another system's export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.console import TO_CORRECT, say, show, stop
from planner.cli.options import PlanPath, app, read

if TYPE_CHECKING:
    from planner.intake import Import

Kind = Annotated[
    str, typer.Argument(metavar="KIND", help="chromebooks, assets, licenses, ledger or erate.")
]
Export = Annotated[
    Path, typer.Argument(metavar="FILE", help="The export: a CSV file or an .xlsx workbook.")
]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", help="Unit or ledger code and what it means, such as /Staff=Laptops."),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", help="Status of an asset and in or out, such as On loan=in."),
]
CodeMap = Annotated[
    Path | None, typer.Option("--map", help="CSV file: what a ledger's codes and funds mean.")
]
SaveMap = Annotated[
    Path | None, typer.Option("--save-map", help="Write the codes and meanings to this file.")
]
SpendingRows = Annotated[
    list[str] | None,
    typer.Option("--rows", help="Rows of a ledger that are spending, such as Actual."),
]


@app.command(name="import")
def import_(
    kind: Kind,
    file: Export,
    plan: PlanPath,
    fleet: Annotated[str, typer.Option(help="Fleet the devices belong to.")] = "",
    unit: Units = None,
    category: Annotated[str, typer.Option(help="Kind of cost for new licenses.")] = "",
    entity: Annotated[str, typer.Option(help="Billed entity number, for erate.")] = "",
    status: Statuses = None,
    year: Annotated[str, typer.Option(help="Base year of a ledger, such as FY2026.")] = "",
    chart: Annotated[
        str, typer.Option(help="Chart of accounts of a ledger: nces, or a state such as oh.")
    ] = "",
    code_map: CodeMap = None,
    save_map: SaveMap = None,
    rows: SpendingRows = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
) -> None:
    """Add rows from an export; the changes are shown first."""
    from planner.fiscal import parse_fiscal_year
    from planner.intake import KINDS, Options, run_import
    from planner.intake.code_map import CodeMap, read_code_map

    if kind not in KINDS:
        stop(f'there is no kind "{kind}". Kinds are: {", ".join(KINDS)}')
    told = Options(
        fleet=fleet,
        units=tuple(_pair(text) for text in unit or []),
        statuses=tuple(_pair(text, "--status", "On loan=in") for text in status or []),
        category=category,
        fiscal_year=parse_fiscal_year(year) if year else None,
        entity=entity,
        chart=_chart(chart),
        mapping=read_code_map(code_map) if code_map else CodeMap(),
        rows=tuple(rows or ()),
    )
    # A base year that does not tie out is what importing a ledger may fix.
    found = run_import(kind, file, read(plan, allow_difference=True), told)
    if save_map:
        _save_map(save_map, code_map, found.preview.intake.code_map)
    _write(found, without_asking=yes)


def _write(found: Import, *, without_asking: bool) -> None:
    """Show the changes, and write them if they are wanted."""
    if found.blocked:
        show(found.text, sys.stderr)
        raise typer.Exit(TO_CORRECT)
    show(found.text)
    if not found.may_be_written:
        return
    if without_asking or typer.confirm("Write these changes?"):
        say(f"Written: {found.write()}")
    else:
        say("Nothing was written.")


def _chart(typed: str) -> str:
    """The chart of accounts that was typed, if it is one to choose."""
    from planner.intake.account_codes import charts

    if typed.strip().lower() not in ("", *charts()):
        known = ", ".join(charts())
        stop(f'--chart "{typed}" is not known. Type one of: {known}; or use --map FILE')
    return typed.strip().lower()


def _save_map(file: Path, used: Path | None, text: str) -> None:
    """Write what a ledger's codes mean; only the mapping that was read is replaced."""
    from planner.atomic_files import write_whole

    if not text:
        stop("--save-map writes the codes of a ledger, and none were read")
    if file.exists() and (used is None or file.resolve() != used.resolve()):
        stop(f"{file} already exists; choose another name")
    write_whole(file, text.encode("utf-8-sig"))
    say(
        f"The codes are in {file}. Type a kind of cost or none where meaning is blank, and who "
        "paid where source is blank."
    )


def _pair(text: str, option: str = "--unit", example: str = "/Staff=Laptops") -> tuple[str, str]:
    """A unit and what it is, from X=Y."""
    unit, sign, meant = text.rpartition("=")
    if not sign:
        stop(f'{option} "{text}" needs an equals sign, such as {example}')
    return unit.strip(), meant.strip()
