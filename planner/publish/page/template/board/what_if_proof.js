// The proof that the page calculates as the planner does: what was published, calculated again here.
"use strict";
whatIf.proof = (() => {
  // A browser as people call it.
  function browser() {
    const names = [["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Version", "Safari"]];
    for (const [sign, name] of names) {
      const found = navigator.userAgent.match(new RegExp(`${sign}/(\\d+)`));
      if (found) return `${name} ${found[1]}`;
    }
    return "this browser";
  }

  // Calculates everything that was published again, scenario by scenario, `later` each, and says in
  // `place` how much of it agrees.
  function calculateAgain(page, place, later) {
    const waiting = [...page.data.scenarios];
    const begun = performance.now();
    let [amounts, differing] = [0, 0];
    place.textContent = "Calculating ...";
    function next() {
      const scenario = waiting.shift();
      if (!scenario) {
        const seconds = ((performance.now() - begun) / 1000).toFixed(1);
        place.textContent = planner.checked(amounts, differing, browser(), seconds);
        return;
      }
      amounts += scenario.published.length;
      differing += planner.differing(scenario.published, planner.published_amounts(whatIf.twin.scenario(page, scenario).main));
      later(next);
    }
    later(next);
  }

  return { calculateAgain };
})();
