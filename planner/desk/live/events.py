"""What somebody did on the sheet, as the browser tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Event:
    """One thing that somebody did.

    Attributes
    ----------
    do : str
        What the control does: the name of a panel, a dot, and the action.
    value : str
        Text of an input or of a choice; ``yes`` or nothing for a switch; pasted text.
    fields : mapping
        What else the control carries: its ``data-`` attributes, and for a form all its inputs.
    """

    do: str
    value: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def panel(self) -> str:
        """Panel that the control belongs to.

        >>> Event("explore.type", "4.1%").panel
        'explore'
        """
        return self.do.partition(".")[0]

    @property
    def action(self) -> str:
        """What is to be done there.

        >>> Event("explore.type", "4.1%").action
        'type'
        """
        return self.do.partition(".")[2]


def event_of(message: object) -> Event | None:
    """An event as the browser sent it; none where the message is no event.

    >>> event_of({"do": "keep.rows", "value": "yes", "fields": {"key": 3}})
    Event(do='keep.rows', value='yes', fields={'key': '3'})
    """
    if not isinstance(message, dict) or not isinstance(message.get("do"), str):
        return None
    fields = message.get("fields")
    texts = {str(k): str(v) for k, v in fields.items()} if isinstance(fields, dict) else {}
    return Event(message["do"], str(message.get("value", "")), texts)
