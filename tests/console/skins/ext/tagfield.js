// A combo box for several values: each stands as a chip before the input.

import { dom, newId, on, presentation } from "./core.js";
import { item, picker, wrapped } from "./fields.js";

export function tagfield(model, key, text, choices, emptyText) {
  const id = newId("tagfield");
  const input = dom({
    tag: "input", id: `${id}-inputEl`, "data-ref": "inputEl", type: "text", size: "1", name: key, role: "combobox", "aria-haspopup": "true",
    "aria-expanded": "false", "aria-autocomplete": "list", cls: "x-tagfield-input-field", autocomplete: "off", "data-componentid": id,
  });
  const holder = dom({ tag: "li", ...presentation("x-tagfield-input", `${id}-inputElCt`, input) });
  const chips = dom({ tag: "ul", ...presentation("x-tagfield-list", `${id}-itemList`, holder) });
  // What is told to screen readers stands in a list of its own, which nobody sees.
  const told = dom({ tag: "ul", id: `${id}-ariaList`, "data-ref": "ariaList", role: "listbox", "aria-label": text, cls: "x-tagfield-arialist x-hidden-clip" });
  const wrapper = dom(presentation("x-tagfield x-form-field x-form-text x-form-text-default", `${id}-listWrapper`, chips, told));
  const trigger = dom(presentation("x-form-trigger x-form-trigger-default x-form-arrow-trigger", `${id}-trigger-picker`));
  const field = item(id, "text", text, [wrapped(id, wrapper, [trigger])], "x-form-text-field-body");
  const wrap = field.querySelector(".x-form-trigger-wrap");

  const chip = (name, index) => dom({
    tag: "li", ...presentation("x-tagfield-item", undefined, presentation("x-tagfield-item-text", undefined, name),
      presentation("x-tagfield-item-close")), "data-selectionindex": index,
  });
  const draw = () => {
    const focused = document.activeElement === input;
    chips.replaceChildren(...model[key].map(chip), holder);
    told.replaceChildren(...model[key].map((name) => dom({ tag: "li", role: "option", "aria-selected": "true", cls: "x-tagfield-arialist-item", cn: [name] })));
    input.placeholder = model[key].length ? "" : emptyText;
    if (focused) input.focus();
  };
  const set = (names) => {
    model[key] = names;
    input.value = "";
    draw();
    if (list.isOpen()) expand();
  };
  const list = picker(wrap, (name) =>
    set(model[key].includes(name) ? model[key].filter((other) => other !== name) : [...model[key], name]));
  const expand = () => {
    list.open(choices.filter((name) => name.includes(input.value.trim())), model[key]);
    input.setAttribute("aria-expanded", "true");
  };
  const collapse = () => {
    list.close();
    input.setAttribute("aria-expanded", "false");
  };
  wrapper.addEventListener("mousedown", (event) => {
    if (event.target === input) return;
    event.preventDefault();
    input.focus();
  });
  on(wrapper, "click", (event) => {
    const gone = event.target.closest(".x-tagfield-item-close")?.parentElement;
    if (gone) set(model[key].filter((_, index) => index !== Number(gone.dataset.selectionindex)));
    else expand();
  });
  on(trigger, "click", () => (list.isOpen() ? collapse() : (input.focus(), expand())));
  input.addEventListener("input", expand);
  input.addEventListener("blur", collapse);
  on(input, "keydown", (event) => {
    if (event.key === "ArrowDown") expand();
    else if (event.key === "Escape" && list.isOpen()) collapse();
    else if (event.key === "Backspace" && !input.value) return set(model[key].slice(0, -1));
    else if (event.key === "Enter" && list.isOpen()) {
      const first = choices.find((name) => name.includes(input.value.trim()) && !model[key].includes(name));
      if (first) set([...model[key], first]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  draw();
  return field;
}
