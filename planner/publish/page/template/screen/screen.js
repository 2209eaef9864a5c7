// Looks up a district on the page of a screen. Every word comes from the page or from its data.
"use strict";
(async () => {
  const MOST = 50; // rows shown at a time
  const HEAD = "#district=";
  const source = document.getElementById("planner-screen-data");
  const bytes = Uint8Array.from(atob(source.textContent), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = JSON.parse(await new Response(unpacked).text());
  const { words } = data;
  const by = (id) => document.getElementById(id);
  const number = new Intl.NumberFormat("en-US");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const sought = data.name.map((name, k) => plain(`${name} ${data.id[k]}`));
  const places = new Map(); // in a table of one's own two districts may have one number, or none
  data.id.forEach((id, k) => places.set(id && !places.has(id) ? id : free(`row-${k + 1}`), k));
  const addresses = [...places.keys()];

  function free(address) {
    return places.has(address) ? free(`${address}-`) : address;
  }

  const dollars = (amount) => (amount === null ? words.unknown : `$${number.format(amount)}`);
  const short = (amount) => (amount < 0 ? words.spare.replace("{amount}", dollars(-amount)) : dollars(amount));
  const shown = {
    gap: (k) => short(data.gap[k]),
    high: (k) => short(data.high[k]),
    students: (k) => number.format(data.students[k]),
    chance: (k) => (data.chance[k] === null ? words.unknown : `${data.chance[k]}%`),
  };
  const fact = (key, k) => (shown[key] ? shown[key](k) : dollars(data[key][k]));
  const outcome = (k) => {
    const why = data.reasons[data.reason[k]];
    return data.outcomes[data.outcome[k]] + (why ? `: ${why}` : "");
  };
  const named = (k) => (words.states && data.state[k] ? `${data.name[k]}, ${data.state[k]}` : data.name[k]);

  function element(tag, text, style = "") {
    const made = document.createElement(tag);
    made.textContent = text;
    if (style) made.className = style;
    return made;
  }

  function row(k, cells) {
    const made = document.createElement("tr");
    const head = element("th", "");
    head.scope = "row";
    const link = element("a", named(k));
    link.href = HEAD + encodeURIComponent(addresses[k]);
    head.append(link);
    made.append(head, ...cells);
    return made;
  }

  function found() {
    const asked = plain(by("screen-name").value).split(/\s+/).filter(Boolean);
    const state = by("screen-state")?.value ?? "";
    const all = [];
    for (let k = 0; k < data.shown; k += 1) {
      if ((!state || data.state[k] === state) && asked.every((word) => sought[k].includes(word))) all.push(k);
    }
    return all;
  }

  function list() {
    const asked = by("screen-name").value.trim() || by("screen-state")?.value;
    const all = asked ? found() : [];
    by("screen-found").tBodies[0].replaceChildren(
      ...all.slice(0, MOST).map((k) =>
        row(k, [
          element("td", outcome(k), "words"),
          ...["gap", "high", "chance", "spending", "relief", "students"].map((key) => element("td", fact(key, k))),
        ]),
      ),
    );
    const said = !asked ? words.ask : all.length > MOST ? words.some : words.all;
    const numbers = { all: asked ? all.length : data.shown, shown: MOST };
    by("screen-count").textContent = said.replace(/\{(\w+)\}/g, (_, name) => number.format(numbers[name]));
    by("screen-found").closest(".planner-scroll").hidden = !all.length;
  }

  function show(k, { move }) {
    by("screen-one-name").textContent = named(k);
    by("screen-one-outcome").textContent = outcome(k);
    for (const term of document.querySelectorAll("#screen-one dt")) {
      term.nextElementSibling.textContent = fact(term.dataset.fact, k);
    }
    const heads = [...by("screen-peers").tHead.rows[0].cells].slice(1);
    const peers = k < data.shown ? data.peers[k] : [];
    by("screen-peers").tBodies[0].replaceChildren(
      ...[k, ...peers].map((peer) => row(peer, heads.map((head) => element("td", fact(head.dataset.fact, peer))))),
    );
    by("screen-peers").tBodies[0].rows[0].className = "total";
    by("screen-peers").closest(".planner-scroll").hidden = !peers.length;
    by("screen-one").hidden = false;
    if (move) by("screen-one-name").focus();
  }

  function follow(move) {
    if (!location.hash.startsWith(HEAD)) return;
    let address = "";
    try {
      address = decodeURIComponent(location.hash.slice(HEAD.length));
    } catch { /* a link that was cut off leads to no district */ }
    const k = places.get(address);
    if (k !== undefined) show(k, { move });
  }

  by("screen-name").addEventListener("input", list);
  by("screen-state")?.addEventListener("change", list);
  window.addEventListener("hashchange", () => follow(true));
  by("screen-without").hidden = true;
  by("screen-finder").hidden = false;
  list();
  follow(true);
  document.documentElement.dataset.screen = "ready";
})().catch((error) => console.warn("Districts cannot be looked up:", error));
