"""What comes out for many districts: arrays by name, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.arrays import Bools, Floats
from planner.projection.blocks import Kept

if TYPE_CHECKING:
    import pandas as pd

#: From arrays (year, district, draw) to arrays (year, district).
_BY_YEAR, _BY_DRAW = 2, 3


@dataclass(frozen=True, eq=False)
class ProjectedDistricts(Mapping[str, Floats]):
    """Many districts, projected together; arrays by name, as ``found["cost"]``.

    Attributes
    ----------
    names : tuple of str
        The districts, in the order of the table or of the plans.
    years : tuple of int
        Fiscal years: all that some district's plan has.
    has_year : ndarray of bool, shape (year, district)
        Whether the plan of a district has the year. Where it has not, amounts are not numbers.
    amounts : mapping of str to ndarray
        What was kept, with the axes (year, district, draw), or (year, district) where draws were
        made one; as a whole, whatever ``keep`` gave.
    """

    names: tuple[str, ...]
    years: tuple[int, ...]
    has_year: Bools
    amounts: Kept

    def __getitem__(self, name: str) -> Floats:
        """One amount of every district."""
        return self.amounts[name]

    def __iter__(self) -> Iterator[str]:
        """Names of the amounts."""
        return iter(self.amounts)

    def __len__(self) -> int:
        """Number of amounts."""
        return len(self.amounts)

    @property
    def counted(self) -> dict[int, int]:
        """How many districts have a plan for each fiscal year [districts]."""
        return dict(zip(self.years, self.has_year.sum(axis=1).tolist(), strict=True))

    def frame(self) -> pd.DataFrame:
        """A row for each district and fiscal year of its plan, and for each draw if there are any.

        Returns
        -------
        DataFrame
            Columns ``district`` and ``fiscal_year``, with draws ``draw``, then the amounts.

        Raises
        ------
        ValueError
            If an amount is not one by year and district.
        """
        import pandas as pd

        draws = {array.shape[_BY_YEAR:] for array in self.values()}
        whole = self.has_year.shape
        for name, array in self.items():
            if array.shape[:_BY_YEAR] != whole or array.ndim > _BY_DRAW or len(draws) > 1:
                msg = f'"{name}" is not by year and district, so it is not a column of a table'
                raise ValueError(msg)
        count = max((shape[0] for shape in draws if shape), default=1)
        # By district first, then by year, then by draw.
        there = np.repeat(self.has_year.T.ravel(), count)
        district, year, draw = np.indices((whole[1], whole[0], count)).reshape(3, -1)[:, there]
        columns = {
            "district": np.array(self.names, dtype=object)[district],
            "fiscal_year": np.array(self.years, dtype=np.intp)[year],
            **({"draw": draw} if count > 1 else {}),
            **{name: np.swapaxes(a, 0, 1).reshape(-1)[there] for name, a in self.items()},
        }
        return pd.DataFrame(columns)
