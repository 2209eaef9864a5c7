"""The panel What if in a real browser, with the network off: moved by keyboard, read, put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page

from planner.analysis.compare import compare
from planner.editing.copied_text import read_copied
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.options import option_scenarios
from planner.plan.what_if.scenarios import Change, Scenario, scenario_of
from planner.views.board import board
from tests.browser import OpenedPage, PageOpener, violations
from tests.publish.what_if_page import what_if_page
from tests.small_plan import small_plan

pytestmark = pytest.mark.browser

LEVY = "Technology levy, current: amount"
ASKED = "#what-if > details > summary"
#: The page's data is not unpacked before the test says so.
SLOWLY = """() => {
  const { unpacked } = plannerCharts;
  const told = new Promise((goOn) => { window.goOn = goOn; });
  plannerCharts.unpacked = async (source) => { await told; return unpacked(source); };
}"""
#: The browser does not say that the panel is open before the test says so.
LATE = """() => window.addEventListener("toggle", (event) => {
  event.stopImmediatePropagation();
  window.goOn = () => event.target.dispatchEvent(new Event("toggle"));
}, { capture: true, once: true })"""
STATUS, CHANGED, TYPED = ".what-if-status", ".what-if-result", "input[type=text]"
UNMOVED = "Nothing is moved: the page is as published."


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


@pytest.fixture(scope="module")
def page_file(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("what-if")
    return what_if_page(plan, folder, "base", "levy-fails")


def opened_panel(page_file: Path, open_page: PageOpener, width: int = 1280) -> OpenedPage:
    opened = opened_page_of(page_file, open_page, width)
    opened.page.locator(".what-if-left:not(:empty)").first.wait_for()
    return opened


def opened_page_of(page_file: Path, open_page: PageOpener, width: int = 1280) -> OpenedPage:
    """The page with its panel opened by keyboard."""
    opened = open_page(page_file, width=width)
    opened.wait_for_charts()
    opened.page.locator(ASKED).focus()
    opened.page.keyboard.press("Enter")
    return opened


def held_panel(page_file: Path, open_page: PageOpener, by: str = SLOWLY) -> OpenedPage:
    """The page with its panel opened by mouse; it cannot calculate until the test calls goOn()."""
    opened = open_page(page_file)
    opened.wait_for_charts()
    opened.page.evaluate(by)
    opened.page.locator(ASKED).click()
    return opened


def typed(opened: OpenedPage, label: str, text: str) -> None:
    """Type a number for a lever by keyboard alone."""
    opened.page.get_by_label(label, exact=True).focus()
    opened.page.keyboard.press("Control+A")
    opened.page.keyboard.type(text)
    opened.page.keyboard.press("Enter")


def hold_timers(page: Page) -> None:
    """From now on no timer runs by itself."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 60_000"))


def place_of(control: Locator) -> FloatRect:
    """Where in the window a control is, for a mouse or a finger."""
    control.scroll_into_view_if_needed()
    place = control.bounding_box()
    assert place is not None
    return place


def moved(opened: OpenedPage, text: str = "Unfunded") -> None:
    opened.page.locator(STATUS).filter(has_text=text).wait_for()
    if text == "Unfunded":
        opened.page.locator("[data-yours=keep]").wait_for()


def test_a_move_by_keyboard_says_what_python_says_and_asks_nothing(
    plan: Plan, page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page)
    assert opened.page.inner_text(STATUS) == UNMOVED
    typed(opened, LEVY, "1,200,000")
    moved(opened)
    levy = Change("funding", "Technology levy, current", "amount", "set", 1_200_000.0)
    found = compare(plan, [Scenario("moved", "Your what-if", (levy,))]).figures
    said = opened.page.inner_text("[data-yours=answer]")
    answer = board.headline(found).text
    assert [line for line in said.split("\n") if line][1:] == answer.split("\n")
    assert opened.page.inner_text(STATUS) == (
        "Unfunded through FY2034: $4.13 million, published $3.38 million."
    )
    assert f"{LEVY} $1,200,000 instead of $1,500,000." in opened.page.inner_text(CHANGED)
    assert opened.page.locator(".planner-as-published").first.inner_text() == "As published"
    assert opened.page.locator(f"{TYPED}:focus").input_value() == "1,200,000"
    assert (opened.requests, opened.complaints) == ([], [])


