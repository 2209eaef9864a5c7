"""Plans of a folder that are there twice: copies, and two plans of one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol

from planner.publish.plans.plans_in_folder import stem

COPY = (
    "It holds the same tables as {original} (fingerprint {digest}) and is left out: the pages are "
    "those of {original}."
)
NAMESAKES = (
    "Two plans are called {stem}, {names}, and they differ: pages of both are made. Move the one "
    "that is out of date into a folder called archive."
)


class NamedPlan(Protocol):
    """What tells a plan of a folder from the others: a ``Plan``, or what is left of one."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def path(self) -> Path:
        """Its folder or workbook."""

    @property
    def digest(self) -> str:
        """Fingerprint of its tables."""

    @property
    def short_digest(self) -> str:
        """The fingerprint as pages show it."""


def copies_among(plans: Sequence[NamedPlan]) -> dict[str, str]:
    """Plans that hold the same tables as another one, and why each is left out.

    The plan with the shortest name is the original: copies are called *Copy of* or *(2)*.

    Parameters
    ----------
    plans : sequence of NamedPlan
        Plans of one folder.

    Returns
    -------
    dict of str to str
        Name of a copy -> the sentence about it.
    """
    found: dict[str, str] = {}
    for same in _groups(plans, lambda plan: plan.digest):
        original, *copies = sorted(same, key=lambda plan: (len(plan.name), plan.name))
        for copy in copies:
            found[copy.name] = COPY.format(original=original.name, digest=copy.short_digest)
    return found


def namesakes_among(plans: Sequence[NamedPlan]) -> dict[str, str]:
    """Plans that a folder and a workbook both call by one name, and what to do about it.

    Parameters
    ----------
    plans : sequence of NamedPlan
        Plans of one folder, without copies.

    Returns
    -------
    dict of str to str
        Name of a plan -> the sentence about it.
    """
    found: dict[str, str] = {}
    for same in _groups(plans, lambda plan: stem(plan.path).casefold()):
        names = " and ".join(plan.path.name for plan in same)
        said = NAMESAKES.format(stem=stem(same[0].path), names=names)
        found |= {plan.name: said for plan in same}
    return found


def _groups(
    plans: Sequence[NamedPlan], same: Callable[[NamedPlan], str]
) -> Iterator[list[NamedPlan]]:
    """Groups of two or more plans that have something in common."""
    for _, group in groupby(sorted(plans, key=same), key=same):
        found = list(group)
        if len(found) > 1:
            yield found
