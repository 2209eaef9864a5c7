"""States as sentences name them."""

from __future__ import annotations

_NAMES = {
    **{"AK": "Alaska", "AL": "Alabama", "AR": "Arkansas", "AZ": "Arizona", "CA": "California"},
    **{"CO": "Colorado", "CT": "Connecticut", "DC": "the District of Columbia", "DE": "Delaware"},
    **{"FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "IA": "Iowa", "ID": "Idaho"},
    **{"IL": "Illinois", "IN": "Indiana", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana"},
    **{"MA": "Massachusetts", "MD": "Maryland", "ME": "Maine", "MI": "Michigan"},
    **{"MN": "Minnesota", "MO": "Missouri", "MS": "Mississippi", "MT": "Montana"},
    **{"NC": "North Carolina", "ND": "North Dakota", "NE": "Nebraska", "NH": "New Hampshire"},
    **{"NJ": "New Jersey", "NM": "New Mexico", "NV": "Nevada", "NY": "New York", "OH": "Ohio"},
    **{"OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island"},
    **{"SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas"},
    **{"UT": "Utah", "VA": "Virginia", "VT": "Vermont", "WA": "Washington", "WI": "Wisconsin"},
    **{"WV": "West Virginia", "WY": "Wyoming"},
}


def state_name(state: str) -> str:
    """A state in a sentence; as it is typed where it is not one of the fifty, or DC.

    >>> state_name("OH"), state_name("PR")
    ('Ohio', 'PR')
    """
    return _NAMES.get(state, state)


def state_heading(state: str) -> str:
    """A state at the head of a row or a page.

    >>> state_heading("DC"), state_heading("OH")
    ('District of Columbia', 'Ohio')
    """
    return state_name(state).removeprefix("the ")
