// The parts of the page that follow what is moved: each stands above the same as published.
"use strict";
whatIf.parts = (() => {
  const NEAR = 400; // px: what is so near the window counts as in sight
  const REST = 400; // ms without a move, after which what is not in sight is drawn too
  const yours = new Map(); // by name of the part
  const waiting = new Map(); // by name: what is still to be drawn
  let resting = 0;

  function label(name, words) {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = words;
    return made;
  }

  // Tables that scroll are regions, and no two of a page may have the same name.
  function named(html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    for (const region of made.content.querySelectorAll("[role=region]")) {
      region.setAttribute("aria-label", `${region.getAttribute("aria-label")}, your what-if`);
    }
    for (const one of made.content.querySelectorAll("[id]")) one.removeAttribute("id");
    return made.content;
  }

  // Shows a part as it is with what is moved, where the page has that part; `made` makes its html by
  // the planner's own functions, which escape every word of the plan.
  function show(page, name, made) {
    const published = document.querySelector(`.planner-followed[data-part="${name}"]`);
    if (!published) return;
    if (!yours.has(name)) {
      const place = document.createElement("div");
      place.className = "planner-moved";
      place.dataset.yours = name;
      published.before(place);
      published.prepend(label("planner-as-published", page.data.words.published));
      yours.set(name, place);
    }
    yours.get(name).replaceChildren(label("planner-moved-mark", page.data.words.yours), named(made()));
    window.plannerCharts?.watchTables(yours.get(name));
  }

  function clear() {
    waiting.clear();
    for (const made of yours.values()) made.remove();
    for (const mark of document.querySelectorAll(".planner-as-published")) mark.remove();
    yours.clear();
    window.liveCharts?.clear();
  }

  // Does something that may move what is above the reader, and keeps the reader where he is.
  function inPlace(held, work) {
    const top = held.getBoundingClientRect().top;
    work();
    const moved = held.getBoundingClientRect().top - top;
    if (moved) window.scrollBy({ top: moved, behavior: "instant" });
  }

  // What is quick, and read first.
  function showFirst(page, board) {
    show(page, "answer", () => planner.headline(board).html);
    show(page, "key_figures", () => planner.key_figures(board).html);
  }

  // The rest: drawn at once where it is in sight, else when it comes into sight or the reader rests.
  const CHARTS = [
    ["cost_against_revenue", (found) => planner.cost_rows(found)],
    ["who_pays", (found) => planner.payer_rows(found)],
    ["reserve_against_policy", (found) => planner.reserve_rows(found)],
  ];
  function showRest(page, board) {
    waiting.set("keep", () => show(page, "keep", () => planner.what_we_keep(board).html));
    waiting.set("forecast", () => show(page, "forecast", () => planner.forecast_rows(board.main).html));
    for (const [name, rows] of CHARTS) {
      if (!document.getElementById(`figure-${name}`)) continue;
      const drawn = () => whatIf.twin.asPlain(rows(board.main));
      waiting.set(name, () => window.liveCharts?.show(name, drawn(), page.data.shapes[name], page.data.words));
    }
    drawWaiting(isInSight);
    clearTimeout(resting);
    resting = setTimeout(() => press.released(() => drawWaiting(() => true)), REST);
  }

  function drawWaiting(wanted) {
    for (const [name, work] of waiting) {
      if (!wanted(name)) continue;
      waiting.delete(name);
      work();
    }
  }

  function isInSight(name) {
    const key = CSS.escape(name);
    const places = document.querySelectorAll(`[data-yours="${key}"], [data-part="${key}"], #figure-${key}`);
    return [...places].some((place) => {
      const { top, bottom } = (place.closest(".planner-pair") || place).getBoundingClientRect();
      return bottom > -NEAR && top < window.innerHeight + NEAR;
    });
  }

  window.addEventListener("scroll", () => drawWaiting(isInSight), { passive: true });
  window.addEventListener("beforeprint", () => drawWaiting(() => true));

  return { clear, inPlace, label, named, showFirst, showRest };
})();
