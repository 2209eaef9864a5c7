"""Terms on a page: the first use is a link, and every term met is explained."""

from __future__ import annotations

import re

from planner.reference.glossary import glossary, term
from planner.views.format.markup import text_of
from planner.views.format.terms import explained, names_attribute
from tests.small_plan import small_plan


def links(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="#term-([^"]+)">([^<]+)</a>', html)


def test_only_the_first_use_on_the_page_is_a_link() -> None:
    first, second = explained(["<p>The cliff, a Cliff.</p>", "<p>One more cliff.</p>"]).parts
    assert links(first) == [("cliff", "cliff")]
    assert first.endswith("</a>, a Cliff.</p>")
    assert second == "<p>One more cliff.</p>"


def test_the_longest_form_is_taken() -> None:
    (part,) = explained(["<p>Base budget to restore</p>"]).parts
    assert links(part) == [("base-budget-to-restore", "Base budget to restore")]


def test_headings_tables_links_and_pictures_get_no_link() -> None:
    html = (
        "<h2>The cliff</h2><table><caption>Levy</caption><tr><th>FTE</th></tr></table>"
        '<a href="#x">grant</a><details><summary>Spares</summary></details>'
    )
    page = explained([html])
    assert page.parts == (html,)
    assert re.findall(r"<dt[^>]*>([^<]+)</dt>", page.section) == [
        *("Cliff", "FTE", "Grant", "Levy", "Spares"),
    ]


def test_words_of_pictures_and_scripts_are_not_words_of_the_page() -> None:
    html = "<svg><text>cliff</text></svg><script>let levy</script><style>.fte{}</style>"
    assert explained([html]).parts == (html,)
    assert explained([html]).section == ""


def test_a_year_is_explained_without_a_link_in_its_middle() -> None:
    page = explained(["<p>From FY2027 on.</p>"])
    assert page.parts == ("<p>From FY2027 on.</p>",)
    assert '<dt id="term-fiscal-year-fy">' in page.section


def test_parts_of_other_words_and_small_letters_of_abbreviations_are_no_terms() -> None:
    assert explained(["<p>cliffs ahead, unlevy, fte, cliff-hanger</p>"]).section == ""


def test_after_an_element_without_links_terms_are_links_again() -> None:
    for before in (
        "<h2>x</h2>",
        "<h2><a>x</a></h2>",
        "<svg/>",
        "</h2>",
        "<!-- x -->",
        "<button>x</button><summary>x</summary>",
    ):
        (part,) = explained([f"{before}<p>A levy.</p>"]).parts
        assert part == f'{before}<p>A <a href="#term-levy">levy</a>.</p>'
    assert links(explained(["<h2>x</h3> levy</h2>"]).parts[0]) == []
    assert links(explained(["<a><h2>x</h2> levy</a>"]).parts[0]) == []


def test_the_section_lists_each_term_with_its_meaning() -> None:
    meanings = {name: text_of(term(name).meaning) for name in ("cliff", "levy")}
    assert explained(["<p>A levy, a cliff.</p>"]).section == (
        '<h2>Terms on this page</h2><dl class="planner-terms">'
        f'<dt id="term-cliff">Cliff</dt><dd>{meanings["cliff"]}</dd>'
        f'<dt id="term-levy">Levy</dt><dd>{meanings["levy"]}</dd></dl>'
    )


def test_a_digit_makes_a_term_a_part_of_a_word() -> None:
    assert explained(["<p>Levy2 ends.</p>"]).parts == ("<p>Levy2 ends.</p>",)


def test_attributes_are_left_alone() -> None:
    html = '<div aria-label="cliff"><p title="levy">x</p></div>'
    assert explained([html]).parts == (html,)


def test_every_form_of_every_term_is_explained_and_linked() -> None:
    for entry in glossary():
        for form in entry.forms:
            page = explained([f"<p>About {form}.</p>"])
            assert entry.name in re.findall(r"<dt[^>]*>([^<]+)</dt>", page.section)
            ((anchor, said),) = links(page.parts[0])
            assert said == form
            assert f'<dt id="term-{anchor}">' in page.section


def test_what_a_district_types_stays_escaped() -> None:
    (part,) = explained(["<p>&lt;script&gt; levy &amp; grant</p>"]).parts
    assert part.startswith("<p>&lt;script&gt; <a ")
    assert "&amp;" in part
    assert term("levy").meaning in explained([part]).section


def test_a_word_inside_a_name_of_the_plan_is_explained_without_a_link() -> None:
    plan = small_plan(
        funding=[
            {"name": "State device grant & <more>", "kind": "grant", "amount": 1},
            {"name": "Technology levy", "kind": "local_levy", "amount": 1},
            {"name": "E-Rate", "kind": "erate"},
            {"name": "Sales", "kind": "local_levy", "amount": 1},
        ]
    )
    names = names_attribute(plan)
    assert names == ' data-names="State device grant &amp; &lt;more&gt;\nTechnology levy"'
    head = f"<header{names}><h1>x</h1></header>"
    said = "<p>The State device grant &amp; &lt;more&gt; and the Technology levy end.</p>"
    page = explained([said, "<p>A grant, a levy and E-Rate.</p>"], head)
    assert page.parts[0] == said
    assert links(page.parts[1]) == [("grant", "grant"), ("levy", "levy"), ("e-rate", "E-Rate")]
    assert '<dt id="term-grant">' in explained([said], head).section


def test_the_longest_name_is_taken() -> None:
    head = '<header data-names="Bond levy\nBond levy and grant">x</header>'
    page = explained(["<p>The Bond levy and grant, a grant.</p>"], head)
    assert page.parts == ('<p>The Bond levy and grant, a <a href="#term-grant">grant</a>.</p>',)


def test_titles_of_scenarios_are_names_and_a_row_without_a_name_has_none() -> None:
    change = {"table": "funding", "changes": "Sales", "field": "amount", "value": "1"}
    plan = small_plan(
        funding=[{"name": "Sales", "kind": "local_levy", "amount": 1}],
        scenarios=[{"name": "fails", "title": "The levy fails", "how": "set", **change}],
    )
    assert names_attribute(plan) == ' data-names="The levy fails"'


def test_a_name_that_is_a_part_of_a_word_is_no_name() -> None:
    head = '<header data-names="Levy A\nLevy">x</header>'
    (part,) = explained(["<p>The technology levy, Levy Appeal, Levy A.</p>"], head).parts
    assert links(part) == [("levy", "technology levy")]
