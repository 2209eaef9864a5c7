// Runs the script that draws the charts: it is in the page, packed to a third of its size.
// In a browser that cannot unpack it (before 2023) the static pictures stay.
"use strict";
(async () => {
  const packed = atob(document.getElementById("planner-packed").textContent);
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(unpacked).text();
  document.body.append(script); // the page's policy names it by its hash
})().catch((error) => console.warn("The charts stay pictures:", error));
