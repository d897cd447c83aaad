// The field for the datasets, as the lot fell. What is chosen stands in the model as a list of names, and
// whether the list is open, too: the form may be drawn anew under it.

import { id } from "./parts.js";
import { element, wrapped } from "./place.js";
import { variant } from "./variant.js";

const TEXT = "Restrict to Specific Datasets";

const labelled = (own, ...rest) => element("div", { class: "field" }, element("label", { for: own }, TEXT), ...rest);

function select(model, all) {
  const own = id();
  const made = element("select", { id: own, multiple: true, size: "4", change: () => {
    model.datasets = [...made.selectedOptions].map((option) => option.value);
  } }, all.map((name) => element("option", { value: name }, name)));
  for (const option of made.options) option.selected = model.datasets.includes(option.value);
  return labelled(own, made);
}

function typed(model) {
  const own = id();
  const made = element("input", { id: own, placeholder: "Select datasets, separated by commas", input: () => {
    model.datasets = made.value.split(",").map((name) => name.trim()).filter(Boolean);
  } });
  made.value = model.datasets.join(", ");
  return labelled(own, made);
}

function boxes(model, all) {
  const line = (name) => {
    const made = element("input", { type: "checkbox", change: () => {
      model.datasets = made.checked ? [...model.datasets, name] : model.datasets.filter((other) => other !== name);
    } });
    made.checked = model.datasets.includes(name);
    return element("label", { class: "box" }, made, ` ${name}`);
  };
  return element("div", { class: "field" }, element("div", { class: "label" }, TEXT), all.map(line));
}

function chips(model, all) {
  const own = id();
  const made = element("div", { class: "field" });
  const draw = () => {
    const chip = (name) => element("span", { class: "chip" }, name, element("button", { type: "button",
      "aria-label": `Remove ${name}`, click: () => {
        model.datasets = model.datasets.filter((other) => other !== name);
        draw();
      } }, "×"));
    const entry = (name) => element("div", { role: "option", "aria-selected": "false", click: () => {
      model.datasets = [...model.datasets, name];
      model.isOpen = false;
      draw();
    } }, name);
    const open = element("div", { class: "open", role: "combobox", tabindex: "0", "aria-labelledby": own,
      "aria-expanded": String(Boolean(model.isOpen)), click: () => {
        model.isOpen = !model.isOpen;
        draw();
      } }, model.datasets.length ? "" : "Select datasets");
    const left = all.filter((name) => !model.datasets.includes(name));
    made.replaceChildren(element("div", { class: "label", id: own }, TEXT),
      element("div", { class: "picker" }, model.datasets.map(chip), open),
      ...(model.isOpen ? [element("div", { class: "list", role: "listbox" }, left.map(entry))] : []));
  };
  draw();
  return made;
}

const KINDS = { select, typed, boxes, chips };

export const datasets = (model, all) => wrapped(KINDS[variant.datasets](model, all));
