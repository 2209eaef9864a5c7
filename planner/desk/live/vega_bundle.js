// Puts the drawing library into the page, once for all charts.
export default {
  initialize({ model }) {
    if (globalThis.plannerVega) return;
    const script = document.createElement("script");
    script.textContent = model.get("script");
    document.head.append(script);
    globalThis.plannerVega = globalThis.vegaEmbed;
  },
};
