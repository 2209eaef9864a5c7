"""How far apart two colors are for a reader: in full color, without red or green, and in gray.

Colors are compared in CIELAB under D65 by the difference of 1976; ten is a clear difference side
by side. Sight without red cones (protanopia) or green cones (deuteranopia) is simulated by the
matrices for full severity of Machado, Oliveira and Fernandes, "A physiologically-based model for
simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics
15 (6), 2009, on linear sRGB. The matrix from linear sRGB to XYZ is that of IEC 61966-2-1.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from planner.arrays import Floats

Color: TypeAlias = str

NORMAL = np.eye(3)
PROTANOPIA = np.array(
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]
)
DEUTERANOPIA = np.array(
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]
)
SIGHTS = {"normal": NORMAL, "protanopia": PROTANOPIA, "deuteranopia": DEUTERANOPIA}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = _TO_XYZ.sum(axis=1)


def apart(one: Color, other: Color) -> float:
    """Distance of two colors for the reader who sees the least of it."""
    return min(
        float(np.linalg.norm(lab(one, sight) - lab(other, sight))) for sight in SIGHTS.values()
    )


def apart_in_gray(one: Color, other: Color) -> float:
    """Difference in lightness, which is all that gray paper keeps; white is 100."""
    return abs(float(lab(one)[0] - lab(other)[0]))


def contrast(one: Color, other: Color = "#ffffff") -> float:
    """Contrast of two colors as WCAG 2.2 defines it, from 1 to 21."""
    low, high = sorted(float(_TO_XYZ[1] @ _linear(color)) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(color: Color, sight: Floats = NORMAL) -> Floats:
    """A color in CIELAB, as an eye of that sight sees it."""
    xyz = _TO_XYZ @ np.clip(sight @ _linear(color), 0, 1) / _WHITE
    root = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    seen: Floats = np.array(
        [116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])]
    )
    return seen


def _linear(color: Color) -> Floats:
    parts = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    light: Floats = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return light
