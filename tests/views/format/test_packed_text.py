"""Packed text unpacks to itself, whatever its length, and no letter of it begins a tag."""

from __future__ import annotations

import base64
import gzip

import pytest

from planner.views.format.packed_text import packed, packed_tightly

TEXTS = ["", *("draw(é)<\n" * n + "x" * n for n in range(1, 40))]


def test_of_every_length() -> None:
    lengths = set()
    for text in TEXTS:
        letters = packed_tightly(text)
        lengths.add(len(letters) % 5)
        assert "<" not in letters and "&" not in packed(text)
        content = base64.a85decode(letters.replace("v", "<"))
        assert gzip.decompress(content).decode() == text
        assert base64.b64decode(packed(text)) == content
    assert lengths == {0, 2, 3, 4}  # all that there are


def test_the_same_text_is_packed_the_same_at_any_time() -> None:
    """The first eight bytes of gzip: what it is, how it is packed, no name, and no time."""
    assert base64.b64decode(packed("draw()"))[:8] == b"\x1f\x8b\x08\x00" + bytes(4)


def test_four_zeros_are_five_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzip, "compress", lambda *_content, **_how: bytes(8) + b"end")
    assert packed_tightly("") == "!" * 10 + base64.a85encode(b"end").decode()


def test_a_script_takes_a_sixteenth_less_room() -> None:
    text = "".join(chr(ord("a") + n * n % 23) for n in range(5000))
    assert len(packed_tightly(text)) == pytest.approx(len(packed(text)) * 15 / 16, abs=5)
