// Tells Python what somebody did, one thing after the other.

/** Events wait here until Python has answered; a control that moves again replaces its event. */
class Events {
  constructor(send) {
    this.send = send;
    this.waiting = [];
    this.underway = false;
  }

  add(event, control) {
    const last = this.waiting.at(-1);
    if (control && last?.control === control) this.waiting.pop();
    this.waiting.push({ event, control });
    this.next();
  }

  next() {
    if (this.underway || !this.waiting.length) return;
    this.underway = true;
    this.send(this.waiting.shift().event);
  }

  done() {
    this.underway = false;
    this.next();
  }
}

/** What a control carries besides its value. */
function fieldsOf(control) {
  const { do: _do, live: _live, lmSuppressShortcuts: _ours, ...fields } = control.dataset;
  return fields;
}

const valueOf = (input) =>
  input.type === "checkbox" ? (input.checked ? "yes" : "") : (input.value ?? "");

/** Listen to everything on the sheet. */
function listen(root, events) {
  const isInput = (control) => ["INPUT", "SELECT", "TEXTAREA"].includes(control?.nodeName);

  function tell(control, moving = false) {
    const value = valueOf(control);
    if (isInput(control)) {
      if (control.type !== "checkbox" && control.type !== "radio" && value === control.told) return;
      control.told = value;
    }
    events.add(
      { do: control.dataset.do, value, fields: fieldsOf(control) },
      moving ? control.id : null,
    );
  }

  root.addEventListener("click", (event) => {
    const control = event.target.closest("[data-do]");
    if (!control || isInput(control) || control.nodeName === "FORM" || control.disabled) return;
    event.preventDefault();
    tell(control);
  });
  root.addEventListener("change", (event) => {
    if (event.target.dataset.do) tell(event.target);
  });
  root.addEventListener("input", (event) => {
    if (event.target.dataset.do && "live" in event.target.dataset) tell(event.target, true);
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const typed = Object.fromEntries([...new FormData(form)].map(([k, v]) => [k, String(v)]));
    events.add({ do: form.dataset.do, value: "", fields: { ...fieldsOf(form), ...typed } });
  });
  root.addEventListener("paste", (event) => {
    const around = event.target.closest("[data-paste]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!around || !isInput(event.target) || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    events.add({ do: around.dataset.paste, value: text, fields: fieldsOf(event.target) });
  });
  // Enter ends typing, and sends a form off.
  root.addEventListener("keydown", (event) => {
    const input = event.target;
    const typed = input.nodeName === "INPUT" && ["text", "search"].includes(input.type);
    if (event.key !== "Enter" || !typed || event.isComposing) return;
    if (input.dataset.do) tell(input);
    const form = input.closest("form[data-do]");
    if (!form || input.dataset.do) return;
    // In JupyterLab Enter does not send a form off by itself.
    event.preventDefault();
    form.requestSubmit();
  });
}
