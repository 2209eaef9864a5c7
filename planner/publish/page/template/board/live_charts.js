// Charts of what a reader tries out: each stands next to the published chart of the same name,
// which stays as it is. Both have the axis of the one that reaches higher, so that bars compare.
"use strict";
window.liveCharts = (() => {
  const { keepWidth, staged, tops, views, watchTables } = window.plannerCharts;
  const PAPER = { width: 460, height: 210 }; // px: as in format/theme.py
  const REST = 1000; // ms without a move, after which the pictures for paper are made
  const shown = new Map(); // by name
  let resting = 0;

  function element(tag, name, text = "") {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  // A figure next to the published one; none where the page does not have that chart.
  function placed(name, words) {
    const published = document.getElementById(`figure-${name}`);
    const source = document.querySelector(`script[data-figure="${CSS.escape(name)}"]`);
    if (!published || !source) return null;
    const figure = element("figure", "planner-figure planner-moved");
    const caption = document.createElement("figcaption");
    const title = document.createElement("h3");
    const finding = element("p", "finding");
    caption.append(title, element("p", "planner-moved-mark", words.yours), finding);
    const picture = element("div", "planner-chart");
    picture.setAttribute("role", "img");
    const still = element("span", "planner-still");
    const numbers = element("details", "planner-data");
    const summary = document.createElement("summary");
    numbers.append(summary);
    figure.append(caption, picture, numbers);
    const mark = element("p", "planner-as-published", words.published);
    published.querySelector("h3").after(mark);
    const pair = element("div", "planner-pair");
    published.replaceWith(pair);
    pair.append(published, figure);
    const { description, ...spec } = JSON.parse(source.textContent);
    const chart = { name, spec, published, mark, pair, title, finding, picture, still, numbers, summary };
    shown.set(name, chart);
    return chart;
  }

  // What is read: the picture is described, and its numbers stand below it.
  function say(chart, drawn) {
    chart.title.textContent = drawn.title;
    chart.finding.textContent = drawn.finding;
    chart.picture.setAttribute("aria-label", drawn.description);
    chart.summary.textContent = `The numbers behind your what-if: ${drawn.title}`;
    chart.numbers.replaceChildren(chart.summary, whatIf.parts.named(drawn.table_html));
    watchTables(chart.numbers);
  }

  // The shape for every part that can occur, with the legend and the colors of those that do.
  function withParts(shape, parts) {
    if (Array.isArray(shape)) return shape.map((inner) => withParts(inner, parts));
    if (!shape || typeof shape !== "object") return shape;
    const made = Object.fromEntries(Object.entries(shape).map(([key, inner]) => [key, withParts(inner, parts)]));
    if (shape.field !== "part" || !shape.scale) return made;
    const colors = new Map(shape.scale.domain.map((name, place) => [name, shape.scale.range[place]]));
    return { ...made, scale: { ...shape.scale, domain: parts, range: parts.map((name) => colors.get(name)) } };
  }

  // The highest number of some rows [thousands of dollars].
  function reach(datasets) {
    const numbers = Object.values(datasets).flat().flatMap((row) => Object.values(row)).filter(Number.isFinite);
    return Math.max(0, ...numbers);
  }

  // Lets the published chart reach as high as both; null lets it go by its own numbers again.
  function level(name, top) {
    if ((tops.get(name) ?? null) === top) return;
    if (top === null) tops.delete(name);
    else tops.set(name, top);
    views.get(name)?.signal("top", top).runAsync();
  }

  function specOf(chart, { drawn, shape }) {
    return { ...chart.spec, ...withParts(shape, drawn.parts), datasets: drawn.datasets };
  }

  async function draw(chart, now) {
    const drawing = await staged(specOf(chart, now), chart.picture);
    if (chart.gone) return drawing.finalize();
    chart.drawing?.finalize();
    chart.drawing?.stage.remove();
    chart.picture.prepend(drawing.stage);
    chart.drawing = drawing;
    keepWidth(chart.picture, drawing, () => {
      chart.next ||= chart.now;
      chart.now = null;
      work(chart).then(rest);
    });
  }

  // The picture for paper, in its one width, once the reader rests: nobody waits for it.
  async function putOnPaper(chart) {
    const { now } = chart;
    if (!now || chart.printed === now) return;
    const { stage, finalize } = await staged(specOf(chart, now), chart.picture, PAPER);
    finalize();
    if (chart.now !== now || chart.gone) return;
    chart.still.replaceChildren(stage.querySelector("svg"));
    chart.picture.append(chart.still);
    chart.printed = now;
  }

  function rest() {
    clearTimeout(resting);
    const waiting = [...shown.values()];
    const next = () => {
      const chart = waiting.shift();
      if (chart) putOnPaper(chart).catch((error) => console.warn(chart.name, error)).then(() => (resting = setTimeout(next, 0)));
    };
    resting = setTimeout(next, REST);
  }

  // Other numbers of the same parts. Room is made again only where the axis has other numbers.
  async function renew({ view }, name, datasets) {
    const axis = `${view.scale("y").domain()}`;
    for (const [dataset, rows] of Object.entries(datasets)) view.data(dataset, rows);
    await view.signal("top", tops.get(name)).runAsync();
    if (`${view.scale("y").domain()}` !== axis) await view.resize().runAsync();
  }

  async function update(chart) {
    while (chart.next && !chart.gone) {
      const [before, now] = [chart.now, chart.next];
      [chart.now, chart.next] = [now, null];
      level(chart.name, Math.max(reach(chart.spec.datasets), reach(now.drawn.datasets)));
      if (chart.printed !== now) chart.still.remove(); // paper gets what is on the screen until its own picture is made
      const same = before && chart.drawing && before.drawn.parts.join("\n") === now.drawn.parts.join("\n");
      if (same) await renew(chart.drawing, chart.name, now.drawn.datasets);
      else if (chart.picture.clientWidth) await draw(chart, now);
    }
  }

  // One after the other; of several that wait only the last is drawn.
  function work(chart) {
    const done = () => (chart.busy = null);
    chart.busy ||= update(chart).catch((error) => console.warn(chart.name, error)).finally(done);
    return chart.busy;
  }

  // Shows a chart of the what-if, or shows it again: `drawn` is Python's record Drawn as plain
  // objects, `shape` comes from charts/live_shapes.py, and `words` mark what is the reader's own and
  // what was published. The answer waits until it is drawn.
  async function show(name, drawn, shape, words) {
    const chart = shown.get(name) || placed(name, words);
    if (!chart) return;
    say(chart, drawn);
    chart.next = { drawn, shape };
    await work(chart);
    rest();
  }

  // Takes every chart of the what-if away; only what was published is left.
  function clear() {
    clearTimeout(resting);
    for (const chart of shown.values()) {
      chart.gone = true;
      chart.drawing?.finalize();
      chart.mark.remove();
      chart.pair.replaceWith(chart.published);
      level(chart.name, null);
    }
    shown.clear();
  }

  return { clear, show };
})();
