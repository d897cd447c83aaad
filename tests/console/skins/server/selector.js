// Two lists, and buttons that move what is highlighted from one to the other.

import { element } from "./dom.js";

export function selector(name, all, chosen) {
  const list = (id, names) => element("select", { id, multiple: true, size: 8 }, ...names.map((one) => element("option", { value: one }, one)));
  const from = list(`id_${name}_from`, all.filter((one) => !chosen.includes(one)));
  const to = list(`id_${name}_to`, all.filter((one) => chosen.includes(one)));
  to.name = name;
  const move = (source, target) => {
    target.append(...source.selectedOptions);
    for (const option of target.options) option.selected = false;
  };
  from.ondblclick = () => move(from, to);
  to.ondblclick = () => move(to, from);
  const button = (value, title, source, target) => element("input", { type: "button", value, title, onclick: () => move(source, target) });
  const cell = (caption, select) => element("td", {}, element("div", {}, caption), select);
  const drawn = element("table", { class: "selector" }, element("tbody", {}, element("tr", {},
    cell("Available", from),
    element("td", { class: "chooser" }, button(">", "Add", from, to), button("<", "Remove", to, from)),
    cell("Selected", to),
  )));
  // A browser sends of a list what is highlighted in it.
  const submitting = () => {
    for (const option of to.options) option.selected = true;
  };
  return { drawn, submitting, names: () => [...to.options].map((option) => option.value) };
}
