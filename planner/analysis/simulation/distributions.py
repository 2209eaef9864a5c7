"""Shapes of ranges: which value belongs to which share of all futures.

Each takes shares between 0 and 1 and gives the values below which those shares lie, so that one
set of draws serves every shape. Formulas of numbers and arrays; nothing is drawn here.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from planner.arrays import Floats

#: How much the likely value of a PERT shape weighs against each end; 4 is usual.
PERT_WEIGHT = 4.0
#: Share of futures below the low and above the high end of a normal or lognormal shape.
TAIL = 0.05
#: Shares of which the values of a PERT shape are kept, half a megabyte each time [numbers].
_MOST_KEPT = 2**15


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
        before = 1.0 + PERT_WEIGHT * (likely - low) / (high - low)
        after = 1.0 + PERT_WEIGHT * (high - likely) / (high - low)
        kept = share.size <= _MOST_KEPT
        found = _kept_beta(before, after, share) if kept else _beta(before, after, share)
        return np.asarray(low + (high - low) * found)
    if shape == "normal":
        return _normal(share, low, high)
    if shape == "lognormal":
        return np.exp(_normal(share, float(np.log(low)), float(np.log(high))))
    return low + (high - low) * share


def _kept_beta(before: float, after: float, share: Floats) -> Floats:
    """As ``_beta``, which takes longer than all that follows from it: plans share ranges."""
    return _beta_of_bytes(before, after, share.tobytes()).reshape(share.shape)


@lru_cache(maxsize=8)
def _beta_of_bytes(before: float, after: float, share: bytes) -> Floats:
    return _beta(before, after, np.frombuffer(share))


def _beta(before: float, after: float, share: Floats) -> Floats:
    """Values of a beta shape between 0 and 1 below which given shares of all futures lie."""
    from scipy.special import betaincinv  # slow to import

    return np.asarray(betaincinv(before, after, share))


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
