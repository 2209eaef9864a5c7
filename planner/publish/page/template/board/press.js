// Keeps a page as it is between the press of a button or finger and its release: a click that begins on
// a box and ends next to it, because the page moved meanwhile, would be none.
"use strict";
const press = (() => {
  const LONGEST = 1000; // ms: a release that nobody heard does not hold the page any longer
  const TAP = 100; // ms: a finger's click comes after its release
  const waiting = [];
  let free = 0; // when the page may move again

  // A slider is followed while it is dragged; a list that opens keeps its release to itself.
  const moves = ({ target }) => target.closest?.("input[type=range], select");
  const hear = (kind, heed) => window.addEventListener(kind, heed, { capture: true, passive: true });
  hear("pointerdown", (event) => (free = moves(event) ? 0 : performance.now() + LONGEST));
  for (const kind of ["pointerup", "pointercancel"]) {
    hear(kind, ({ pointerType }) => (free = Math.min(free, performance.now() + (pointerType === "mouse" ? 0 : TAP))));
  }

  function next() {
    const wait = free - performance.now();
    if (wait > 0) return void setTimeout(next, Math.min(wait, TAP));
    try {
      waiting.shift()();
    } finally {
      if (waiting.length) next();
    }
  }

  // Does some work as soon as nothing is pressed, one after the other.
  function released(work) {
    waiting.push(work);
    if (waiting.length === 1) next();
  }

  return { released };
})();