def test_a_lever_of_every_row_says_how_much_more_or_less_than_today(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page)
    typed(opened, "All fleets of devices: useful life", "-1")
    moved(opened)
    typed(opened, "Raises", "4%")
    opened.page.locator(CHANGED).filter(has_text="Raises").wait_for()
    assert "All fleets of devices: useful life 1 year less than today; " in opened.page.inner_text(
        CHANGED
    )
    assert "Raises 4% instead of 3% to 3.6% over the years." in opened.page.inner_text(CHANGED)


def test_on_a_phone_what_was_moved_is_in_sight_next_to_what_was_published(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page, width=390)
    typed(opened, LEVY, "1,200,000")
    moved(opened)
    table = opened.page.locator(".what-if-result .planner-scroll")
    assert table.evaluate("region => region.scrollWidth <= region.clientWidth")
    assert "Your what-if" in table.inner_text()


def test_what_is_out_of_sight_waits_until_it_is_seen_or_the_reader_rests(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page)
    page, forecast = opened.page, opened.page.locator("[data-yours=forecast]")
    hold_timers(page)
    typed(opened, LEVY, "1,200,000")
    page.clock.run_for(100)
    moved(opened, "$4.13 million")
    assert page.locator("[data-yours=answer]").count() == 1
    assert forecast.count() == 0
    page.locator("[data-part=forecast]").scroll_into_view_if_needed()
    forecast.wait_for()
    chart = page.locator("#figure-who_pays + .planner-moved")
    assert chart.count() == 0
    page.clock.run_for(1_000)
    chart.wait_for()


def test_everything_is_put_back(page_file: Path, open_page: PageOpener) -> None:
    opened = opened_panel(page_file, open_page)
    before = opened.page.locator(".planner-followed").all_inner_texts()
    typed(opened, LEVY, "1,200,000")
    opened.page.get_by_label("Devices are used a year longer").check()
    moved(opened)
    opened.page.get_by_role("button", name="Put everything back").click()
    opened.page.locator(STATUS).filter(has_text=UNMOVED).wait_for()
    assert opened.page.locator("[data-yours], .planner-as-published").count() == 0
    assert opened.page.get_by_label(LEVY, exact=True).input_value() == "$1,500,000"
    assert opened.page.locator("[aria-invalid], .what-if-is-moved").count() == 0
    assert opened.page.evaluate("location.hash") == ""
    assert opened.page.locator(".planner-followed").all_inner_texts() == before


def test_what_cannot_be_read_is_said_beside_the_input(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page)
    field = opened.page.get_by_label(LEVY, exact=True)
    height = place_of(field)["height"]
    typed(opened, LEVY, "lots")
    assert field.get_attribute("aria-invalid") == "true"
    assert place_of(field)["height"] == height  # a thicker frame moves nothing
    described = (field.get_attribute("aria-describedby") or "").split()
    said = [opened.page.inner_text(f"#{name}") for name in described]
    assert '"lots" is not a plain number. Use digits, for example $1,500,000.' in said
    assert opened.page.inner_text(STATUS) == UNMOVED
    typed(opened, LEVY, "$1.3 million")
    typed(opened, LEVY, "$1,300,000")
    moved(opened)
    assert field.get_attribute("aria-invalid") is None


def test_changes_that_the_tables_would_refuse_together_are_not_calculated(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page)
    typed(opened, "All fleets of devices: useful life", "12")
    moved(opened)
    opened.page.get_by_label("Devices are used a year longer").check()
    moved(opened, "Together these changes make the useful life of")
    status = opened.page.inner_text(STATUS)
    assert status.endswith(" 21, but the maximum is 20. Put one of them back."), status
    assert opened.page.locator("[data-yours]").count() == 0


