// The panel What if: what a reader moves is calculated by the planner's own rules, and what was
// published stays next to it. Nothing is asked of the network, and nothing is kept.
"use strict";
whatIf.panel = (() => {
  const SLOW = 250; // ms: a longer calculation says that it is under way
  const QUICK = 50; // ms: nobody who types notices a shorter one
  const REST = 700; // ms after the last key until what is long goes on
  const section = document.getElementById("what-if");
  const source = document.getElementById("planner-what-if-data");
  const one = (selector) => section.querySelector(selector);
  const button = (name) => one(`[data-do=${name}]`);
  let page = null; // the data, from the first opening on
  let state = null;
  let turn = 0; // of the last move: what was begun for an earlier one is left
  let took = 0; // ms of the last calculation
  let run = 0; // through all options: the last alone goes on
  const answered = {}; // by place: the turn in which a click or a link was answered there
  let touched = 0; // when a key was last pressed or a slider moved
  let alone = {}; // what each option does alone, by its box, and the start of which that is said

  const later = (work) => requestAnimationFrame(() => setTimeout(() => press.released(work), 0));

  function say(words) {
    const status = one(".what-if-status");
    if (status.textContent !== words) status.textContent = words;
  }

  // Where a click or a link is answered. Words stay until the next move: one that was made before the
  // click may be calculated after it.
  function answerIn(place) {
    answered[place] = turn;
    return one(place);
  }

  function clearAnswers() {
    for (const [place, of] of Object.entries(answered)) if (of !== turn) one(place).textContent = "";
  }

  // What is moved, calculated; nothing, and the sentence why, where the tables would refuse it.
  function calculated() {
    const begun = performance.now();
    const { changes, supports } = whatIf.state.changesOf(page, state);
    const start = whatIf.state.startOf(page, state);
    const moved = state.options.length > 0 || state.levers.size > 0;
    const why = moved ? whatIf.twin.refused(page, changes, supports) : "";
    if (why) return { why };
    const board = moved ? whatIf.twin.board(page, "moved", "Your what-if", changes, supports) : whatIf.twin.scenario(page, start);
    took = performance.now() - begun;
    return { board };
  }

  // What was changed, in the planner's words.
  function changed() {
    const start = whatIf.state.startOf(page, state);
    const levers = [...state.levers].map(([id, typed]) => {
      const lever = whatIf.state.leverIn(page, state, id);
      const now = whatIf.state.read(lever, typed).shown;
      const before = lever.values ? "" : lever.by_year || lever.start;
      return { label: lever.label, now, before, unit: lever.how === "set" || lever.values ? "" : lever.unit };
    });
    const titles = whatIf.state.takenOf(page, state.options).map((option) => option.title);
    return planner.what_you_changed(start === page.data.scenarios[0] ? "" : start.title, levers, titles);
  }

  // What becomes of the page in one sentence; where it is about options, whether they close the gap.
  function inShort(board) {
    if (page.data.about !== "options") return planner.in_short(board.main, whatIf.twin.published(page).main);
    const taken = whatIf.state.takenOf(page, state.options);
    return planner.options_on(board.main, taken.map((one) => one.points));
  }

  function showResult(board) {
    const words = [changed(), planner.lever_counts(whatIf.state.setTwice(page, state))].filter(Boolean).join(" ");
    const paragraph = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = "What you changed. ";
    paragraph.append(strong, words);
    const table = planner.moved_table(whatIf.twin.published(page).main, board.main).html;
    const mark = whatIf.parts.label("planner-moved-mark", page.data.words.yours);
    const gap = page.data.about === "options" ? [whatIf.parts.label("planner-answer", inShort(board))] : [];
    one(".what-if-result").replaceChildren(mark, ...gap, paragraph, whatIf.parts.named(table));
    window.plannerCharts?.watchTables(one(".what-if-result"));
    whatIf.copied.onSheets(page.data.words.yours, words);
  }

  function showUnmoved(words) {
    whatIf.parts.clear();
    one(".what-if-result").replaceChildren();
    whatIf.copied.onSheets("", "");
    say(words);
  }

  const link_ = () => location.href.split("#")[0] + whatIf.state.fragment(page, state);

  function keepInLink() {
    try {
      history.replaceState(null, "", link_());
    } catch (error) {
      console.warn("The link to this page does not keep the what-if:", error); // in a frame
    }
  }

  // Everything that a move changes on the page; `held` stays where the reader has it. A press somewhere
  // else may have ended the move: what pushes other things aside waits until it is calculated.
  function follow(held) {
    const mine = (turn += 1);
    const moved = whatIf.state.isMoved(page, state);
    for (const name of ["copy", "link"]) button(name).disabled = !moved;
    keepInLink();
    if (took > SLOW) say("Calculating ...");
    const go = () => mine === turn && calculate(mine, moved, held);
    setTimeout(() => press.released(go), took > SLOW ? 30 : 0);
  }

  function mark(moved) {
    document.documentElement.toggleAttribute("data-what-if", moved);
    clearAnswers();
  }

  function calculate(mine, moved, held) {
    whatIf.parts.inPlace(held, () => mark(moved));
    try {
      if (!moved) whatIf.parts.inPlace(held, () => showUnmoved(page.data.words.unmoved));
      else showMoved(mine, held);
    } catch (error) {
      console.warn(error);
      whatIf.parts.inPlace(held, () => showUnmoved(page.data.words.failed));
    }
    runThrough(mine);
  }

  function showMoved(mine, held) {
    const { board, why } = calculated();
    if (why) return whatIf.parts.inPlace(held, () => showUnmoved(`${why} ${page.data.words.put_back}`));
    whatIf.parts.inPlace(held, () => {
      whatIf.parts.showFirst(page, board);
      showResult(board);
    });
    say(inShort(board));
    later(() => mine === turn && whatIf.parts.inPlace(held, () => whatIf.parts.showRest(page, board)));
  }

  // What each option does, one after the other, so that typing stays quick: first what is still
  // unfunded with it, then, once for a start, what it does alone.
  function runThrough(mine) {
    const boxes = [...section.querySelectorAll("[data-option]")];
    const works = [...boxes.map((box) => () => sayLeft(box)), ...wordsAlone(boxes)];
    const last = (run += 1);
    function next() {
      if (mine !== turn || last !== run || !one("details").open || !works.length) return;
      if (took > QUICK && performance.now() - touched < REST) return setTimeout(() => later(next), REST);
      works.shift()();
      later(next);
    }
    later(next);
  }

  function figures(from, names) {
    const { changes, supports } = whatIf.state.changesOf(page, from, names);
    return whatIf.twin.alone(page, changes, supports);
  }

  function sayLeft(box) {
    box.querySelector(".what-if-left").textContent = left(page.data.options[box.dataset.option]);
  }

  function left(option) {
    const leaves = page.data.about === "options" ? planner.one_more : planner.left_with;
    if (whatIf.state.startOf(page, state).has.includes(option.name)) return page.data.words.already;
    const place = state.options.indexOf(option.name);
    if (place >= 0) return leaves(figures(state, state.options.slice(0, place + 1)), true);
    const why = whatIf.levers.whyNotOn(page, state, option);
    return why || leaves(figures(state, [...state.options, option.name]), false);
  }

  // What each option does alone, calculated one by one, once for a start, and put on the page together.
  function wordsAlone(boxes) {
    if (alone.start !== state.start) alone = { start: state.start, words: new Map() };
    const { words } = alone;
    const put = () => words.forEach((does, box) => (box.querySelector(".what-if-does").textContent = does));
    const missing = boxes.filter((box) => !words.has(box));
    return missing.map((box) => () => words.set(box, doesAlone(box)).size === boxes.length && put());
  }

  function doesAlone(box) {
    const option = page.data.options[box.dataset.option];
    const bare = { ...whatIf.state.unmoved(page), start: state.start };
    const [before, after] = [figures(bare, option.needs), figures(bare, [...option.needs, option.name])];
    return planner.does_alone(planner.scenario_effect(before, after), after.years, option.needs.length > 0);
  }

  function shown() {
    one("#what-if-start").value = state.start;
    whatIf.levers.placeAll(page, state);
    whatIf.levers.placeOptions(page, state);
  }

  function reset() {
    state = whatIf.state.unmoved(page);
    shown();
    follow(one(".what-if-bar"));
  }

  function started() {
    state.start = one("#what-if-start").value;
    const { has } = whatIf.state.startOf(page, state);
    state.options = state.options.filter((name) => !has.includes(name));
    // A lever that cannot be moved to where it was from another scenario goes back.
    for (const [id, typed] of state.levers) {
      const lever = whatIf.state.leverIn(page, state, id);
      const found = whatIf.state.read(lever, typed);
      if (found.problem || whatIf.state.isBack(lever, found)) state.levers.delete(id);
    }
    shown();
    follow(one(".what-if-start"));
  }

  function copy() {
    const text = whatIf.copied.text(page, state);
    const shown_ = answerIn(".what-if-copied");
    if (!text) shown_.textContent = "These changes cannot be written as rows of a scenario, so they cannot be copied.";
    else whatIf.copied.put(text, shown_, "Copied. Save it as a file, or paste it where planner scenario add asks for it.");
  }

  function link() {
    whatIf.copied.put(link_(), answerIn(".what-if-copied"), "The link is copied: anyone who opens it sees this page with your what-if.");
  }

  // What a reader does before the page has unpacked its data, from the first moment a control can be
  // reached: done again, as it was, when it can be followed.
  function heardMeanwhile() {
    const kinds = ["input", "change", "click"];
    const heard = [];
    const hear = ({ target, type }) => {
      if (type === "click" && !target.matches("button")) return; // what a click opens or ticks, it has
      heard.push({ target, type, value: target.value, checked: target.checked });
    };
    for (const kind of kinds) section.addEventListener(kind, hear);
    return () => {
      for (const kind of kinds) section.removeEventListener(kind, hear);
      for (const { target, type, value, checked } of heard) {
        if (type !== "click") Object.assign(target, { value, checked }); // what came before may have moved it
        target.dispatchEvent(new Event(type));
      }
    };
  }

  async function load(doWhatWasHeard) {
    page = await whatIf.twin.opened(source);
    state = whatIf.state.unmoved(page);
    whatIf.levers.bind(page, () => state, (box) => {
      whatIf.levers.placeOptions(page, state);
      follow(box);
    });
    one("#what-if-start").addEventListener("change", started);
    for (const kind of ["input", "keydown"]) section.addEventListener(kind, () => (touched = performance.now()));
    const test = () => whatIf.proof.calculateAgain(page, one(".what-if-tested"), later);
    const done = { copy, link, reset, test };
    for (const [name, work] of Object.entries(done)) button(name).addEventListener("click", work);
    doWhatWasHeard();
    runThrough(turn);
    one("details").addEventListener("toggle", () => runThrough(turn)); // goes on where it was closed
  }

  // A link with a state opens the panel with it; one that cannot be taken says so.
  function fromLink() {
    const found = whatIf.state.ofFragment(page, location.hash);
    if (!found) return;
    one("details").open = true;
    if (found.problem) return void (answerIn(".what-if-broken").textContent = found.problem);
    state = found.state;
    shown();
    follow(one("summary"));
  }

  async function begin() {
    if (!section || !source) return;
    let loaded = null;
    const doWhatWasHeard = heardMeanwhile();
    const loadOnce = () => (loaded ||= load(doWhatWasHeard)); // a browser says late that the panel is open
    section.hidden = false;
    section.addEventListener("submit", (event) => event.preventDefault()); // Enter in its only field
    one("details").addEventListener("toggle", () => one("details").open && loadOnce());
    window.addEventListener("hashchange", () => location.hash.startsWith("#what-if") && loadOnce().then(fromLink));
    if (location.hash.startsWith("#what-if&")) await loadOnce().then(fromLink);
    else if (location.hash === "#what-if") one("details").open = true;
    if (one("details").open) await loadOnce(); // as the page about options opens
  }

  begin().catch((error) => console.warn("The page cannot calculate here:", error));
  return {};
})();
