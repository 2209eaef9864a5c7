// Patches what a region shows: what is the same stays, with its keyboard, caret and scroll.

/** What makes a node itself from one time to the next. */
function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  return node.id || node.dataset.region || node.dataset.figure || null;
}

/** Whether a node has content of its own, which comes by its own name. */
const isRegion = (node) => "region" in node.dataset || "figure" in node.dataset;

/** Whether somebody is ahead of Python with an input: what it shows then is out of date. */
let behind = () => false;
const isTyping = (input) =>
  input === document.activeElement && (input.value !== input.told || behind());

function patchAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (name === "data-lm-suppress-shortcuts") continue;
    // A part that somebody unfolded stays unfolded.
    if (name === "open" && old.nodeName === "DETAILS") continue;
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (name === "open" && old.nodeName === "DETAILS") continue;
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/** An input shows what Python says, unless somebody is typing into it. */
function patchValue(old, fresh, chosen) {
  if (old.type === "checkbox" || old.type === "radio") {
    old.checked = fresh.hasAttribute("checked");
  } else if (!isTyping(old)) {
    const value = old.nodeName === "INPUT" ? (fresh.getAttribute("value") ?? "") : chosen;
    if (old.value !== value) old.value = value;
    old.told = old.value;
  }
}

function patchNode(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  patchAttributes(old, fresh);
  if (isRegion(fresh)) return;
  const chosen = fresh.value; // before new options move over
  patchChildren(old, fresh);
  if (["INPUT", "SELECT", "TEXTAREA"].includes(old.nodeName)) patchValue(old, fresh, chosen);
}

function patchChildren(old, fresh) {
  const keyed = new Map();
  for (const child of old.childNodes) if (keyOf(child)) keyed.set(keyOf(child), child);
  let place = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const key = keyOf(next);
    let match = key ? keyed.get(key) : null;
    if (match && match.nodeName !== next.nodeName) match = null;
    if (!key && place && !keyOf(place) && place.nodeName === next.nodeName) match = place;
    if (!match) {
      old.insertBefore(next, place);
    } else {
      if (match === place) place = place.nextSibling;
      else old.insertBefore(match, place);
      patchNode(match, next);
    }
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

/** Put HTML into an element, and keep the keyboard where it is. */
function patch(element, html) {
  const active = document.activeElement;
  const held = element.contains(active) ? active.id : "";
  const template = document.createElement("template");
  template.innerHTML = html;
  patchChildren(element, template.content);
  // A node that was moved loses the keyboard.
  if (held && document.activeElement !== active) document.getElementById(held)?.focus();
  for (const input of element.querySelectorAll("input, select, textarea")) {
    if (input.told === undefined) input.told = input.value;
  }
}
