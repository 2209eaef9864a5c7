// The controls of the panel: what is typed, dragged and ticked, and what is said next to it.
"use strict";
whatIf.levers = (() => {
  const PAUSE = 600; // ms after the last key until a number is taken

  const inputsOf = (box) => ({
    typed: box.querySelector("input[type=text]"),
    slider: box.querySelector("input[type=range]"),
    tick: box.querySelector("input[type=checkbox]"),
    wrong: box.querySelector(".what-if-wrong"),
  });

  function complain({ typed, tick, wrong }, sentence) {
    const input = typed || tick;
    if (wrong) press.released(() => wrong.textContent !== sentence && (wrong.textContent = sentence));
    if (sentence) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  // A number as the slider has it, and the other way round.
  const onSlider = (lever, value) => (lever.how === "multiply" ? value - 1 : value);
  const offSlider = (lever, position) => (lever.how === "multiply" ? 1 + position : position);

  function setSlider(slider, lever, value, shown) {
    if (!slider || !lever.slider) return;
    const at = onSlider(lever, value);
    slider.min = Math.min(lever.slider[0], at);
    slider.max = Math.max(lever.slider[1], at);
    slider.value = at;
    slider.setAttribute("aria-valuetext", shown);
  }

  // Shows a lever where it is, without touching what is being typed.
  function place(box, page, state, id) {
    const lever = whatIf.state.leverIn(page, state, id);
    const inputs = inputsOf(box);
    const text = state.levers.get(id);
    box.classList.toggle("what-if-is-moved", text !== undefined);
    if (inputs.tick) {
      inputs.tick.checked = text === undefined ? lever.on : text === "yes";
      return;
    }
    const typed = text ?? lever.start;
    if (document.activeElement !== inputs.typed) inputs.typed.value = typed;
    inputs.typed.nextElementSibling.querySelector(".what-if-by-year").textContent = lever.by_year ? ` (${lever.by_year})` : "";
    if (text === undefined && lever.value === null) return;
    const found = text === undefined ? { value: lever.value, shown: lever.start } : whatIf.state.read(lever, text);
    setSlider(inputs.slider, lever, found.value, found.shown);
  }

  function placeAll(page, state) {
    for (const box of document.querySelectorAll("[data-lever]")) {
      const { id } = page.data.levers[box.dataset.lever];
      complain(inputsOf(box), "");
      place(box, page, state, id);
    }
  }

  // Takes what is typed for a lever: true where something has been moved by it.
  function take(box, page, state, text, loud) {
    const { id } = page.data.levers[box.dataset.lever];
    const lever = whatIf.state.leverIn(page, state, id);
    const inputs = inputsOf(box);
    const found = text.trim() ? whatIf.state.read(lever, text) : null;
    if (found?.problem) {
      if (loud || inputs.typed?.getAttribute("aria-invalid")) complain(inputs, found.problem);
      return false;
    }
    complain(inputs, "");
    const before = state.levers.get(id);
    if (!found || whatIf.state.isBack(lever, found)) state.levers.delete(id);
    else state.levers.set(id, text.trim());
    place(box, page, state, id);
    return state.levers.get(id) !== before;
  }

  function bindNumber(box, page, current, moved) {
    const { typed, slider } = inputsOf(box);
    let pause = 0;
    typed.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => take(box, page, current(), typed.value, false) && moved(box), PAUSE);
    });
    typed.addEventListener("change", () => {
      clearTimeout(pause);
      if (take(box, page, current(), typed.value, true)) moved(box);
      else if (!typed.value.trim()) place(box, page, current(), page.data.levers[box.dataset.lever].id);
    });
    typed.addEventListener("keydown", (event) => {
      if (event.key === "Enter") typed.dispatchEvent(new Event("change"));
    });
    slider?.addEventListener("input", () => {
      const lever = whatIf.state.leverIn(page, current(), page.data.levers[box.dataset.lever].id);
      const given = whatIf.twin.asPython(lever);
      const at = Number(slider.value);
      const starts = lever.value === null ? null : onSlider(lever, lever.value);
      const isBack = starts !== null && Math.abs(at - starts) < Number(slider.step) / 2;
      typed.value = isBack ? lever.start : planner.shown_number(given, offSlider(lever, at));
      if (take(box, page, current(), isBack ? "" : typed.value, true)) moved(box);
    });
  }

  function bind(page, current, moved) {
    for (const box of document.querySelectorAll("[data-lever]")) {
      const { tick } = inputsOf(box);
      if (!tick) bindNumber(box, page, current, moved);
      else tick.addEventListener("change", () => take(box, page, current(), tick.checked ? "yes" : "no", true) && moved(box));
    }
    for (const box of document.querySelectorAll("[data-option]")) {
      const { tick } = inputsOf(box);
      tick.addEventListener("change", () => takeOption(box, page, current()) && moved(box));
    }
  }

  const titles = (options) => options.map((one) => one.title);

  // Why an option cannot be switched on now; nothing where it can.
  function whyNotOn(page, state, option) {
    const taken = whatIf.state.takenOf(page, state.options);
    const missing = page.data.options.filter((one) => option.needs.includes(one.name) && !state.options.includes(one.name));
    return planner.not_switched_on(option.title, titles(taken.filter((one) => option.excludes.includes(one.name))), titles(missing));
  }

  function whyNotOff(page, state, option) {
    const taken = whatIf.state.takenOf(page, state.options);
    return planner.not_switched_off(option.title, titles(taken.filter((one) => one.needs.includes(option.name))));
  }

  // An option is switched on or off, or it is said what to do first.
  function takeOption(box, page, state) {
    const { data } = page;
    const option = data.options[box.dataset.option];
    const inputs = inputsOf(box);
    const sentence = inputs.tick.checked ? whyNotOn(page, state, option) : whyNotOff(page, state, option);
    complain(inputs, sentence);
    if (sentence) {
      inputs.tick.checked = !inputs.tick.checked;
      return false;
    }
    const names = inputs.tick.checked ? [...state.options, option.name] : state.options.filter((name) => name !== option.name);
    state.options = inOrder(data, names);
    return true;
  }

  const inOrder = (data, names) => data.options.map((one) => one.name).filter((name) => names.includes(name));

  function placeOptions(page, state) {
    const { has } = whatIf.state.startOf(page, state);
    for (const box of document.querySelectorAll("[data-option]")) {
      const { name } = page.data.options[box.dataset.option];
      const on = state.options.includes(name);
      inputsOf(box).tick.checked = on;
      inputsOf(box).tick.disabled = has.includes(name);
      box.classList.toggle("what-if-is-moved", on);
      complain(inputsOf(box), "");
    }
  }

  return { bind, placeAll, placeOptions, whyNotOn };
})();
