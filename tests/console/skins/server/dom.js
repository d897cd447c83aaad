// Drawing, as a template of the server would.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on") || typeof value === "boolean") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export const link = (screen) => `/ui/?skin=server&screen=${screen}`;
export const yes = (on) => (on ? "Yes" : "No");

export function screen(title, ...parts) {
  document.title = `${title} | Personalization`;
  document.getElementById("content").replaceChildren(element("h1", {}, title), ...parts);
}

export function table(heads, rows, open) {
  const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
  const body = rows.map(({ cells, key }) => element("tr", open ? { ondblclick: () => open(key) } : {},
    ...cells.map((text) => element("td", {}, String(text)))));
  return element("table", { class: "results", cellspacing: "0" }, element("thead", {}, head), element("tbody", {}, ...body));
}

export function tools(label, screenName) {
  const go = () => location.assign(link(screenName));
  return element("p", { class: "object-tools" }, element("input", { type: "button", value: label, onclick: go }));
}

export function textRow(label, control, help) {
  return element("div", { class: "row" }, element("label", { for: control.id }, `${label}:`), control,
    ...(help ? [element("div", { class: "help" }, help)] : []));
}

/** A box before its label, as Django's `vCheckboxLabel`. */
export function boxRow(name, label, on, value = "on") {
  const id = `id_${name}_${label.replace(/\W/g, "")}`;
  return element("div", { class: "row" }, element("input", { type: "checkbox", id, name, value, checked: on }), " ",
    element("label", { for: id, style: "float: none; font-weight: normal" }, label));
}

export function submitRow(back) {
  return element("div", { class: "submit-row" },
    element("input", { type: "submit", value: "OK" }), " ",
    element("input", { type: "reset", value: "Clear" }), " ",
    element("input", { type: "button", value: "Cancel", onclick: () => location.assign(link(back)) }));
}