def test_options_that_exclude_each_other_say_so(page_file: Path, open_page: PageOpener) -> None:
    opened = opened_panel(page_file, open_page)
    own = opened.page.get_by_label("Monitoring by our own staff")
    own.check()
    moved(opened)
    state = opened.page.get_by_label("Monitoring through a state contract")
    state.click()
    assert not state.is_checked()
    wrong = opened.page.locator(".what-if-wrong").filter(has_text="cannot be combined")
    wrong.wait_for()
    assert wrong.inner_text() == (
        '"Monitoring through a state contract" cannot be combined with "Monitoring by our own '
        'staff": switch it off first.'
    )
    opened.page.locator(".what-if-left").filter(has_text="switch it on first").wait_for()


def test_an_option_of_the_start_cannot_be_taken_twice(
    plan: Plan, open_page: PageOpener, tmp_path: Path
) -> None:
    opened = opened_panel(what_if_page(plan, tmp_path, "base", "refresh-stretched"), open_page)
    opened.page.select_option("#what-if-start", "refresh-stretched")
    moved(opened)
    longer = opened.page.locator(".what-if-option").filter(has_text="used a year longer")
    longer.filter(has_text="The scenario that you start from has it already.").wait_for()
    assert longer.get_by_role("checkbox").is_disabled()
    assert 'Starting from "Devices' in opened.page.inner_text(CHANGED)


def test_a_link_brings_the_changes_along(page_file: Path, open_page: PageOpener) -> None:
    opened = opened_panel(page_file, open_page)
    typed(opened, LEVY, "1,200,000")
    moved(opened)
    link = opened.page.evaluate("location.href")
    said = opened.page.inner_text(CHANGED)
    other = open_page(page_file)
    other.page.goto("about:blank")
    other.page.goto(link)
    moved(other)
    assert other.page.inner_text(CHANGED) == said
    assert other.page.locator("#what-if > details[open]").count() == 1


@pytest.mark.parametrize(
    ("fragment", "says"),
    [
        ("#what-if&plan=00000000&start=base", "from another version of the plan"),
        ("#what-if&start=%E0%A4%A", "cannot be read"),
        ("#what-if&plan={0}&start=base&funding%2FNo%20such%2Famount=1", "cannot be read"),
        ("#what-if&plan={0}&start=base&options=state-monitoring,own-monitoring", "cannot be read"),
    ],
)
def test_a_link_that_cannot_be_taken_changes_nothing(
    plan: Plan, page_file: Path, open_page: PageOpener, fragment: str, says: str
) -> None:
    opened = open_page(page_file)
    opened.page.evaluate("(hash) => { location.hash = hash; }", fragment.format(plan.digest[:8]))
    opened.page.locator(".what-if-broken:not(:empty)").wait_for()
    assert says in opened.page.inner_text(".what-if-broken")
    assert opened.page.inner_text(STATUS) == UNMOVED
    assert opened.complaints == []


def test_a_page_that_is_about_to_move_waits_for_the_release_of_a_press(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page)
    page, box = opened.page, opened.page.get_by_label("Three learning tools are not renewed")
    hold_timers(page)
    page.get_by_label(LEVY, exact=True).fill("1,200,000")
    place = place_of(box)
    page.mouse.move(place["x"] + 5, place["y"] + 5)
    page.mouse.down()
    page.clock.run_for(900)
    assert box.bounding_box() == place
    assert page.inner_text(STATUS) == UNMOVED
    page.mouse.up()
    assert box.is_checked()
    page.clock.run_for(60)  # nobody waits any longer once it is released
    moved(opened, "Unfunded through")
    page.clock.run_for(2_000)
    moved(opened)
    assert "Three learning tools are not renewed" in page.inner_text(CHANGED)
    page.mouse.down()  # a release that nobody heard, such as of a list that opened
    typed(opened, LEVY, "1,300,000")
    page.clock.run_for(2_000)
    moved(opened)
    assert "$1,300,000" in page.inner_text(CHANGED)


