// Draws a chart and, when only its numbers change, hands the new numbers to the drawing.
async function library() {
  for (let tries = 0; tries < 200; tries += 1) {
    if (globalThis.plannerVega) return globalThis.plannerVega;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The drawing library did not arrive: run the notebook again from the top.");
}

export default {
  async render({ model, el }) {
    const title = document.createElement("h3");
    const finding = document.createElement("p");
    const stage = document.createElement("div");
    stage.setAttribute("role", "img");
    el.classList.add("planner-desk-figure");
    el.append(title, finding, stage);
    let view = null;
    let queue = Promise.resolve();

    function words() {
      title.textContent = model.get("title");
      finding.textContent = model.get("finding");
      stage.setAttribute("aria-label", model.get("description"));
    }
    async function draw() {
      words();
      const embed = await library();
      const spec = { ...model.get("shape"), datasets: model.get("datasets") };
      view?.finalize();
      const made = await embed(stage, spec, { actions: false, renderer: "svg" });
      view = made.view;
      el.dataset.drawn = String(Number(el.dataset.drawn ?? 0) + 1);
    }
    async function follow() {
      words();
      if (!view) return;
      for (const [name, rows] of Object.entries(model.get("datasets"))) view.data(name, rows);
      await view.runAsync();
      el.dataset.drawn = String(Number(el.dataset.drawn ?? 0) + 1);
    }
    // One after the other: a fast slider must not draw into a chart that is being replaced.
    const next = (step) => () => (queue = queue.then(step).catch((error) => console.error(error)));
    let reshaped = false;
    model.on("change:shape", () => {
      reshaped = true;
      next(draw)();
    });
    model.on("change:datasets", () => {
      // A new shape comes with its own data in the same message: draw once.
      queueMicrotask(() => {
        if (!reshaped) next(follow)();
        reshaped = false;
      });
    });
    await next(draw)();
    return () => view?.finalize();
  },
};
