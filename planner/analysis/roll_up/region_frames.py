"""Tables of a region for analysts: by fiscal year, by money that ends, and of its outliers."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from planner.analysis.roll_up.ending import region_ending
from planner.analysis.roll_up.outliers import Outlier, outliers
from planner.analysis.roll_up.region import RegionYear

if TYPE_CHECKING:
    import pandas as pd

    from planner.analysis.roll_up.roll_up import RollUp


def region_frame(found: RollUp) -> pd.DataFrame:
    """A row for each scenario and fiscal year of the region.

    Parameters
    ----------
    found : RollUp
        Many districts in one picture.

    Returns
    -------
    DataFrame
        What ``RegionYear`` says of the year: ``counted`` of ``districts`` are in its sums.
    """
    import pandas as pd

    rows = [asdict(year) for scenario in found.scenarios for year in found.region_by_year(scenario)]
    return pd.DataFrame(rows, columns=[one.name for one in fields(RegionYear)])


def ending_frame(found: RollUp) -> pd.DataFrame:
    """A row for each scenario, kind of money that ends and fiscal year.

    Parameters
    ----------
    found : RollUp
        Many districts in one picture.

    Returns
    -------
    DataFrame
        How many districts have such money; what it covers of recurring cost; by how much less than
        in the year before, in the ``counted`` districts whose plans cover both years.
    """
    import pandas as pd

    rows = []
    for scenario in found.scenarios:
        ending = region_ending(found.in_region(scenario))
        for kind in ending.kinds:
            by_year = (ending.years, ending.counted, kind.covered, kind.falls)
            rows += [
                (scenario, kind.kind, kind.districts, *of_year)
                for of_year in zip(*by_year, strict=True)
            ]
    columns = ("scenario", "kind", "districts", "fiscal_year", "counted", "covered", "falls_by")
    return pd.DataFrame(rows, columns=list(columns))


def outliers_frame(found: RollUp) -> pd.DataFrame:
    """A row for each district that is far from others of its size, the farthest first.

    Parameters
    ----------
    found : RollUp
        Many districts in one picture.

    Returns
    -------
    DataFrame
        What ``Outlier`` says, with the names of its ``parts``.
    """
    import pandas as pd

    rows = [
        {"scenario": scenario, **asdict(one), "parts": "; ".join(name for name, _ in one.parts)}
        for scenario in found.scenarios
        for one in outliers(found.in_scenario(scenario))
    ]
    return pd.DataFrame(rows, columns=["scenario", *(one.name for one in fields(Outlier))])
