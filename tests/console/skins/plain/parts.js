// What all screens are made of: blocks, texts and line breaks.

export function div(cls, ...children) {
  const made = document.createElement("div");
  made.className = cls;
  made.append(...children);
  return made;
}

export const br = () => document.createElement("br");

/** Something to press. */
export function button(text, press, cls = "") {
  const made = div(`button ${cls}`, text);
  made.tabIndex = 0;
  made.addEventListener("click", press);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  });
  return made;
}

export const buttons = (...all) => div("buttons", ...all);

/** The text first, then its box, then a break: all in whatever they are put into. */
export function box(model, key, text) {
  const input = document.createElement("input");
  input.type = "checkbox";
  input.checked = model[key];
  input.addEventListener("change", () => (model[key] = input.checked));
  return [`${text} `, input, br()];
}

function typed(input, model, key) {
  input.name = key;
  input.value = model[key];
  input.addEventListener("input", () => (model[key] = input.value));
  return input;
}

/** A caption, and the field in the next line. */
export function line(model, key, text, placeholder = "") {
  const input = typed(document.createElement("input"), model, key);
  input.placeholder = placeholder;
  return [`${text}:`, br(), input, br()];
}

export function lines(model, key, text) {
  const area = typed(document.createElement("textarea"), model, key);
  area.rows = 3;
  return [`${text}:`, br(), area, br()];
}

export function choices(model, key, text, all) {
  const select = typed(document.createElement("select"), model, key);
  select.append(...all.map((name) => new Option(name)));
  select.value = model[key];
  return [`${text}:`, br(), select, br()];
}

/** Rows of texts under a row of captions. */
export function list(captions, open) {
  const rows = div("rows");
  const row = (record, cells) => {
    const made = div("row", ...cells.map((cell) => div("cell", String(cell))));
    if (open) made.addEventListener("dblclick", () => open(record));
    return made;
  };
  return {
    block: div("list", div("captions", ...captions.map((caption) => div("cell", caption))), rows),
    set: (records, cells) => rows.replaceChildren(...records.map((record) => row(record, cells(record)))),
    add(record, cells) {
      rows.prepend(row(record, cells));
      while (rows.children.length > 40) rows.lastChild.remove();
    },
  };
}

export const yes = (is) => (is ? "Yes" : "No");
