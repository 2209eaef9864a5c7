"""The sheet's script alone in Chromium: it patches what changed and tells what somebody did."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from planner.desk.live.sheet import LiveSheet

pytestmark = pytest.mark.browser

#: A stand-in for the widget's model: what is sent is kept, and messages can be given.
_MODEL = """
const told = [], heard = [];
const model = {
  send: (message) => told.push(message),
  on: (_name, heed) => heard.push(heed),
  off: () => heard.pop(),
};
const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
import(url).then((sheet) => {
  const el = document.createElement("div");
  document.body.append(el);
  sheet.default.render({ model, el });
  globalThis.told = told;
  globalThis.give = (message) => heard.forEach((heed) => heed(message));
});
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    script = json.dumps(LiveSheet._esm).replace("</", "<\\/")
    page.set_content(f"<body><script>const script = {script};{_MODEL}</script></body>")
    page.wait_for_function("() => Boolean(globalThis.give)")
    yield page
    page.close()


def give(page: Page, **message: object) -> None:
    page.evaluate("message => give(message)", message)


def show(page: Page, html: str) -> None:
    give(page, regions={"sheet": html})


def told(page: Page) -> list[dict[str, object]]:
    """Everything that the sheet told, after its first question."""
    said: list[dict[str, object]] = page.evaluate("told.slice(1)")
    return said


def field(value: str, more: str = "") -> str:
    control = f'<input id="a" data-do="p.type" data-key="x" value="{value}"{more}>'
    return f'<label for="a">A</label>{control}'


def test_it_asks_for_everything_first(page: Page) -> None:
    assert page.evaluate("told") == [{"ask": "everything"}]


def test_a_committed_value_is_told_once_with_what_the_control_carries(page: Page) -> None:
    show(page, field("3%"))
    page.locator("#a").fill("4.1")
    assert told(page) == []
    page.locator("#a").press("Enter")
    page.locator("#a").blur()
    assert told(page) == [{"do": "p.type", "value": "4.1", "fields": {"key": "x"}}]


def test_enter_sends_a_form_once_with_all_that_was_typed(page: Page) -> None:
    inputs = '<input id="t" name="title"><input id="w" name="who"><button id="s">Go</button>'
    show(page, f'<form data-do="p.save" data-key="x">{inputs}</form>')
    page.locator("#w").fill("J. Doe")
    page.locator("#t").fill("Less")
    page.locator("#t").press("Enter")
    fields = {"key": "x", "title": "Less", "who": "J. Doe"}
    assert told(page) == [{"do": "p.save", "value": "", "fields": fields}]


def test_a_choice_that_is_new_can_be_the_one_that_is_chosen(page: Page) -> None:
    old = '<option value="a" selected>A</option>'
    show(page, f'<select id="c" data-do="p.start">{old}</select>')
    new = '<option value="a">A</option><option value="b" selected>B</option>'
    show(page, f'<select id="c" data-do="p.start">{new}</select>')
    assert page.locator("#c").input_value() == "b"


def test_the_input_with_the_keyboard_keeps_focus_caret_and_what_is_typed(page: Page) -> None:
    show(page, f"<p>old</p>{field('3%')}")
    page.locator("#a").focus()
    page.keyboard.press("End")
    page.keyboard.type("9")
    show(page, f"<p>new</p><p>more</p>{field('3%')}")
    page.keyboard.type("8")
    assert page.locator("#a").input_value() == "3%98"
    assert page.locator("p", has_text="new").count() == 1


def test_an_input_that_python_changed_shows_it_and_can_be_typed_back(page: Page) -> None:
    show(page, field("3%"))
    page.locator("#a").fill("9")
    page.locator("#a").press("Enter")
    give(page, done=True)
    show(page, field("3%"))
    assert page.locator("#a").input_value() == "3%"
    page.locator("#a").fill("9")
    page.locator("#a").press("Enter")
    assert len(told(page)) == 2


def test_fast_moves_are_told_one_at_a_time_and_only_the_last(page: Page) -> None:
    show(page, field("0", ' type="range" min="0" max="9" data-live'))
    for _ in range(4):
        page.locator("#a").press("ArrowRight")
    assert [event["value"] for event in told(page)] == ["1"]
    show(page, field("1", ' type="range" min="0" max="9" data-live'))
    assert page.locator("#a").input_value() == "4"  # the answer to an older move
    give(page, done=True)
    assert [event["value"] for event in told(page)] == ["1", "4"]


def test_a_click_comes_after_what_was_typed(page: Page) -> None:
    show(page, field("3%") + '<button id="b" data-do="p.go" data-row="7">Go</button>')
    page.locator("#a").fill("4%")
    page.locator("#b").click()
    give(page, done=True)
    assert [event["do"] for event in told(page)] == ["p.type", "p.go"]
    assert told(page)[1]["fields"] == {"row": "7"}


