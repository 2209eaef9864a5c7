// Keeps a page as it is between the press of a button or finger and its release: a click that begins on
// a box and ends next to it, because the page moved meanwhile, would be none.
"use strict";
const press = (() => {
  const LONGEST = 1000; // ms: a release that nobody heard does not hold the page any longer
  const TAP = 100; // ms: a finger's click comes after its release
  const waiting = [];
  let free = 0; // when the page may move again
  let asked = 0; // the timer that goes on with what waits

  // A slider is followed while it is dragged; a list that opens keeps its release to itself.
  const moves = ({ target }) => target.closest?.("input[type=range], select");
  const hear = (kind, heed) => window.addEventListener(kind, heed, { capture: true, passive: true });
  hear("pointerdown", (event) => holdUntil(moves(event) ? 0 : performance.now() + LONGEST));
  for (const kind of ["pointerup", "pointercancel"]) {
    hear(kind, ({ pointerType }) => {
      const click = pointerType === "mouse" ? 0 : TAP; // a mouse's comes before any timer
      holdUntil(Math.min(free, performance.now() + click));
    });
  }

  function holdUntil(when) {
    free = when;
    if (waiting.length) goOn();
  }

  function goOn() {
    clearTimeout(asked);
    asked = setTimeout(next, free - performance.now());
  }

  function next() {
    if (free > performance.now()) return goOn();
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
