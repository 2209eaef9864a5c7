"""Shapes of ranges: which value belongs to which share of all futures.

Each takes shares between 0 and 1 and gives the values below which those shares lie, so that one
set of draws serves every shape. Formulas of numbers and arrays; nothing is drawn here.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats

#: How much the likely value of a PERT shape weighs against each end; 4 is usual.
PERT_WEIGHT = 4.0
#: Share of futures below the low and above the high end of a normal or lognormal shape.
TAIL = 0.05


def shape_values(shape: str, share: Floats, low: float, likely: float, high: float) -> Floats:
    """Values of a range below which given shares of all futures lie.

    Parameters
    ----------
    shape : {"triangular", "pert", "normal", "lognormal", "uniform"}
        How likely the values between low and high are.
    share : ndarray
        Shares, above 0 and below 1 [share].
    low, likely, high : float
        Ends and most likely value; a normal or lognormal shape has 5% beyond each end and no
        use for ``likely`` [unit of the input].

    Returns
    -------
    ndarray
        Values [unit of the input].

    References
    ----------
    Triangular and lognormal: textbook. PERT: the beta distribution with the weight of 4 of the
    Program Evaluation and Review Technique (Malcolm et al., 1959).

    Examples
    --------
    Half of a triangle lies below its middle, and a tenth below the low fifth of a uniform shape:

    >>> float(shape_values("triangular", np.array(0.5), 0.0, 1.0, 2.0))
    1.0
    >>> float(shape_values("uniform", np.array(0.1), 10.0, 0.0, 20.0))
    11.0
    """
    if low == high:
        return np.full_like(share, low)
    if shape == "triangular":
        return _triangular(share, low, likely, high)
    if shape == "pert":
        from scipy.special import betaincinv  # slow to import

        before = 1.0 + PERT_WEIGHT * (likely - low) / (high - low)
        after = 1.0 + PERT_WEIGHT * (high - likely) / (high - low)
        return np.asarray(low + (high - low) * betaincinv(before, after, share))
    if shape == "normal":
        return _normal(share, low, high)
    if shape == "lognormal":
        return np.exp(_normal(share, float(np.log(low)), float(np.log(high))))
    return low + (high - low) * share


def _triangular(share: Floats, low: float, likely: float, high: float) -> Floats:
    width = high - low
    turn = (likely - low) / width
    rising = low + np.sqrt(share * width * (likely - low))
    falling = high - np.sqrt((1.0 - share) * width * (high - likely))
    return np.asarray(np.where(share < turn, rising, falling))


def _normal(share: Floats, low: float, high: float) -> Floats:
    """Normal shape whose ends are its 5th and 95th percentile."""
    from scipy.special import ndtri  # slow to import

    spread = (high - low) / (2.0 * float(ndtri(1.0 - TAIL)))
    return np.asarray((low + high) / 2.0 + spread * ndtri(share))
