"""The site of the documents: its made pages lead somewhere, and nothing is fetched for it."""

from __future__ import annotations

import re

import pytest

import planner
from docs.site_pages import DOCS, loaded_from_the_network, made_pages, toward_the_site

PAGES = dict(made_pages())


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_made_page_leads_to_a_page_of_the_site(page: str) -> None:
    folder = page.rpartition("/")[0]
    for target in re.findall(r"\]\(([^)#:]+)[^)]*\)", PAGES[page]):
        name = f"{folder}/{target}".lstrip("/")
        assert name in PAGES or (DOCS / name).is_file(), target


def test_every_page_of_a_line_and_of_a_source_of_money_is_listed() -> None:
    for folder in ("lines", "money"):
        pages = {file.name for file in (DOCS / folder).glob("*.md")}
        assert set(re.findall(r"\]\(([^)]+)\)", PAGES[f"{folder}/index.md"])) == pages
    assert "[E-Rate](erate.md)" in PAGES["money/index.md"]


def test_every_public_name_is_on_the_page_for_programmers() -> None:
    shown = re.findall(r"^::: planner\.[\w.]+\.(\w+)$", PAGES["interface.md"], re.MULTILINE)
    assert shown == [name for name in planner.__all__ if name != "__version__"]


def test_links_of_the_readme_are_turned_toward_the_site() -> None:
    readme = "[a](docs/model.md#money) [b](docs/lines) [c](CONTRIBUTING.md) [d](LICENSE)"
    assert toward_the_site(readme) == (
        "[a](model.md#money) [b](lines/index.md) [c](contributing.md) d"
    )


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://example.com/x.js">',
        "<script async src=https://example.com/x.js>",
        '<link rel="stylesheet" href="https://example.com/x.css">',
        '<link href="http://example.com" rel="preconnect">',
        '<img alt="" src="https://example.com/x.png">',
        "url(https://example.com/x.woff2)",
        "@import 'https://example.com/x.css",
    ],
)
def test_what_a_page_would_fetch_is_found(markup: str) -> None:
    assert loaded_from_the_network(markup) == [markup]


def test_links_to_follow_and_files_of_the_site_are_no_requests() -> None:
    page = '<a href="https://example.com">x</a><script src="a.js"></script><link href="b.css">'
    assert loaded_from_the_network(page) == []