def test_a_finger_that_ends_typing_ticks_what_it_taps(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page, width=390)
    page, box = opened.page, opened.page.get_by_label("Three learning tools are not renewed")
    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    page.get_by_label(LEVY, exact=True).fill("1,200,000")
    place = place_of(box)
    where = {"x": place["x"] + 5, "y": place["y"] + 5}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [where]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    opened.page.locator(CHANGED).filter(has_text="Three learning tools").wait_for()
    assert box.is_checked()
    assert f"{LEVY} $1,200,000 instead of $1,500,000" in page.inner_text(CHANGED)


def test_a_slider_is_followed_while_it_is_dragged(page_file: Path, open_page: PageOpener) -> None:
    opened = opened_panel(page_file, open_page)
    page, slider = opened.page, opened.page.get_by_role("slider", name="Raises")
    hold_timers(page)
    place = place_of(slider)
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.clock.run_for(900)
    moved(opened)
    page.mouse.up()


def test_copied_changes_are_those_that_were_made(
    plan: Plan, page_file: Path, open_page: PageOpener
) -> None:
    """Where the browser refuses the clipboard, the text can be taken from the page."""
    opened = opened_panel(page_file, open_page)
    opened.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    opened.page.select_option("#what-if-start", "levy-fails")
    typed(opened, LEVY, "1,200,000")
    opened.page.get_by_label("Three learning tools are not renewed").check()
    moved(opened)
    opened.page.get_by_role("button", name="Copy these changes").click()
    text = opened.page.get_by_label("This browser does not let").input_value()
    copied = read_copied(text, "pasted text")
    assert (copied.fingerprint, copied.plan) == (plan.digest, "prairie-view")
    tools = option_scenarios(plan)["fewer-tools"].changes
    assert [row.cells["changes"] for row in copied.rows] == [
        *("levy-fails", *(change.row for change in tools), "Technology levy, current"),
    ]
    assert copied.rows[-1].cells["value"] == "1,200,000"
    assert scenario_of(plan, "levy-fails").title in opened.page.inner_text(CHANGED)


def test_what_a_click_is_answered_stays_where_the_move_before_it_is_calculated_after_it(
    page_file: Path, open_page: PageOpener
) -> None:
    """Who types a number and goes to the button from there moves and copies with one click."""
    opened = opened_panel(page_file, open_page)
    page, copied = opened.page, opened.page.locator(".what-if-copied")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    typed(opened, LEVY, "1,200,000")
    moved(opened)
    hold_timers(page)
    page.get_by_label(LEVY, exact=True).fill("1,300,000")
    page.get_by_role("button", name="Copy these changes").click()
    assert "1,300,000" in copied.get_by_role("textbox").input_value()
    page.clock.run_for(2_000)
    page.locator(CHANGED).filter(has_text="$1,300,000").wait_for()
    assert "1,300,000" in copied.get_by_role("textbox").input_value()
    typed(opened, LEVY, "1,100,000")
    page.clock.run_for(2_000)
    page.locator(CHANGED).filter(has_text="$1,100,000").wait_for()
    assert copied.inner_text() == ""


@pytest.mark.parametrize("width", [1280, 320])
def test_nobody_is_left_out_before_and_after_a_move(
    page_file: Path, open_page: PageOpener, width: int
) -> None:
    opened = opened_panel(page_file, open_page, width)
    assert violations(opened) == []
    typed(opened, LEVY, "1,200,000")
    moved(opened)
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(opened) == []
    assert not opened.scrolls_sideways()


