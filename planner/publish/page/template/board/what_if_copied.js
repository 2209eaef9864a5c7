// What was moved, to be taken along: rows of the table of scenarios for `planner scenario add`,
// and what is printed at the top of every sheet.
"use strict";
whatIf.copied = (() => {
  const LONGEST = 260; // letters at the top of a sheet; the first sheet has all of it

  // A cell as Python's csv reads it.
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  // Rows of what is moved, or null where no row can say it.
  function rowsOf(page, state) {
    const { data } = page;
    const parts = [whatIf.state.startOf(page, state), ...whatIf.state.takenOf(page, state.options)];
    if (parts.some((part) => part.rows === null)) return null;
    const moved = [...state.levers].map(([id, typed]) => {
      const lever = whatIf.state.leverIn(page, state, id);
      const { table, row, field, how } = lever.change;
      const value = whatIf.state.read(lever, typed).cell;
      return { name: data.copied.name, table, changes: row, field, how, value, source: data.copied.source };
    });
    return [...parts.flatMap((part) => part.rows), ...moved];
  }

  function titleOf(state) {
    const count = (number, one) => (number ? [`${number} ${one}${number === 1 ? "" : "s"}`] : []);
    const said = [...count(state.levers.size, "lever"), ...count(state.options.length, "option")];
    return `What if${said.length ? `: ${said.join(" and ")}` : ""}`;
  }

  // The text that `planner scenario add PLAN` takes; nothing where no row can say it.
  function text(page, state) {
    const rows = rowsOf(page, state);
    if (!rows) return "";
    const { version, fingerprint, name, copied } = page.data;
    const titled = rows.map((row, place) => (place ? row : { ...row, title: titleOf(state) }));
    const lines = titled.map((row) => copied.columns.map((column) => cell(row[column] || "")).join(","));
    const head = `# planner what-if, version ${version}, fingerprint ${fingerprint}, plan ${name.replace(/\s+/g, " ")}`;
    return `${[head, copied.columns.join(","), ...lines].join("\n")}\n`;
  }

  // Puts a text where the reader can paste it from; where that is refused, shows it to be taken.
  async function put(text_, shown, done) {
    try {
      await navigator.clipboard.writeText(text_);
      shown.textContent = done;
    } catch {
      const label = document.createElement("label");
      const area = document.createElement("textarea");
      area.readOnly = true;
      area.rows = 6;
      area.value = text_;
      label.append("This browser does not let the page copy: select the text and copy it. ", area);
      shown.replaceChildren(label);
      area.focus();
      area.select();
    }
  }

  // What stands at the top of every sheet; a style sheet's text ends at a quotation mark.
  function onSheets(yours, words) {
    let style = document.getElementById("what-if-sheets");
    if (!words) return style?.remove();
    if (!style) {
      style = document.createElement("style");
      style.id = "what-if-sheets";
      document.head.append(style);
    }
    const short = words.length > LONGEST ? `${words.slice(0, LONGEST)} ... (all of it on the first sheet)` : words;
    const quoted = short.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ");
    style.textContent = `@page { margin-top: 19mm; @top-left { content: "${yours}. ${quoted}"; width: 100%; color: #7d5200; font: 8pt/1.25 sans-serif; text-align: left; white-space: normal; } }`;
  }

  return { onSheets, put, text };
})();
