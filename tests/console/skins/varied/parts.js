// One kind of box, of button and of field, as the lot fell.

import { element, wrapped } from "./place.js";
import { variant } from "./variant.js";

let names = 0;
export const id = () => `v${(names += 1)}`;

const isPress = (event) => event.key === "Enter" || event.key === " ";
const keys = (act) => (event) => {
  if (!isPress(event)) return;
  event.preventDefault();
  act();
};

export function button(text, click, cls = "button") {
  const own = { class: cls, click };
  switch (variant.button) {
    case "input": return element("input", { ...own, type: "button", value: text });
    case "link": return element("a", { ...own, href: "#", role: "button", click: (event) => {
      event.preventDefault();
      click();
    } }, text);
    case "role": return element("div", { ...own, role: "button", tabindex: "0", keydown: keys(click) }, text);
    case "plain": return element("div", { ...own, tabindex: "0", keydown: keys(click) }, text.toUpperCase());
    case "nested": return element("button", { ...own, type: "button" }, element("span", {}, element("span", {}, text)));
    default: return element("button", { ...own, type: "button" }, text);
  }
}

function native(model, key, more = {}) {
  const made = element("input", { type: "checkbox", ...more, change: () => (model[key] = made.checked) });
  made.checked = model[key];
  return made;
}

function drawn(model, key, attributes, ...children) {
  const tag = attributes.role === "switch" ? "button" : "span";
  const turn = () => {
    model[key] = !model[key];
    made.setAttribute("aria-checked", String(model[key]));
  };
  const made = element(tag, { tabindex: "0", "aria-checked": String(model[key]), ...attributes, click: turn,
    keydown: tag === "span" && keys(turn), type: tag === "button" && "button" }, ...children);
  return made;
}

function oneBox(model, key, text) {
  const own = id();
  switch (variant.box) {
    case "around": return element("label", { class: "box" }, native(model, key), ` ${text}`);
    case "cell": return element("table", { class: "box" }, element("tbody", {}, element("tr", {},
      element("td", {}, native(model, key)), element("td", {}, text))));
    case "drawn": return element("div", { class: "box" },
      drawn(model, key, { role: "checkbox", class: "drawn", "aria-labelledby": own }), element("span", { id: own }, text));
    case "switch": return element("div", { class: "box" },
      drawn(model, key, { role: "switch", class: "switch", "aria-label": text }), element("span", {}, text));
    case "named by content": return element("div", { class: "box" },
      drawn(model, key, { role: "checkbox", class: "line" }, element("i", { class: "drawn" }), element("span", {}, text)));
    case "masked": return element("label", { class: "box masked" }, native(model, key), element("i", { class: "drawn" }),
      element("span", {}, text));
    default: return element("div", { class: "box" }, native(model, key, { id: own }), element("label", { for: own }, text));
  }
}

export const box = (model, key, text) => wrapped(oneBox(model, key, text));

export function field(model, key, text, tag = "input", placeholder = undefined) {
  const own = id();
  const made = element(tag, { id: own, placeholder, input: () => (model[key] = made.value) });
  made.value = model[key];
  return element("div", { class: "field" }, element("label", { for: own }, text), made);
}

export function choices(model, key, text, all) {
  const own = id();
  const made = element("select", { id: own, change: () => (model[key] = made.value) },
    all.map((name) => element("option", {}, name)));
  made.value = model[key];
  return element("div", { class: "field" }, element("label", { for: own }, text), made);
}

export function table(captions, rows, open) {
  const row = ({ record, cells }) => element("tr", { dblclick: open && (() => open(record)) },
    cells.map((cell) => element("td", {}, String(cell))));
  return element("table", { class: "grid" },
    element("thead", {}, element("tr", {}, captions.map((caption) => element("th", {}, caption)))),
    element("tbody", {}, rows.map(row)));
}

export const head = (title, ...more) => element("header", {}, element("h1", {}, title), ...more);

export const buttons = (...all) => element("div", { class: "buttons" }, ...all);

export const yes = (is) => (is ? "Yes" : "No");
