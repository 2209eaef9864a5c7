"""The javascript of the charts is made once, kept safely, and never trusted blindly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import vl_convert

from planner.publish.page.bundle import vega_bundle, vega_lite_version


class Press:
    """Stands in for vl-convert, which takes two seconds; counts how often it is asked."""

    def __init__(self) -> None:
        self.script = "window.vegaEmbed = () => 'caf\u00e9';\n"
        self.asked = 0

    def __call__(self, *, vl_version: str) -> str:
        assert vl_version == vega_lite_version()
        self.asked += 1
        return self.script


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    """A stand-in for vl-convert; the process forgets its script before and after."""
    stand_in = Press()
    monkeypatch.setattr(vl_convert, "javascript_bundle", stand_in)
    vega_bundle.cache_clear()
    yield stand_in
    vega_bundle.cache_clear()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache" / "planner"
    monkeypatch.setenv("PLANNER_CACHE_DIR", str(folder))
    return folder


def next_process() -> str:
    vega_bundle.cache_clear()
    return vega_bundle()


def test_the_script_is_made_once_and_then_read(press: Press, cache: Path) -> None:
    scripts = {vega_bundle(), vega_bundle(), next_process(), next_process()}
    assert scripts == {press.script}
    assert press.asked == 1
    (kept,) = cache.iterdir()
    assert kept.name.startswith("vega-") and kept.suffix == ".js"


@pytest.mark.parametrize("content", [b"", b"window.vegaEmbed = () =>", b"\xff\xfe", b"alert(1)"])
def test_a_damaged_copy_is_put_away_and_made_anew(
    press: Press, cache: Path, content: bytes
) -> None:
    vega_bundle()
    (kept,) = cache.iterdir()
    kept.write_bytes(content)
    assert next_process() == press.script
    assert press.asked == 2
    assert [path.read_text(encoding="utf-8") for path in cache.iterdir()] == [press.script]


def test_a_cache_that_cannot_be_written_is_only_slower(press: Press, cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert vega_bundle() == press.script
    assert next_process() == press.script
    assert press.asked == 2


@pytest.mark.parametrize("text", ["</script>", "</SCRIPT", "<!--", "\r\n", "\0"])
def test_a_script_that_would_break_the_page_is_refused(
    press: Press, cache: Path, text: str
) -> None:
    press.script = f"x = '{text}'"
    with pytest.raises(ValueError, match="contains"):
        vega_bundle()
    assert not cache.exists()


def test_the_real_script_draws_vega_lite_six() -> None:
    vega_bundle.cache_clear()
    script = vega_bundle()
    assert script.rstrip().endswith(";") and "window.vegaEmbed=" in script
    assert 500_000 < len(script) < 1_000_000
    assert vega_lite_version().startswith("6.")
