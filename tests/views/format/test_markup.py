"""Blocks of a page: exact HTML, the same in plain text, and every word made safe."""

from __future__ import annotations

from planner.views.format.markup import (
    Block,
    TableRow,
    bullets,
    in_notebook,
    joined,
    on_page,
    paragraphs,
    table,
    table_block,
    text_of,
    text_table,
)

ROWS = (
    TableRow("Revenue", [], "group"),
    TableRow("Grant", ["$0", "($300)"]),
    TableRow("Total & all", ["$10", "($3"], "total"),
)


def test_only_what_a_notebook_was_given_around_a_block_is_taken_off() -> None:
    assert on_page("<div><p>a</p></div>") == "<div><p>a</p></div>"
    assert on_page(in_notebook("<div>a</div>")) == "<div>a</div>"


def test_a_table_has_a_caption_and_headings_on_every_row_and_column() -> None:
    assert table("In <dollars>", ["Line", "FY2027", "FY2028"], ROWS) == (
        '<div class="planner-scroll" tabindex="0" role="region" aria-label="In &lt;dollars&gt;">'
        '<table class="planner-table"><caption>In &lt;dollars&gt;</caption>'
        '<thead><tr><th scope="col">Line</th><th scope="col">FY2027</th>'
        '<th scope="col">FY2028</th></tr></thead><tbody>'
        '<tr class="group"><th scope="colgroup" colspan="3">Revenue</th></tr>'
        '<tr><th scope="row">Grant</th><td class="zero">$0</td>'
        '<td class="negative">($300)</td></tr>'
        '<tr class="total"><th scope="row">Total &amp; all</th><td>$10</td>'
        '<td class="negative">($3</td></tr></tbody></table></div>'
    )


def test_a_table_of_words_sets_them_to_the_left() -> None:
    made = table("Words", ["Cell", "Means"], [TableRow("a", ["$0"])], words=True)
    assert '<td class="words zero">$0</td>' in made
    made = table("Both", ["Set", "Cost", "Holds"], [TableRow("a", ["$9", "b"])], words_in=[1])
    assert '<td>$9</td><td class="words">b</td>' in made
    assert '<th scope="col">Cost</th><th scope="col" class="words">Holds</th>' in made


def test_plain_text_of_a_table_is_aligned() -> None:
    assert text_table(["Line", "FY2027", "FY2028"], ROWS).splitlines() == [
        "Line         FY2027  FY2028",
        "Revenue",
        "Grant            $0  ($300)",
        "Total & all     $10     ($3",
    ]


def test_a_block_of_a_table_says_its_caption_in_plain_text() -> None:
    block = table_block("Caption", ["Line"], [TableRow("a", [])], words=True)
    assert block == Block(table("Caption", ["Line"], [TableRow("a", [])]), "Caption\nLine\na")
    assert 'class="words"' not in table_block("C", ["L"], [TableRow("a", ["b"])]).html
    assert 'class="words"' in table_block("C", ["L"], [TableRow("a", ["b"])], words=True).html


def test_paragraphs_and_lists() -> None:
    assert paragraphs("A & b.", "C.") == Block("<p>A &amp; b.</p><p>C.</p>", "A & b.\nC.")
    assert paragraphs("A.", style="note").html == '<p class="note">A.</p>'
    assert bullets(["A & b.", "C."]) == Block(
        "<ul><li>A &amp; b.</li><li>C.</li></ul>", "- A & b.\n- C."
    )
    assert bullets(["A."], style="s", numbered=True).html == '<ol class="s"><li>A.</li></ol>'


def test_blocks_are_joined_in_their_order() -> None:
    assert joined(paragraphs("A."), paragraphs("B.")) == Block("<p>A.</p><p>B.</p>", "A.\n\nB.")


def test_a_block_shows_itself_in_a_notebook_and_reads_without_html() -> None:
    block = Block("<p>A.</p>", "A.")
    wrapped = '<div class="planner-sheet mathjax_ignore tex2jax_ignore"><p>A.</p></div>'
    assert block._repr_html_() == wrapped
    assert repr(block) == "A."


def test_signs_that_cannot_be_seen_are_dropped() -> None:
    assert text_of("a\u202eb\u200b'\"") == "ab&#x27;&quot;"
