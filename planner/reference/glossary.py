"""The words a board member meets, each in a sentence: one list for the docs and for every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planner.reference.tables import reference_table


@dataclass(frozen=True)
class Term:
    """One term of school finance or of the plan.

    Attributes
    ----------
    name : str
        The term, such as ``Structural balance``.
    also_written : tuple of str
        Other forms of it that a page may use, such as ``structural gap``.
    meaning : str
        What it means, in a sentence for a board member.
    """

    name: str
    also_written: tuple[str, ...]
    meaning: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form in which the term may be met, its name first."""
        return (self.name, *self.also_written)


@cache
def glossary() -> tuple[Term, ...]:
    """Every term, in alphabetical order.

    Returns
    -------
    tuple of Term
        The terms with their meanings [text].

    Examples
    --------
    >>> [term.name for term in glossary()][:2]
    ['Actuals', 'Base budget to restore']
    """
    return tuple(
        Term(
            name=row["term"],
            also_written=tuple(form for form in row["also_written"].split("; ") if form),
            meaning=row["meaning"],
        )
        for row in reference_table("glossary")
    )


def term(name: str) -> Term:
    """One term, by its name or another of its forms.

    Parameters
    ----------
    name : str
        The term as a page writes it; capitals do not matter [text].

    Returns
    -------
    Term
        The term with its meaning [text].

    Raises
    ------
    ValueError
        If the glossary has no such term.

    Examples
    --------
    >>> term("structural gap").name
    'Structural balance'
    """
    entry = _by_form().get(name.casefold())
    if entry is None:
        msg = f"the glossary has no term {name!r}"
        raise ValueError(msg)
    return entry


@cache
def _by_form() -> dict[str, Term]:
    return {form.casefold(): entry for entry in glossary() for form in entry.forms}
