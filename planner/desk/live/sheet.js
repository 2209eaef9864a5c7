// The sheet: regions come from Python, what somebody does goes back.

/** Regions and figures within an element, by name. */
function named(element, kind, name) {
  return element.querySelector(`[data-${kind}="${CSS.escape(name)}"]`);
}

/** In JupyterLab the sheet fills the window, so that the answer on top stays in sight. */
function fitWindow(el) {
  const watch = new ResizeObserver(() => {
    const scroller = el.closest(".jp-WindowedPanel-outer");
    if (!scroller) return;
    watch.observe(scroller);
    const above = el.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const height = scroller.clientHeight - Math.max(0, above + scroller.scrollTop);
    el.classList.toggle("planner-desk-fits", height > 480);
    el.style.setProperty("--planner-desk-height", `${Math.floor(height)}px`);
  });
  watch.observe(el); // which tells also when the sheet comes into the page
  return () => watch.disconnect();
}

export default {
  render({ model, el }) {
    el.classList.add("planner-sheet", "planner-desk", "mathjax_ignore", "tex2jax_ignore");
    // What has the keyboard keeps it: JupyterLab takes arrows and letters for its shortcuts, one of
    // which deletes a cell, unless the element itself says otherwise.
    el.addEventListener("focusin", (event) => {
      event.target.dataset.lmSuppressShortcuts = "true";
    });
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    said.className = "planner-desk-said";
    const stage = document.createElement("div");
    stage.dataset.region = "sheet";
    stage.className = "planner-desk-stage";
    el.append(said, stage);

    const charts = new Map();
    const events = new Events((event) => model.send(event));
    behind = () => events.waiting.length > 0;
    listenInGrids(stage);
    listen(stage, events);

    function draw(name, sent) {
      const figure = named(el, "figure", name);
      if (!figure) return;
      let chart = charts.get(name);
      if (chart?.figure !== figure) {
        chart?.end();
        chart = new Chart(figure);
        charts.set(name, chart);
      }
      chart.show(sent);
    }
    function show(regions) {
      for (const [name, sent] of Object.entries(regions)) {
        const region = typeof sent === "string" ? named(el, "region", name) : null;
        if (region) patch(region, sent);
        else if (typeof sent !== "string") draw(name, sent);
      }
      for (const [name, chart] of charts) {
        if (el.contains(chart.figure)) continue;
        chart.end();
        charts.delete(name);
      }
    }
    const heed = (message) => {
      if (message.regions) show(message.regions);
      if (message.say) said.textContent = message.say;
      if (message.focus) {
        const control = document.getElementById(message.focus);
        control?.focus();
        control?.scrollIntoView({ block: "nearest", inline: "nearest" });
        if (control?.select) control.select();
      }
      if (message.go) window.location.assign(message.go);
      if (message.done) events.done();
    };
    const inTurn = (message) => press.released(() => heed(message));
    model.on("msg:custom", inTurn);
    model.send({ ask: "everything" });
    const unfit = fitWindow(el);
    return () => {
      unfit();
      model.off("msg:custom", inTurn);
      for (const chart of charts.values()) chart.end();
    };
  },
};
