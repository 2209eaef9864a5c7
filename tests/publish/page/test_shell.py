"""Scripts of ours as a page has them: without what only their readers need."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.publish.page.shell import TEMPLATE, bare_script
from planner.twin.scripts import BOARD, RUNTIME

OURS = [*sorted(TEMPLATE.parent.rglob("*.js")), RUNTIME, BOARD]


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_only_indentation_and_comments_are_left_out(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    over_several = [line for line in lines if line.count("`") % 2]
    assert over_several == [], "a text over several lines would lose its indentation"
    left_out = [line for line in lines if not line.strip() or line.strip().startswith("//")]
    kept = bare_script("\n".join(lines)).split("\n")
    assert len(kept) == len(lines) - len(left_out)
    assert all(
        line in whole
        for line, whole in zip(kept, [x for x in lines if x not in left_out], strict=True)
    )
