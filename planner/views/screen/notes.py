"""How a screen was calculated, and what the survey cannot say: lists for the end of its page."""

from __future__ import annotations

from collections.abc import Sequence

from planner.districts.dollars_of import consumer_prices
from planner.districts.scaled_model import ScaledCell, scaled_cells
from planner.districts.screen import Screen
from planner.plan.tables import TABLES
from planner.projection.inputs.as_typed import driver_paths
from planner.views.format.counts import how_many
from planner.views.format.markup import TableRow, table
from planner.views.format.money import with_commas
from planner.views.screen.sentences import carried_sentence

#: What is true of every screen.
METHOD = (
    "The criterion is met if money that recurs pays for the model's sustainable annual cost in "
    "every year of the model. Devices and equipment count with what they cost over their lives, "
    "not with the purchases of a year.",
    "Of the model, what the survey counts as technology is compared: devices, repair, software, "
    "internet, network, and security services. Positions, training, insurance and privacy work "
    "are left out, and so are the model's own sources of money and its reserve.",
    "A district is the model with its own number of students: what is counted or priced for a "
    "whole district grows with them. Small districts pay more per student for what every district "
    "needs once, so the screen makes them look better off than they are.",
    "A district that teaches some grades only has students, and devices, of those grades.",
)
#: What the survey does not say.
LIMITS = (
    "The survey is of FY2022, a provisional file. What a district spends today is not in it.",
    "Technology is what states code as technology-related supplies and purchased services (V02) "
    "and technology-related equipment (K14). States draw that line in different places: a district "
    "that codes software as instructional supplies looks frugal.",
    "There are no positions in it. A district whose own staff repair devices and run the network "
    "spends less here than one that buys the service.",
    "Spending of one year is not a plan: a district that bought all its devices in that year looks "
    "rich, and one that bought them the year before looks poor.",
    "Whether spending is stated before or after E-Rate discounts is not said.",
    "Poverty is not in it. Title I money per student stands in for it; where a supervisory union "
    "receives that money, as in Vermont, its districts look well off. Locale is not in it either.",
    "A zero that cannot be right counts as not known: supplies and services of nothing, and "
    "equipment or relief money in a state in which fewer than one district in twenty reports any "
    "(ours).",
)
#: Rows of the model that are named where several are meant.
_FEW = 3


def method_notes(found: Screen) -> list[str]:
    """How it was calculated, one sentence or more an item."""
    model = found.model
    inflation = driver_paths(model)["general_inflation_rate"][0]
    first = model.district.first_year
    year = found.survey.year
    carried = carried_sentence(year, first, found.carried, max(consumer_prices()), inflation)
    return [*METHOD, carried]


def limits(found: Screen) -> list[str]:
    """What the survey cannot say; of a table of one's own what it leaves to its maker."""
    if found.survey.packaged:
        return [*LIMITS]
    own = ", ".join(found.survey.own_cells)
    return [
        *([f"Each district's own, at its own size: {own}."] if own else []),
        "What counts as technology, and as relief money, is what your table says. A blank cell is "
        "not known; a zero is a zero.",
        "Positions, training and insurance are not compared; leave them out of what districts "
        "spend.",
    ]


def scaled_table_html(found: Screen) -> str:
    """Which cells of the model grow with a district's students, a row for each column."""
    cells: dict[tuple[str, str], list[ScaledCell]] = {}
    for cell in scaled_cells(found.model):
        cells.setdefault((cell.table, cell.field), []).append(cell)
    rows = [
        TableRow(
            f"{table_name}: {TABLES[table_name].columns[field].label.lower()}",
            [with_commas(len(group)), _rows_named(group)],
        )
        for (table_name, field), group in cells.items()
    ]
    headings = ["Column of the model", "Cells", "Rows"]
    caption = "What grows with a district's students; all else is the same in every district"
    return table(caption, headings, rows, words_in=[1])


def _rows_named(cells: Sequence[ScaledCell]) -> str:
    names = list(dict.fromkeys(cell.row or "the district" for cell in cells))
    shown = ", ".join(names[:_FEW])
    more = len(names) - _FEW
    return f"{shown} and {how_many(more, 'more', 'more')}" if more > 0 else shown
