// Lets Vega take over the static pictures of a board page, opens tables for print and on small
// screens, and lets the keyboard stop only where something scrolls.
// Where this script does not run, every static picture and every table is still there.
"use strict";
(() => {
  const COMPOSED = ["concat", "hconcat", "vconcat", "facet", "repeat"];
  const NARROW = 600; // px: as in page.css; below it there is room for letters, not for names
  const AXIS = 90; // px: a legend begins where the axis ends
  const SYMBOL = 35; // px: what a name in a legend has next to it
  const GAP = 30; // px: between its columns, as in format/theme.py
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"; // as in charts/drawn.py

  const views = new Map(); // the charts that are drawn, by name
  const tops = new Map(); // the number that a chart reaches at least to share its neighbor's axis

  // A chart of one view is drawn as wide as its column; others keep the width they came with.
  function resizable(spec) {
    const facets = spec.encoding || {};
    const composed = COMPOSED.some((key) => key in spec) || facets.row || facets.column || facets.facet;
    return !composed && typeof spec.width !== "object";
  }

  // Parts of a chart that have a legend of names.
  function legends(part) {
    if (!part || typeof part !== "object") return [];
    const names = part.scale && part.legend !== null && part.scale.domain;
    const own = Array.isArray(names) && typeof names[0] === "string" ? [part] : [];
    return own.concat(...Object.entries(part).map(([key, inner]) => (key === "datasets" ? [] : legends(inner))));
  }

  // A name in as many lines as it needs in so much room.
  function lines(name, room, pen) {
    const made = [""];
    for (const word of name.split(" ")) {
      const longer = `${made.at(-1)} ${word}`.trim();
      if (!made.at(-1) || pen.measureText(longer).width <= room) made[made.length - 1] = longer;
      else made.push(word);
    }
    return made;
  }

  // As many columns as the longest name leaves room for; no name is cut off.
  function withLegends(spec, config, width) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `12px ${config.font}`;
    const longest = Math.max(0, ...legends(spec).map((one) => Math.max(...one.scale.domain.map((name) => pen.measureText(`M  ${name}`).width))));
    const room = Math.floor((width - AXIS) / 20) * 20;
    config.legend = { ...config.legend, labelLimit: 0, columns: Math.max(1, Math.min(4, Math.floor(room / (longest + SYMBOL + GAP)))) };
    if (longest + SYMBOL <= room) return spec;
    const broken = structuredClone(spec);
    for (const one of legends(broken)) {
      const letters = (one.legend || {}).labelExpr ? LETTERS : "";
      const labels = one.scale.domain.map((name, place) => lines(`${letters.charAt(place)}  ${name}`.trim(), room - SYMBOL, pen));
      const names = JSON.stringify(one.scale.domain);
      one.legend = { ...one.legend, labelExpr: `${JSON.stringify(labels)}[indexof(${names}, datum.value)]` };
    }
    return broken;
  }

  // What a shape asks of the page: whether it is narrow, and up to which number its axis reaches,
  // where a chart next to it shares that axis.
  function told(spec, narrow) {
    const known = { narrow, top: tops.get(spec.usermeta?.figure) ?? null };
    return (spec.params || []).map((one) => (one.name in known ? { ...one, value: known[one.name] } : one));
  }

  // As wide as its column, and in the letters of the page.
  function fitted(spec, width, font) {
    // Vega measures its labels by the font.
    const config = { ...spec.config, aria: false, font };
    if (!resizable(spec)) return { ...spec, config };
    const params = told(spec, width < NARROW);
    const whole = withLegends(spec, config, width);
    return { ...whole, width, autosize: { type: "fit-x", contains: "padding" }, config, params };
  }

  // Draws a chart in the width of its picture, or in a size of its own for paper, on a stage that is
  // not on the page yet.
  async function staged(spec, picture, size = null) {
    const stage = document.createElement("div");
    stage.setAttribute("aria-hidden", "true"); // the picture around it has the description
    const font = getComputedStyle(picture).fontFamily;
    const onPaper = { ...spec, ...size, config: { ...spec.config, aria: false }, params: told(spec, false) };
    const shape = size ? onPaper : fitted(spec, picture.clientWidth, font);
    const { view, finalize } = await window.vegaEmbed(stage, shape, {
      actions: false,
      ast: true, // Vega's interpreter: the page's policy forbids making code from text
      defaultStyle: false,
      mode: "vega-lite",
      renderer: "svg",
      tooltip: { disableDefaultStyle: true },
    });
    await settle(view);
    return { spec, stage, view, finalize, shape, font };
  }

  // Keeps a chart as wide as its picture; `again` draws it once more where another width needs another
  // legend, and is left out where it cannot be.
  function keepWidth(picture, drawn, again) {
    const { spec, stage, view, finalize, shape, font } = drawn;
    if (!resizable(spec)) return;
    follow(picture, (width) => {
      if (!picture.contains(stage)) return false; // another has taken its place
      const now = { ...fitted(spec, width, font), width: shape.width };
      if (again && JSON.stringify(now) !== JSON.stringify(shape)) return finalize(), again(), false;
      settle(view.width(width));
      return true;
    });
  }

  async function draw(source) {
    const name = source.dataset.figure;
    const picture = document.querySelector(`.planner-chart[data-figure="${CSS.escape(name)}"]`);
    if (!picture || !picture.clientWidth) return;
    const drawn = await staged(JSON.parse(source.textContent), picture);
    // Only now, when nothing can fail from here on. Controls must not be inside a picture.
    const controls = drawn.stage.querySelector(".vega-bindings:not(:empty)");
    let still = picture.querySelector(".planner-still");
    if (!still) {
      still = document.createElement("span"); // paper has one width: it gets the static picture
      still.className = "planner-still";
      still.append(...picture.children);
    }
    picture.replaceChildren(drawn.stage, still);
    if (controls) picture.after(controls);
    views.set(name, drawn.view);
    keepWidth(picture, drawn, controls ? null : () => drawOrKeep(source));
  }

  // Makes room once more: words at the ends of lines take more of it the narrower the chart is.
  async function settle(view) {
    await view.runAsync();
    await view.resize().runAsync();
  }

  // Calls back with every new width of a picture, for as long as the answer is true.
  function follow(picture, resized) {
    let drawn = picture.clientWidth;
    const watch = new ResizeObserver(() => {
      const width = picture.clientWidth;
      if (!width || Math.abs(width - drawn) < 2) return;
      drawn = width;
      if (!resized(width)) watch.disconnect();
    });
    watch.observe(picture);
  }

  // A chart that fails keeps its static picture and does not stop the next.
  function drawOrKeep(source) {
    return draw(source).catch((error) => console.warn(source.dataset.figure, error));
  }

  // Numbers that are shown instead of a chart on a small screen are there to be read.
  function openTables() {
    if (!window.matchMedia(`(max-width: ${NARROW}px)`).matches) return;
    const tables = ".planner-table-when-narrow > details";
    for (const details of document.querySelectorAll(tables)) details.open = true;
  }

  // The keyboard stops at a table only where it scrolls.
  function watchTables(part) {
    const watch = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        const region = target.closest(".planner-scroll");
        const scrolls = region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
        if (scrolls) region.setAttribute("tabindex", "0");
        else region.removeAttribute("tabindex");
      }
    });
    for (const region of part.querySelectorAll(".planner-scroll")) {
      watch.observe(region);
      if (region.firstElementChild) watch.observe(region.firstElementChild);
    }
  }

  // What a pointer has opened, the keyboard can close.
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const tip of document.querySelectorAll("#vg-tooltip-element")) tip.classList.remove("visible");
  });

  // What Python has packed, as text.
  async function unpacked(source) {
    const bytes = Uint8Array.from(atob(source.textContent), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }

  // The specifications of the charts, each in its place.
  async function unpackAll() {
    for (const source of sources) source.textContent = await unpacked(source);
  }

  async function drawAll() {
    await ready;
    for (const source of sources) await drawOrKeep(source);
    document.documentElement.dataset.charts = "drawn";
  }

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  const sources = document.querySelectorAll("script[data-figure]");
  const ready = unpackAll();
  window.plannerCharts = { keepWidth, ready, staged, tops, unpacked, views, watchTables };
  openTables();
  watchTables(document);
  drawAll();
})();