def test_an_answer_that_comes_during_a_press_waits_for_its_release(page: Page) -> None:
    show(page, field("3%") + '<button id="b" data-do="p.go">Go</button>')
    page.locator("#a").fill("4%")
    page.locator("#b").hover()
    page.mouse.down()  # which ends typing
    assert [event["do"] for event in told(page)] == ["p.type"]
    moved = f'<p>One more line</p>{field("4%")}<p>New</p><button id="b" data-do="p.go">Go</button>'
    show(page, moved)
    give(page, done=True)
    assert page.locator("p").all_inner_texts() == [""]
    page.mouse.up()
    page.locator("p", has_text="New").wait_for()
    assert [event["do"] for event in told(page)] == ["p.type", "p.go"]


def test_switches_forms_and_choices(page: Page) -> None:
    show(
        page,
        '<input type="checkbox" id="s" data-do="p.switch" value="yes">'
        '<select id="c" data-do="p.choose"><option value="1">One</option>'
        '<option value="2">Two</option></select>'
        '<form data-do="p.save" data-key="k"><input name="who" id="w" value="">'
        '<button type="submit">Save</button></form>',
    )
    page.locator("#s").check()
    give(page, done=True)
    page.locator("#c").select_option("2")
    give(page, done=True)
    page.locator("#w").fill("Ann")
    page.get_by_role("button", name="Save").click()
    assert [(event["do"], event["value"]) for event in told(page)] == [
        ("p.switch", "yes"),
        ("p.choose", "2"),
        ("p.save", ""),
    ]
    assert told(page)[2]["fields"] == {"key": "k", "who": "Ann"}


def test_a_paste_of_cells_is_told_and_one_of_a_word_is_not(page: Page) -> None:
    show(page, f'<div data-paste="p.paste">{field("")}</div>')
    paste = """text => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const sent = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.querySelector("#a").dispatchEvent(sent);
    }"""
    page.evaluate(paste, "word")
    page.evaluate(paste, "1\t2\n3\t4\n")
    assert told(page) == [{"do": "p.paste", "value": "1\t2\n3\t4\n", "fields": {"key": "x"}}]


def test_a_region_within_a_region_keeps_its_content(page: Page) -> None:
    show(page, '<div data-region="inner"></div>')
    give(page, regions={"inner": "<b>kept</b>"})
    show(page, '<p>above</p><div data-region="inner" class="wide"></div>')
    assert page.locator(".wide b").inner_text() == "kept"


def test_what_somebody_unfolded_stays_unfolded(page: Page) -> None:
    show(page, '<details id="d"><summary>More</summary>one</details>')
    page.locator("summary").click()
    show(page, '<details id="d"><summary>More</summary>two</details>')
    assert page.locator("#d").get_attribute("open") is not None
    assert page.get_by_text("two").is_visible()


def test_rows_that_come_and_go_are_known_by_their_ids(page: Page) -> None:
    one, two = (f'<li id="{n}"><input id="i{n}" value="a"></li>' for n in (1, 2))
    show(page, f"<ul>{one}{two}</ul>")
    page.locator("#i2").focus()
    show(page, f'<ul><li id="0">new</li>{two}</ul>')
    assert page.evaluate("document.activeElement.id") == "i2"
    assert page.locator("li").all_inner_texts() == ["new", ""]


def test_what_is_said_and_where_the_keyboard_goes(page: Page) -> None:
    show(page, field("3%"))
    give(page, say="It falls.", focus="a")
    assert page.get_by_role("status").inner_text() == "It falls."
    assert page.evaluate("document.activeElement.id") == "a"


def test_a_chart_is_drawn_once_and_then_follows(page: Page) -> None:
    page.evaluate(
        """() => {
          globalThis.drawings = [];
          globalThis.plannerVega = async (stage, spec) => {
            drawings.push(spec);
            const data = (name, rows) => drawings.push([name, rows]);
            return { view: { data, runAsync: async () => {}, finalize() {} } };
          };
        }"""
    )
    show(page, '<figure data-figure="f"></figure>')
    words = {"title": "T", "finding": "F", "description": "D", "table": "<table></table>"}
    give(page, regions={"f": {**words, "shape": {"mark": "bar"}, "datasets": {"d": [1]}}})
    give(page, regions={"f": {**words, "finding": "G", "datasets": {"d": [2]}}})
    page.wait_for_selector('[data-drawn="2"]')
    assert page.evaluate("drawings") == [{"mark": "bar", "datasets": {"d": [1]}}, ["d", [2]]]
    assert page.locator(".finding").inner_text() == "G"
    assert page.locator("[role=img]").get_attribute("aria-label") == "D"


def test_what_cannot_be_read_has_a_thicker_frame_and_moves_nothing(page: Page) -> None:
    page.add_style_tag(content=LiveSheet._css)
    look = """() => {
      const { borderTopColor, boxShadow } = getComputedStyle(document.getElementById("a"));
      const { height } = document.getElementById("a").getBoundingClientRect();
      return [borderTopColor, boxShadow, height];
    }"""
    show(page, field("3%"))
    usual = page.evaluate(look)
    show(page, field("3%", ' aria-invalid="true"'))
    color, frame, height = page.evaluate(look)
    assert color != usual[0]
    assert frame == f"{color} 0px 0px 0px 1px inset"
    assert height == usual[2]
