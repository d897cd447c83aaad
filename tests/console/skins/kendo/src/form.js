// Forms in a window: Kendo's view models hold what they show.

import { $, kendo } from "./kendo.js";

let last = 0;

/** A field of a form: its label, and what `draw` makes for the id. */
export function field(label, draw, hint) {
  const id = `field_${(last += 1)}`;
  const control = draw(id);
  return $("<div class='k-form-field'>").append(
    $("<label class='k-label k-form-label'>").attr({ for: id, id: `${id}-form-label` }).append($("<span class='k-form-label-text'>").text(label)),
    $("<div class='k-form-field-wrap'>").append(control, hint ? $("<div class='k-form-hint'>").text(hint) : ""),
  );
}

/** Drawn check boxes, bound to the model by the name of each. */
export function checkBoxes(legend, boxes) {
  const lines = boxes.map(([path, label]) => {
    const id = `check_${(last += 1)}`;
    return $("<li class='k-checkbox-item k-checkbox-list-item'>").append(
      $("<input type='checkbox' class='k-checkbox k-checkbox-md k-rounded-md'>").attr({ id, "data-bind": `checked: ${path}` }),
      $("<label class='k-checkbox-label'>").attr("for", id).text(label),
    );
  });
  return $("<fieldset class='k-form-fieldset'>").append(
    $("<legend class='k-form-legend'>").text(legend),
    $("<ul class='k-checkbox-list k-list-vertical'>").append(lines),
  );
}

export const textBox = (path) => (id) => $("<input>").attr({ id, name: path, "data-role": "textbox", "data-bind": `value: ${path}` });
export const textArea = (path) => (id) =>
  $("<textarea>").attr({ id, name: path, "data-role": "textarea", "data-rows": 2, "data-bind": `value: ${path}` });
export const dropDownList = (path, source) => (id) =>
  $("<select>").attr({ id, name: path, "data-role": "dropdownlist", "data-bind": `value: ${path}, source: ${source}` });
export const multiSelect = (path, source, placeholder) => (id) =>
  $("<select multiple>").attr({
    id, "data-role": "multiselect", "data-placeholder": placeholder, "data-bind": `value: ${path}, source: ${source}`,
  });

/**
 * A window with a form. `blank` makes the values of an empty one, `draw` its fields; `save` gets the values and answers
 * once they are saved. The element that comes back can be asked to draw itself anew.
 */
export function formWindow({ title, values, blank, lists = {}, draw, save }) {
  const model = kendo.observable({ ...values, ...lists });
  const body = $("<form class='k-form k-form-md k-form-horizontal'>").attr("autocomplete", "off");
  const element = $("<div>").append(body).appendTo(document.body);
  const button = (text, type, settings) => {
    const made = $("<button>").attr("type", type).text(text);
    made.kendoButton(settings);
    return made;
  };
  const redraw = () => {
    const focused = body[0].contains(document.activeElement) && document.activeElement.name;
    kendo.destroy(body);
    body.empty().append(draw(), $("<div class='k-form-buttons k-buttons-end'>").append(
      button("OK", "submit", { themeColor: "primary" }),
      button("Clear", "button", { click: () => Object.entries(blank()).forEach(([key, value]) => model.set(key, value)) }),
      button("Cancel", "button", { click: () => view.close() }),
    ));
    kendo.bind(body, model);
    if (focused) body.find(`[name="${focused}"]`).trigger("focus");
  };
  let busy = false;
  body.on("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    document.activeElement.blur();
    busy = (await save(model.toJSON(), () => view.close())) !== false;
  });
  const view = element.kendoWindow({
    title, modal: true, width: 620, resizable: false, draggable: false, visible: false, actions: ["Close"],
    deactivate: () => view.destroy(),
  }).data("kendoWindow");
  redraw();
  view.center().open();
  return { redraw, isOpen: () => document.contains(body[0]) };
}
