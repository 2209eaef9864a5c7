// Runs the script that draws the charts: it is in the page, packed to a third of its size.
// In a browser that cannot unpack it (before 2023) the static pictures stay.
"use strict";
(async () => {
  // Five letters from "!" on for four bytes, as in format/packed_text.py; what is missing is "u".
  const letters = document.getElementById("planner-packed").textContent.replaceAll("v", "<");
  const bytes = new Uint8Array(Math.floor((letters.length * 4) / 5));
  for (let from = 0, to = 0; from < letters.length; from += 5) {
    let four = 0;
    for (let at = from; at < from + 5; at++) four = four * 85 + (letters.charCodeAt(at) || 117) - 33;
    for (let shift = 24; shift >= 0; shift -= 8) bytes[to++] = four >>> shift;
  }
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(unpacked).text();
  document.body.append(script); // the page's policy names it by its hash
})().catch((error) => console.warn("The charts stay pictures:", error));
