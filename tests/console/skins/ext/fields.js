// Fields of a form, each with its label to the left of its body.

import { dom, newId, on, presentation } from "./core.js";

/** Label and body, as every field has them. */
export function item(id, type, text, body, bodyCls = "") {
  const label = {
    tag: "label", id: `${id}-labelEl`, "data-ref": "labelEl", cls: "x-form-item-label x-form-item-label-default x-unselectable",
    for: text && type === "text" ? `${id}-inputEl` : undefined, style: { display: text ? "" : "none" },
    cn: [{
      tag: "span", cls: "x-form-item-label-inner x-form-item-label-inner-default",
      cn: [{ tag: "span", id: `${id}-labelTextEl`, "data-ref": "labelTextEl", cls: "x-form-item-label-text", cn: [text ? `${text}:` : ""] }],
    }],
  };
  return dom({
    ...presentation(`x-field x-form-item x-form-item-default x-form-type-${type} x-field-default x-anchor-form-item`, id, label,
      presentation(`x-form-item-body x-form-item-body-default ${bodyCls}`, `${id}-bodyEl`, ...body)),
    "data-componentid": id,
  });
}

const ARIA = { "aria-hidden": "false", "aria-disabled": "false", "aria-invalid": "false" };

/** The real box is there, transparent, over a span which is drawn. Its model follows the change of the real one. */
export function checkbox(model, key, text) {
  const id = newId("checkbox");
  const input = dom({
    tag: "input", type: "checkbox", id: `${id}-inputEl`, name: key, "data-ref": "inputEl", cls: "x-form-cb-input", autocomplete: "off",
    hidefocus: "true", role: "checkbox", ...ARIA, "data-componentid": id,
  });
  const field = item(id, "checkbox", "", [presentation("x-form-cb-wrap-inner", `${id}-innerWrapEl`,
    { tag: "span", ...presentation("x-form-field x-form-checkbox x-form-checkbox-default x-form-cb x-form-cb-default", `${id}-displayEl`, input) },
    {
      tag: "label", id: `${id}-boxLabelEl`, "data-ref": "boxLabelEl", cls: "x-form-cb-label x-form-cb-label-default x-form-cb-label-after",
      for: `${id}-inputEl`, cn: [text],
    })], "x-form-cb-wrap x-form-cb-wrap-default");
  const draw = () => {
    field.classList.toggle("x-form-cb-checked", input.checked);
    input.setAttribute("aria-checked", String(input.checked));
  };
  input.checked = model[key];
  input.addEventListener("change", () => {
    model[key] = input.checked;
    draw();
  });
  draw();
  return field;
}

/** The box of an earlier version: the input is a button with the role of a box, and the span beside it is drawn. */
export function earlierCheckbox(model, key, text) {
  const id = newId("checkboxfield");
  const input = dom({
    tag: "input", type: "button", id: `${id}-inputEl`, "data-ref": "inputEl", cls: "x-form-cb-input x-hidden-clip", autocomplete: "off",
    role: "checkbox", tabindex: "0", ...ARIA, "data-componentid": id,
  });
  const span = dom({ tag: "span", ...presentation("x-form-field x-form-checkbox x-form-checkbox-default", `${id}-displayEl`) });
  const field = item(id, "checkbox", "", [presentation("x-form-cb-wrap-inner", `${id}-innerWrapEl`, input, span,
    { tag: "label", id: `${id}-boxLabelEl`, "data-ref": "boxLabelEl", cls: "x-form-cb-label x-form-cb-label-default", for: `${id}-inputEl`, cn: [text] },
  )], "x-form-cb-wrap x-form-cb-wrap-default");
  const draw = () => {
    field.classList.toggle("x-form-cb-checked", model[key]);
    input.setAttribute("aria-checked", String(model[key]));
  };
  const toggle = () => {
    model[key] = !model[key];
    draw();
  };
  on(input, "click", toggle);
  on(span, "click", toggle);
  draw();
  return field;
}

/** Several boxes under one label. */
export function checkboxGroup(text, boxes) {
  const id = newId("checkboxgroup");
  return item(id, "checkboxgroup", text, [{ ...presentation("x-form-checkboxgroup", `${id}-innerCt`, ...boxes), role: "group", "aria-labelledby": `${id}-labelEl` }]);
}

