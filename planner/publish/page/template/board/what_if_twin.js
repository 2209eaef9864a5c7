// The planner in the page: what Python handed over, and what its translation makes of it.
// `planner` and `py` come from planner/twin; everything else of the panel stands in `whatIf`.
"use strict";
const whatIf = {};
whatIf.twin = (() => {
  // Plain data as Python has it: a dictionary is a Map.
  function asPython(value) {
    if (Array.isArray(value)) return value.map(asPython);
    if (value === null || typeof value !== "object") return value;
    return py.dict(Object.entries(value).map(([key, inner]) => [key, asPython(inner)]));
  }

  // The other way round, for what is drawn.
  function asPlain(value) {
    if (Array.isArray(value)) return value.map(asPlain);
    if (value instanceof Map) return Object.fromEntries(py.items(value).map(([key, inner]) => [key, asPlain(inner)]));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asPlain(inner)]));
  }

  // The data of the page, and what does not change from move to move, or is kept for the next.
  async function opened(source) {
    await plannerCharts.ready; // a chart of one's own has the shape of a published one
    const data = JSON.parse(await plannerCharts.unpacked(source));
    const given = { plan: asPython(data.plan), facts: asPython(data.facts), bounds: asPython(data.bounds) };
    return { data, ...given, kept: planner.Kept(), published: null };
  }

  // Some changes as the rules take a scenario.
  const scenarioOf = (changes, supports) => asPython({ changes, support_ends: Object.assign({}, ...supports) });

  // What some changes mean, and the same without votes that are still to come.
  function board(page, name, title, changes, supports, said = page.data.said) {
    const besides = asPython({ ...said, name, title });
    return planner.board_figures(page.plan, scenarioOf(changes, supports), page.facts, besides, page.kept);
  }

  // Why the tables would refuse some changes together; a change alone is refused as it is typed.
  function refused(page, changes, supports) {
    if (changes.length < 2) return "";
    return planner.refused(page.plan, scenarioOf(changes, supports), page.facts, page.bounds);
  }

  // The figures of some changes alone: without votes it is calculated once.
  function alone(page, changes, supports) {
    return board(page, "", "", changes, supports, { ...page.data.said, need_votes: [] }).main;
  }

  // A scenario as it was published, calculated here.
  function scenario(page, one) {
    return board(page, one.name, one.title, one.changes, [one.support_ends]);
  }

  // The page's own scenario, calculated once.
  function published(page) {
    page.published ||= scenario(page, page.data.scenarios[0]);
    return page.published;
  }

  return { alone, asPlain, asPython, board, opened, published, refused, scenario };
})();
