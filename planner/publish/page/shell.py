"""What every page of ours has around its content: style, template, policy, and the link back."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import quote

TEMPLATE = Path(__file__).parent / "template" / "board"


def page_style(
    *,
    one_sheet: bool = False,
    computes: bool = False,
    rolls_up: bool = False,
    screens: bool = False,
) -> str:
    """Our style without its comments and line breaks: a page is sent by e-mail.

    Parameters
    ----------
    one_sheet : bool
        Whether the page is the brief, which is printed on one sheet [yes or no].
    computes : bool
        Whether it has the panel on which a reader tries out changes [yes or no].
    rolls_up : bool
        Whether it is about many districts [yes or no].
    screens : bool
        Whether it shows every district of a state, of which a reader looks one up [yes or no].
    """
    more = {"brief.css": one_sheet, "what_if.css": computes}
    own = {"roll_up": rolls_up, "screen": screens}
    texts = list(map(template_file, ["page.css", *(name for name in more if more[name])]))
    texts += [template_file(f"{page}.css", page) for page in own if own[page]]
    bare = re.sub(r"/\*.*?\*/", "", "\n".join(texts), flags=re.DOTALL)
    return re.sub(r"\s*([{};])\s*", r"\1", " ".join(bare.split()))


def template_file(name: str, page: str = "board") -> str:
    """One file of the template, or of what a page has in addition to it."""
    return (TEMPLATE.parent / page / name).read_text(encoding="utf-8")


def page_script(name: str, page: str = "board") -> str:
    """A script of the template, or of what a page has in addition to it, as the page has it."""
    return bare_script(template_file(name, page))


def bare_script(script: str) -> str:
    r"""A script of ours without its indentation and the lines that only comment.

    None of ours has a text over several lines, of which these would be a part.

    >>> bare_script("// Draws.\nfunction draw() {\n  // All of it.\n  return 1; // whole\n}")
    'function draw() {\nreturn 1; // whole\n}'
    """
    lines = (line.strip() for line in script.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def link_back(index: str) -> str:
    """Link from a page of a batch to the one that leads to all of them; blank without one.

    >>> link_back("../index.html")
    '<p class="planner-back"><a href="../index.html">All pages of this batch</a></p>'
    """
    if not index:
        return ""
    return f'<p class="planner-back"><a href="{quote(index)}">All pages of this batch</a></p>'


def content_security_policy(scripts: list[str]) -> str:
    """What the page may do: run these scripts, use its own styles, and nothing else.

    >>> content_security_policy([])
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
form-action 'none'"
    """
    digests = (hashlib.sha256(script.encode("utf-8")).digest() for script in scripts)
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    allowed = [f"script-src {hashes}"] if scripts else []
    # Vega writes style attributes, so styles cannot be named by hash.
    rest = ["style-src 'unsafe-inline'", "img-src data:", "base-uri 'none'", "form-action 'none'"]
    return "; ".join(["default-src 'none'", *allowed, *rest])
