"""Pages of the site that are made when it is built: ``make docs``.

The README, CONTRIBUTING, the CHANGELOG and SECURITY are kept where a visitor of the repository
looks for them; here their links are turned toward the site. The lists of budget lines and of
sources of money follow from the folders, the page for programmers from ``planner.__all__``.
A page that would load anything from the network stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

import planner

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent

#: Page of the site -> file at the root of the repository.
FROM_THE_ROOT = {
    "index.md": "README.md",
    "contributing.md": "CONTRIBUTING.md",
    "security.md": "SECURITY.md",
    "changelog.md": "CHANGELOG.md",
}
LISTS = {
    "lines": ("Budget lines", "What each line of the technology budget costs, and why."),
    "money": (
        "Sources of money",
        "What each source provides, what it may pay, and who pays first.",
    ),
}
_LOADED = re.compile(
    r"""<(?:script|img|iframe|source)[^>]*\bsrc=["']?https?:[^>]*>"""
    r"""|<link[^>]*\brel=["']?(?:stylesheet|preconnect|preload|icon)[^>]*\bhref=["']?https?:[^>]*>"""
    r"""|<link[^>]*\bhref=["']?https?:[^>]*\brel=["']?(?:stylesheet|preconnect|preload|icon)[^>]*>"""
    r"""|url\(["']?https?:[^)]*\)|@import\s+["']https?:[^"']*""",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\((?P<target>[^)#:]+)(?P<anchor>#[^)]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are not files of ``docs/``; mkdocs calls it."""
    for name, text in made_pages():
        files.append(File.generated(config, name, content=text))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Stop the build where a page would load anything from the network; mkdocs calls it."""
    site = Path(config.site_dir)
    loads = [
        f"{file.relative_to(site).as_posix()}: {found}"
        for file in sorted(site.rglob("*"))
        if file.suffix in {".html", ".css"}
        for found in loaded_from_the_network(file.read_text(encoding="utf-8"))
    ]
    if loads:
        msg = "the site would load from the network:\n" + "\n".join(loads)
        raise PluginError(msg)


def loaded_from_the_network(page: str) -> list[str]:
    """Fonts, scripts, styles and pictures that a page would fetch; links to follow are none."""
    return [match[0] for match in _LOADED.finditer(page)]


def made_pages() -> Iterator[tuple[str, str]]:
    """Name and text of every page that is made."""
    for page, source in FROM_THE_ROOT.items():
        yield page, toward_the_site((ROOT / source).read_text(encoding="utf-8"))
    for folder, (title, about) in LISTS.items():
        yield f"{folder}/index.md", list_of_pages(folder, title, about)
    yield "interface.md", interface_page()


def toward_the_site(text: str) -> str:
    """A file of the root with its links as they are on the site.

    >>> toward_the_site("[a](docs/model.md#money), [b](docs/lines), [c](LICENSE)")
    '[a](model.md#money), [b](lines/index.md), c'
    """
    pages = {source: page for page, source in FROM_THE_ROOT.items()}

    def turned(match: re.Match[str]) -> str:
        target = match["target"].removeprefix("docs/")
        if (DOCS / target).is_dir():
            target = f"{target}/{'index' if target in LISTS else 'README'}.md"
        return f"]({pages.get(target, target)}{match['anchor'] or ''})"

    return re.sub(r"\[([^\]]+)\]\(LICENSE\)", r"\1", _LINK.sub(turned, text))


def list_of_pages(folder: str, title: str, about: str) -> str:
    """A page with a link to every page of a folder."""
    entries = (f"- [{_title(page)}]({page.name})" for page in sorted((DOCS / folder).glob("*.md")))
    return "\n".join([f"# {title}\n\n{about}\n", *entries]) + "\n"


def _title(page: Path) -> str:
    first = page.read_text(encoding="utf-8").partition("\n")[0]
    return re.sub(r"\s*\(`\w+`\)$", "", first.removeprefix("# "))


def interface_page() -> str:
    """What a Python program may call: the names of ``planner.__all__`` with their docstrings."""
    names = [name for name in planner.__all__ if not name.startswith("__")]
    found = (f"::: {getattr(planner, name).__module__}.{name}\n" for name in names)
    about = "What `import planner` offers a program or a notebook. The same answers as JSON: "
    return "\n".join([f"# Interface\n\n{about}[results as JSON](json.md).\n", *found])
