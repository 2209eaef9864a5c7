"""Figures to take away, one card each."""

from __future__ import annotations

from collections.abc import Sequence

from planner.views.format.markup import Block, text_of

#: Label, figure and note.
Card = tuple[str, str, str]


def cards_block(cards: Sequence[Card]) -> Block:
    """Cards in the order given.

    Parameters
    ----------
    cards : sequence of tuple of str
        Label, figure and note of each.

    Examples
    --------
    >>> cards_block([("Met", "335", "54% of those that can be judged")]).text
    'Met: 335 (54% of those that can be judged)'
    """
    html = "".join(
        [
            f'<li><span class="label">{text_of(label)}</span> '
            f'<span class="value">{text_of(value)}</span> '
            f'<span class="note">{text_of(note)}</span></li>'
            for label, value, note in cards
        ]
    )
    text = "\n".join([f"{label}: {value} ({note})" for label, value, note in cards])
    return Block(f'<ul class="planner-cards">{html}</ul>', text)
