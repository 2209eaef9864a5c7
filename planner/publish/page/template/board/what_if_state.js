// What a reader has moved: a scenario to start from, options that are taken, levers; and the same
// in the fragment of the page's address.
"use strict";
whatIf.state = (() => {
  const HEAD = "#what-if";
  const KNOWN = 8; // letters of the fingerprint that a link carries
  const OTHER_PLAN = "The link to this page is from another version of the plan, so none of its changes are made.";
  const BROKEN = "The link to this page cannot be read, so none of its changes are made.";

  const unmoved = (page) => ({ start: page.data.scenarios[0].name, options: [], levers: new Map() });

  function isMoved(page, state) {
    return state.start !== page.data.scenarios[0].name || state.options.length > 0 || state.levers.size > 0;
  }

  const startOf = (page, state) => page.data.scenarios.find((one) => one.name === state.start);

  // Options that are taken, in the order of the table of options.
  const takenOf = (page, names) => page.data.options.filter((one) => names.includes(one.name));

  // A lever as the scenario that is started from has it.
  function leverIn(page, state, id) {
    const lever = page.data.levers.find((one) => one.id === id);
    return lever && { ...lever, ...lever.in[state.start] };
  }

  // What was typed for a lever: its value, what a row of the table says, or what is wrong with it.
  function read(lever, typed) {
    if (lever.values) {
      const found = lever.values[typed];
      return found ? { value: found.value, cell: found.typed, shown: typed, problem: "" } : { problem: BROKEN };
    }
    const given = whatIf.twin.asPython(lever);
    const found = planner.read_typed_number(given, typed);
    if (found.problem) return { problem: found.problem };
    const cell = lever.how === "multiply" ? String(Number(found.value.toFixed(10))) : planner.plainly_typed(typed);
    return { value: found.value, cell, shown: planner.shown_number(given, found.value), problem: "" };
  }

  // Whether a lever is where the scenario has it.
  function isBack(lever, found) {
    if (lever.values) return found.shown === (lever.on ? "yes" : "no") && lever.steady !== false;
    return lever.steady && lever.value !== null && Math.abs(found.value - lever.value) < 1e-9;
  }

  // The changes of all that is moved, in the order of planner/desk/what_if.py.
  function changesOf(page, state, names = state.options) {
    const parts = [startOf(page, state), ...takenOf(page, names)];
    const moved = [...state.levers].map(([id, typed]) => {
      const lever = leverIn(page, state, id);
      return { ...lever.change, value: read(lever, typed).value };
    });
    const changes = [...parts.flatMap((part) => part.changes), ...moved];
    return { changes, supports: parts.map((part) => part.support_ends) };
  }

  // Titles of options that change what a lever sets.
  function setTwice(page, state) {
    const levers = [...state.levers.keys()].map((id) => leverIn(page, state, id).change).filter((change) => change.how === "set");
    const same = (one, other) => one.table === other.table && one.field === other.field && (one.row === other.row || one.row === "all" || other.row === "all");
    const twice = takenOf(page, state.options).filter((option) => option.changes.some((one) => levers.some((other) => same(one, other))));
    return twice.map((option) => option.title);
  }

  function fragment(page, state) {
    if (!isMoved(page, state)) return "";
    const options = state.options.map(encodeURIComponent).join(",");
    const parts = [`plan=${page.data.fingerprint.slice(0, KNOWN)}`, `start=${encodeURIComponent(state.start)}`];
    if (options) parts.push(`options=${options}`);
    for (const [id, typed] of state.levers) parts.push(`${encodeURIComponent(id)}=${encodeURIComponent(typed)}`);
    return `${HEAD}&${parts.join("&")}`;
  }

  // The state of a link: nothing where the link is about something else, a sentence where it
  // cannot be taken.
  function ofFragment(page, hash) {
    if (!hash.startsWith(`${HEAD}&`)) return null;
    const state = unmoved(page);
    let plan = "";
    try {
      for (const part of hash.slice(HEAD.length + 1).split("&")) {
        const [name, value] = part.split("=", 2);
        if (name === "plan") plan = value;
        else if (name === "start") state.start = decodeURIComponent(value);
        else if (name === "options") state.options = value.split(",").map(decodeURIComponent);
        else state.levers.set(decodeURIComponent(name), decodeURIComponent(value));
      }
    } catch {
      return { problem: BROKEN };
    }
    if (plan !== page.data.fingerprint.slice(0, KNOWN)) return { problem: plan ? OTHER_PLAN : BROKEN };
    return isKnown(page, state) ? { state } : { problem: BROKEN };
  }

  function isKnown(page, state) {
    if (!startOf(page, state) || takenOf(page, state.options).length !== new Set(state.options).size) return false;
    const { has } = startOf(page, state);
    if (state.options.some((name) => has.includes(name))) return false;
    const together = takenOf(page, state.options).every(
      (one) => !one.excludes.some((name) => state.options.includes(name)) && one.needs.every((name) => state.options.includes(name)),
    );
    return together && [...state.levers].every(([id, typed]) => {
      const lever = leverIn(page, state, id);
      return lever && read(lever, typed).problem === "";
    });
  }

  return { changesOf, fragment, isBack, isMoved, leverIn, ofFragment, read, setTwice, startOf, takenOf, unmoved };
})();
