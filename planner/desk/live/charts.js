// Draws a chart and, when only its numbers change, hands the new numbers to the drawing.

async function library() {
  for (let tries = 0; tries < 400; tries += 1) {
    if (globalThis.plannerVega) return globalThis.plannerVega;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("The drawing library did not arrive: open the desk again.");
}

/** One chart: title, finding, drawing and, folded, its numbers. */
class Chart {
  constructor(figure) {
    this.figure = figure;
    this.shape = null;
    this.view = null;
    this.queue = Promise.resolve();
    figure.classList.add("planner-desk-figure");
    figure.innerHTML =
      '<figcaption><h3></h3><p class="finding"></p></figcaption><div role="img"></div>' +
      "<details><summary></summary><div></div></details>";
    [this.title, this.finding] = figure.querySelectorAll("h3, .finding");
    this.stage = figure.querySelector("[role=img]");
    [this.summary, this.table] = figure.querySelectorAll("summary, details > div");
  }

  /** Show new words and numbers, one drawing after the other. */
  show(sent) {
    this.title.textContent = sent.title;
    this.finding.textContent = sent.finding;
    this.stage.setAttribute("aria-label", sent.description);
    this.summary.textContent = `The numbers behind: ${sent.title}`;
    this.table.innerHTML = sent.table;
    const step = () => (sent.shape ? this.draw(sent) : this.follow(sent.datasets));
    this.queue = this.queue.then(step).catch((error) => console.error(error));
  }

  async draw(sent) {
    const embed = await library();
    this.view?.finalize();
    const made = await embed(
      this.stage,
      { ...sent.shape, datasets: sent.datasets },
      { actions: false, renderer: "svg" },
    );
    this.view = made.view;
    this.count();
  }

  async follow(datasets) {
    if (!this.view) return;
    for (const [name, rows] of Object.entries(datasets)) this.view.data(name, rows);
    await this.view.runAsync();
    this.count();
  }

  /** Tests and measurements read how often a chart was drawn. */
  count() {
    this.figure.dataset.drawn = String(Number(this.figure.dataset.drawn ?? 0) + 1);
  }

  end() {
    this.view?.finalize();
  }
}
