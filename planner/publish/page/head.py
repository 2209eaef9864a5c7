"""What the head of a board page says where somebody wants it otherwise than usual."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageHead:
    """What the head of a board page says; what is blank is as usual.

    Attributes
    ----------
    title : str
        Title of the page.
    notice : str
        A sentence that a reader must see first, such as that a scenario does not apply.
    prepared : str
        Date on the page, as YYYY-MM-DD; today if blank.
    """

    title: str = ""
    notice: str = ""
    prepared: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """Parameters of the notebook; what is blank is not given."""
        given = {"title": self.title, "notice": self.notice}
        return {name: text for name, text in given.items() if text}


USUAL_HEAD = PageHead()
