// Building old-fashioned markup without parsing any text as such.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made[`on${key}`] = value;
    else if (value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export const button = (value, click, type = "button") => element("input", { type, value, click });

const row = (cell, cells) => element("tr", {}, ...cells.map((content) => element(cell, {}, content)));

/** A list; `open` is called with the key of a row that is double-clicked. */
export function list(columns, open) {
  const body = element("tbody");
  const table = element("table", { class: "list", cellspacing: "0" }, element("thead", {}, row("th", columns)), body);
  const tr = ({ key, cells }) => {
    const made = row("td", cells.map(String));
    if (open) made.ondblclick = () => open(key);
    return made;
  };
  return {
    table,
    fill: (rows) => body.replaceChildren(...rows.map(tr)),
    prepend: (rows) => {
      body.prepend(...rows.map(tr));
      while (body.rows.length > 40) body.deleteRow(-1);
    },
  };
}

/** A form of captions and fields; submitting it in any way calls `save` with the form. */
export function form(lines, save, clear, cancel) {
  const rows = lines.map(([caption, ...fields]) =>
    element("tr", {}, element("th", { scope: "row" }, caption && `${caption}:`), element("td", {}, ...fields)));
  const buttons = [button("OK", null, "submit"), button("Clear", clear), button("Cancel", cancel)];
  const table = element("table", { class: "form", cellspacing: "0" }, element("tbody", {},
    ...rows, element("tr", {}, element("th"), element("td", { class: "buttons" }, ...buttons))));
  const made = element("form", { autocomplete: "off" }, table);
  made.onsubmit = (event) => {
    event.preventDefault();
    if (buttons[0].disabled) return;
    buttons[0].disabled = true;
    save(made);
  };
  return made;
}

/** A line of the form with a box before its words. */
export const box = (name, words, checked) =>
  element("div", {}, element("label", {}, element("input", { type: "checkbox", name, checked }), ` ${words}`));

export const field = (name, value) => element("input", { type: "text", name, value, size: "50" });

export const yes = (is) => (is ? "Yes" : "No");

export function screen(title, ...content) {
  document.body.replaceChildren(element("h1", {}, title), ...content);
}