def test_every_sheet_says_what_was_changed_and_no_control_is_printed(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = opened_panel(page_file, open_page)
    opened.page.emulate_media(media="print")
    assert not opened.page.locator(ASKED).is_visible()
    opened.page.emulate_media(media="screen")
    typed(opened, LEVY, "1,200,000")
    moved(opened)
    opened.page.emulate_media(media="print")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    style = opened.page.locator("#what-if-sheets").text_content() or ""
    said = f"Your what-if, not the plan the district published. {LEVY} $1,200,000 instead of"
    assert "@page" in style and said in style
    assert opened.page.locator(CHANGED).is_visible()
    for control in (ASKED, "#what-if input", "#what-if button", "#what-if select", STATUS):
        assert not opened.page.locator(control).first.is_visible(), control


@pytest.mark.parametrize("kept_waiting", [SLOWLY, LATE], ids=["slowly", "late"])
def test_what_is_moved_before_the_page_can_calculate_is_followed_then(
    page_file: Path, open_page: PageOpener, kept_waiting: str
) -> None:
    opened = held_panel(page_file, open_page, kept_waiting)
    typed(opened, LEVY, "1,200,000")
    opened.page.get_by_role("slider", name="Raises").press("ArrowRight")
    opened.page.get_by_label("Devices are used a year longer").check()
    opened.page.locator("#what-if-start").select_option("levy-fails")
    opened.page.get_by_text("How these numbers are proved").click()
    opened.page.get_by_role("button", name="Calculate the published figures again").click()
    assert opened.page.locator(STATUS).inner_text() == UNMOVED
    opened.page.evaluate("goOn()")
    moved(opened)
    said = opened.page.locator(CHANGED).inner_text()
    changes = ("The levy is not renewed", LEVY, "Raises", "Devices are used a year longer")
    for change in changes:
        assert change in said
    opened.page.locator(".what-if-tested").filter(has_text="published figures").wait_for()


def test_what_options_do_alone_comes_together_into_room_that_is_kept(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = held_panel(page_file, open_page)
    room = """one => {
      const { height, lineHeight } = getComputedStyle(one);
      return parseFloat(height) / parseFloat(lineHeight);
    }"""
    option = opened.page.locator("[data-option]").first
    assert option.locator(".what-if-left").evaluate(room) == pytest.approx(2, abs=0.01)
    assert option.locator(".what-if-does").evaluate(room) == pytest.approx(3, abs=0.01)
    opened.page.evaluate("""() => {
      window.comings = 0;
      const watch = new MutationObserver(() => (window.comings += 1));
      const words = document.querySelectorAll(".what-if-does");
      for (const one of words) watch.observe(one, { childList: true });
    }""")
    opened.page.evaluate("goOn()")
    opened.page.locator(".what-if-does:not(:empty)").last.wait_for()
    assert opened.page.locator(".what-if-does:empty").count() == 0
    assert opened.page.evaluate("comings") == 1


def test_a_panel_that_is_closed_at_once_says_what_options_do_when_it_is_opened_again(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = held_panel(page_file, open_page)
    opened.page.locator(ASKED).click()
    opened.page.evaluate("goOn()")
    opened.page.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    )
    opened.page.locator(ASKED).click()
    opened.page.locator(".what-if-left:not(:empty)").last.wait_for()
    opened.page.locator(".what-if-does:not(:empty)").last.wait_for()


def test_a_name_cannot_end_the_style_of_the_sheets(open_page: PageOpener, tmp_path: Path) -> None:
    name = 'A" } body { display: none } \\" </style><b>'
    money = [{"name": name, "kind": "general_fund", "amount": 60000}]
    opened = opened_page_of(what_if_page(small_plan(funding=money), tmp_path, "base"), open_page)
    typed(opened, f"{name}: amount", "50,000")
    opened.page.locator("#what-if-sheets").wait_for(state="attached")
    assert opened.page.locator("body").is_visible()
    rules = "[...document.getElementById('what-if-sheets').sheet.cssRules].map((r) => r.type)"
    assert opened.page.evaluate(rules) == [6]  # one rule for sheets, and no other


def test_the_published_figures_are_calculated_again(page_file: Path, open_page: PageOpener) -> None:
    opened = opened_panel(page_file, open_page)
    opened.page.get_by_text("How these numbers are proved").click()
    opened.page.get_by_role("button", name="Calculate the published figures again").click()
    said = opened.page.locator(".what-if-tested").filter(has_text="published figures")
    said.wait_for()
    assert "published figures agree to the cent, on Chrome" in said.inner_text()


def test_without_scripts_the_panel_is_not_there(page_file: Path, open_page: PageOpener) -> None:
    opened = open_page(page_file, javascript=False)
    assert not opened.page.locator("#what-if").is_visible()
