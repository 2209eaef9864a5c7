// The table of districts: sort, search, filter, choose a scenario. What is chosen is in the address,
// so a copied link opens the same view. Without this script every row is there, worst first.
"use strict";
(() => {
  const HEAD = "#view";
  const OUTCOMES = { missed: 0, met: 1, unknown: 2 };
  const FIRST_CRITERION = 4; // behind the district, its state, students and how many are not met
  const form = document.querySelector(".roll-up-filters");
  if (!form) return;
  const fields = form.elements;
  const count = document.querySelector(".roll-up-count");
  const link = document.createElement("a");
  const views = [...document.querySelectorAll(".roll-up-view")]; // a row for each district
  const parts = [...document.querySelectorAll("[data-scenario]")];
  const criteria = [...fields.missed.options].slice(2).map((option) => option.value);
  const columns = ["district", "state", "students", "not-met", ...criteria];
  const words = new Map(columns.map((name, place) => [name, headOf(place)]));
  const unmoved = () => ({ district: "", missed: "", state: "", scenario: fields.scenario.options[0].value, sort: "", order: "" });
  const known = new Map(); // scenario -> its districts, read from the table when first shown
  let state = unmoved();

  function headOf(place) {
    return document.querySelector(".roll-up-standings thead").rows[0].cells[place].firstChild.data.trim();
  }

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const number = (text) => Number((text.match(/[\d.,]+/) || ["0"])[0].replace(/,/g, ""));

  // Cells as they are compared: words, numbers, or an outcome with its size.
  function compared(cell, place) {
    if (place < 2) return cell.textContent.trim().toLowerCase();
    if (place < FIRST_CRITERION) return number(cell.textContent);
    const size = cell.querySelector("b");
    return [OUTCOMES[cell.className], size ? -number(size.textContent) : 0];
  }

  // Districts of a scenario in the order of the page, each with its rows in every table of it.
  function districtsOf(scenario) {
    if (known.has(scenario)) return known.get(scenario);
    const tables = views.filter((view) => view.dataset.scenario === scenario).map((view) => view.querySelector("tbody"));
    const rows = tables.map((table) => [...table.rows]);
    const districts = rows[0].map((row, place) => ({
      place,
      rows: rows.map((those) => those[place]),
      name: plain(row.cells[0].textContent),
      state: row.cells[1].textContent,
      cells: row.cells,
    }));
    known.set(scenario, { tables, districts, order: " " });
    return known.get(scenario);
  }

  function isShown(district) {
    if (state.district && !district.name.includes(plain(state.district.trim()))) return false;
    if (state.state && district.state !== state.state) return false;
    if (state.missed === "any") return !district.cells[3].textContent.startsWith("0 ");
    return !state.missed || district.cells[columns.indexOf(state.missed)].className === "missed";
  }

  function inOrder(districts) {
    const place = columns.indexOf(state.sort);
    const sorted = [...districts];
    if (place < 0) return sorted.sort((one, other) => one.place - other.place);
    const turn = state.order === "descending" ? -1 : 1;
    const keys = new Map(districts.map((one) => [one, compared(one.cells[place], place)]));
    return sorted.sort((one, other) => turn * between(keys.get(one), keys.get(other)) || one.place - other.place);
  }

  function between(one, other) {
    if (Array.isArray(one)) return other[0] - one[0] || other[1] - one[1]; // ascending: the best first
    return typeof one === "string" ? one.localeCompare(other, "en") : one - other;
  }

  // What was chosen, in the page.
  function show() {
    for (const part of parts) part.hidden = part.dataset.scenario !== state.scenario;
    const there = districtsOf(state.scenario);
    const { districts } = there;
    arrange(there);
    let shown = 0;
    for (const district of districts) {
      const is = isShown(district);
      shown += is ? 1 : 0;
      if (district.rows[0].hidden === is) for (const row of district.rows) row.hidden = !is;
    }
    for (const view of views) markHeads(view);
    const noun = districts.length === 1 ? "district" : "districts";
    const by = state.sort ? `, sorted by ${words.get(state.sort)}, ${saidOrder()}` : ", worst first";
    count.textContent = `${shown} of ${districts.length} ${noun}${by}`;
    link.href = fragment() || HEAD;
  }

  // Rows move only where they are to be in a different order than they are in.
  function arrange(there) {
    const order = `${state.sort} ${state.order}`;
    if (there.order === order) return;
    there.order = order;
    const sorted = inOrder(there.districts);
    there.tables.forEach((table, which) => table.append(...sorted.map((district) => district.rows[which])));
  }

  function saidOrder() {
    const ways = columns.indexOf(state.sort) < 2 ? ["A to Z", "Z to A"] : ["lowest first", "highest first"];
    return ways[state.order === "descending" ? 1 : 0];
  }

  function markHeads(view) {
    const heads = view.querySelectorAll(".roll-up-standings thead th");
    heads.forEach((head, place) => {
      if (columns[place] === state.sort) head.setAttribute("aria-sort", state.order);
      else head.removeAttribute("aria-sort");
    });
  }

  // ---- the address ----

  function fragment() {
    const usual = unmoved();
    const moved = Object.entries(state).filter(([name, value]) => value !== usual[name]);
    return moved.length ? [HEAD, ...moved.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join("&") : "";
  }

  function ofAddress() {
    if (location.hash !== HEAD && !location.hash.startsWith(`${HEAD}&`)) return false;
    state = unmoved();
    for (const part of location.hash.split("&").slice(1)) {
      const [name, value] = part.split("=");
      try {
        if (name in state) state[name] = decodeURIComponent(value || "");
      } catch { /* a link that was cut off: what can be read of it holds */ }
    }
    keepWhatIsThere();
    return true;
  }

  // A link from another roll-up may name a scenario, state or criterion that this one does not have.
  function keepWhatIsThere() {
    for (const name of ["missed", "state", "scenario"]) {
      const there = [...fields[name].options].map((option) => option.value);
      if (!there.includes(state[name])) state[name] = there[0];
    }
    if (!columns.includes(state.sort)) state.sort = state.order = "";
    else if (state.order !== "descending") state.order = "ascending";
  }

  function fill() {
    for (const name of ["district", "missed", "state", "scenario"]) fields[name].value = state[name];
  }

  function changed() {
    show();
    const address = fragment() || `${location.pathname}${location.search}`;
    history.replaceState(null, "", address);
  }

  // ---- what a reader does ----

  function sortBy(column) {
    const first = columns.indexOf(column) < 2 ? "ascending" : "descending";
    if (state.sort !== column) Object.assign(state, { sort: column, order: first });
    else if (state.order === first) state.order = first === "ascending" ? "descending" : "ascending";
    else Object.assign(state, { sort: "", order: "" });
    changed();
  }

  function addButtons() {
    for (const table of document.querySelectorAll(".roll-up-standings")) {
      table.classList.add("roll-up-cards"); // where the window is narrow
      [...table.tHead.rows[0].cells].forEach((cell, place) => {
        table.style.setProperty(`--column-${place + 1}`, JSON.stringify(words.get(columns[place])));
        const button = document.createElement("button");
        button.type = "button";
        button.append(...cell.childNodes);
        button.addEventListener("click", () => sortBy(columns[place]));
        cell.append(button);
      });
    }
  }

  form.addEventListener("input", (event) => {
    state[event.target.name] = event.target.value;
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // the browser would choose the first scenario too
    state = { ...unmoved(), scenario: state.scenario };
    fill();
    changed();
  });
  window.addEventListener("hashchange", () => {
    if (!ofAddress()) return;
    fill();
    show();
  });

  link.textContent = "Link to this view";
  form.append(link);
  addButtons();
  form.hidden = false;
  const linked = ofAddress();
  fill();
  show();
  if (linked) form.scrollIntoView();
})();
