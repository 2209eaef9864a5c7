// Lets Vega take over the static pictures of a board page, and opens the tables for print.
// Where this script does not run, every static picture and every table is still there.
"use strict";
(() => {
  const COMPOSED = ["concat", "hconcat", "vconcat", "facet", "repeat"];
  const NARROW = 520; // px: a legend next to the chart would leave no room for the chart

  // A chart of one view is drawn as wide as its column; others keep the width they came with.
  function resizable(spec) {
    const facets = spec.encoding || {};
    const composed = COMPOSED.some((key) => key in spec) || facets.row || facets.column || facets.facet;
    return !composed && typeof spec.width !== "object";
  }

  function fitted(spec, picture) {
    const width = picture.clientWidth;
    const font = getComputedStyle(picture).fontFamily; // Vega measures its labels by it
    const config = { ...spec.config, aria: false, font };
    if (!resizable(spec)) return { ...spec, config };
    if (width < NARROW) {
      config.legend = { ...config.legend, orient: "bottom", direction: "vertical", columns: 1 };
      config.axis = { ...config.axis, labelOverlap: true, labelSeparation: 6 };
    }
    return { ...spec, width, autosize: { type: "fit-x", contains: "padding" }, config };
  }

  async function draw(source) {
    const name = CSS.escape(source.dataset.figure);
    const picture = document.querySelector(`.planner-chart[data-figure="${name}"]`);
    if (!picture || !picture.clientWidth) return;
    const spec = JSON.parse(source.textContent);
    const stage = document.createElement("div");
    stage.setAttribute("aria-hidden", "true"); // the picture around it has the description
    const { view } = await window.vegaEmbed(stage, fitted(spec, picture), {
      actions: false,
      ast: true, // Vega's interpreter: the page's policy forbids making code from text
      defaultStyle: false,
      mode: "vega-lite",
      renderer: "svg",
      tooltip: { disableDefaultStyle: true },
    });
    // Only now, when nothing can fail any more. Controls must not be inside a picture.
    const controls = stage.querySelector(".vega-bindings");
    picture.replaceChildren(stage);
    if (controls) picture.after(controls);
    if (resizable(spec)) follow(picture, view);
  }

  function follow(picture, view) {
    let drawn = picture.clientWidth;
    new ResizeObserver(() => {
      const width = picture.clientWidth;
      if (!width || Math.abs(width - drawn) < 2) return;
      drawn = width;
      view.width(width).runAsync();
    }).observe(picture);
  }

  async function drawAll() {
    for (const source of document.querySelectorAll("script[data-figure]")) {
      // A chart that fails keeps its static picture and does not stop the next.
      await draw(source).catch((error) => console.warn(source.dataset.figure, error));
    }
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

  drawAll();
})();