/** What stands around an input, and after it. */
export const wrapped = (id, input, trigger = []) => presentation("x-form-trigger-wrap x-form-trigger-wrap-default", `${id}-triggerWrap`,
  presentation("x-form-text-wrap x-form-text-wrap-default", `${id}-inputWrap`, input), ...trigger);

export function textfield(model, key, text, tag = "input") {
  const id = newId(tag === "input" ? "textfield" : "textarea");
  const input = dom({
    tag, id: `${id}-inputEl`, "data-ref": "inputEl", ...(tag === "input" ? { type: "text", size: "1" } : { rows: "3" }), name: key,
    cls: `x-form-field x-form-text x-form-text-default ${tag === "input" ? "" : "x-form-textarea"}`, autocomplete: "off", role: "textbox",
    "aria-readonly": "false", "aria-required": "false", ...ARIA, "data-componentid": id,
  });
  input.value = model[key];
  input.addEventListener("input", () => (model[key] = input.value));
  return item(id, "text", text, [wrapped(id, input)], "x-form-text-field-body");
}

/** A value that is only shown. */
export function displayfield(text, value) {
  const id = newId("displayfield");
  const input = dom({
    id: `${id}-inputEl`, "data-ref": "inputEl", tabindex: "-1", role: "textbox", "aria-readonly": "true", "aria-labelledby": `${id}-labelEl`,
    cls: "x-form-display-field x-form-display-field-default", cn: [value],
  });
  return { field: item(id, "text", text, [input]), set: (late) => (input.textContent = late) };
}

/** A floating list under `anchor`; it stays until something else is pressed. */
export function picker(anchor, choose) {
  let list = null;
  const close = () => {
    list?.remove();
    list = null;
  };
  const open = (names, chosen) => {
    close();
    const id = newId("boundlist");
    const rows = names.map((name, index) => dom({
      tag: "li", role: "option", unselectable: "on", tabindex: "-1", "data-recordindex": index, "data-boundview": id,
      "aria-selected": String(chosen.includes(name)), cls: `x-boundlist-item ${chosen.includes(name) ? "x-boundlist-selected" : ""}`, cn: [name],
    }));
    rows.forEach((row) => on(row, "click", () => choose(row.textContent)));
    const place = anchor.getBoundingClientRect();
    list = dom({
      ...presentation("x-boundlist x-boundlist-floating x-layer x-boundlist-default x-border-box", id,
        presentation("x-boundlist-list-ct x-unselectable x-scroller", `${id}-listWrap`,
          { tag: "ul", id: `${id}-listEl`, cls: "x-list-plain", role: "listbox", "aria-hidden": "false", cn: rows })),
      style: { left: `${place.left}px`, top: `${place.bottom}px`, width: `${place.width}px`, zIndex: 29001 },
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    document.body.append(list);
  };
  document.addEventListener("mousedown", ({ target }) => !anchor.contains(target) && !list?.contains(target) && close());
  return { open, close, isOpen: () => Boolean(list?.isConnected) };
}

export function combobox(model, key, text, choices) {
  const id = newId("combobox");
  const input = dom({
    tag: "input", id: `${id}-inputEl`, "data-ref": "inputEl", type: "text", size: "1", readonly: "readonly", name: key, role: "combobox",
    "aria-haspopup": "true", "aria-expanded": "false", ...ARIA, cls: "x-form-field x-form-text x-form-text-default", "data-componentid": id,
  });
  input.value = model[key];
  const trigger = presentation("x-form-trigger x-form-trigger-default x-form-arrow-trigger", `${id}-trigger-picker`);
  const field = item(id, "text", text, [wrapped(id, input, [trigger])], "x-form-text-field-body");
  const wrap = field.querySelector(".x-form-trigger-wrap");
  const list = picker(wrap, (name) => {
    model[key] = input.value = name;
    list.close();
  });
  on(wrap, "click", () => (list.isOpen() ? list.close() : list.open(choices, [model[key]])));
  return field;
}
