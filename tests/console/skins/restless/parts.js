// What the screens are made of.

import { changed, h, id } from "./draw.js";

export const button = (key, text, press, cls = "") => h("button", { key, press, type: "button", class: cls }, text);

export function box(model, key, text) {
  const label = id();
  const press = () => (model[key] = !model[key]);
  return h("div", { class: "check", key: `box ${key}`, press },
    h("span", { role: "checkbox", tabindex: "0", "aria-checked": String(Boolean(model[key])), "aria-labelledby": label },
      model[key] ? "✓" : ""),
    h("span", { id: label }, text));
}

export function field(model, key, text, tag = "input") {
  const own = id();
  return h("div", { class: "field" }, h("label", { for: own }, text),
    h(tag, { id: own, key: `field ${key}`, text: model[key], input: (value) => (model[key] = value) }));
}

/** One of several; a list that opens by itself would not stay open. */
export function choices(model, key, text, all) {
  const label = id();
  const choice = (name) => h("span", { role: "radio", tabindex: "0", "aria-checked": String(name === model[key]),
    key: `${key} ${name}`, press: () => (model[key] = name) }, name);
  return h("div", { class: "field" }, h("span", { id: label, class: "label" }, text),
    h("div", { class: "choices", role: "radiogroup", "aria-labelledby": label }, all.map(choice)));
}

/** Chips in a field that opens a list; `open` of the model says whether it is open. */
export function picker(model, key, text, placeholder, all) {
  const label = id();
  const chosen = model[key];
  const take = (name) => () => {
    model[key] = [...chosen, name];
    model.open = false;
  };
  const chips = chosen.map((name) => h("span", { class: "chip" }, name,
    h("button", { type: "button", key: `remove ${name}`, "aria-label": `Remove ${name}`, press: () => {
      model[key] = chosen.filter((other) => other !== name);
    } }, "×")));
  const left = all.filter((name) => !chosen.includes(name));
  return h("div", { class: "field" }, h("span", { id: label, class: "label" }, text),
    h("div", { class: "picker" }, chips,
      h("div", { class: "open", key: `open ${key}`, role: "combobox", tabindex: "0", "aria-labelledby": label,
        "aria-expanded": String(Boolean(model.open)), press: () => (model.open = !model.open) },
      chosen.length ? "" : h("span", { class: "nothing" }, placeholder))),
    model.open && h("div", { class: "list", role: "listbox", "aria-labelledby": label },
      left.map((name) => h("div", { role: "option", "aria-selected": "false", key: `take ${name}`, press: take(name) }, name))));
}

/** OK, Clear and Cancel. */
export const actions = (save, clear, cancel) => h("div", { class: "buttons" },
  button("ok", "OK", save, "main"), button("clear", "Clear", clear), button("cancel", "Cancel", cancel));

export function table(captions, rows, open) {
  const row = ({ key, cells, record }) => h("tr", { key: open && `row ${key}`, twice: open && (() => open(record)) },
    cells.map((cell) => h("td", {}, String(cell))));
  return h("table", {}, h("thead", {}, h("tr", {}, captions.map((caption) => h("th", { scope: "col" }, caption)))),
    h("tbody", {}, rows.map(row)));
}

export const head = (title, ...more) => h("header", {}, h("h1", {}, title), ...more);

export const yes = (is) => (is ? "Yes" : "No");

/** Keeps what the server answers where the screen finds it. */
export const keep = (model, key, answer) => answer.then((value) => {
  model[key] = value;
  changed();
});
