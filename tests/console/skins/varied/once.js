// The dialog with values that are shown once, as the lot fell.

import { options, saveCsv, send } from "/ui/assets/shared/client.js";

import { button, buttons, id } from "./parts.js";
import { element, page, root, wrapped } from "./place.js";
import { variant } from "./variant.js";

function field(tag, label, value) {
  const own = id();
  const made = element(tag, { id: own, readonly: true, class: "value" });
  made.value = value;
  return element("div", { class: "field" }, element("label", { for: own }, label), made);
}

const cell = (tag, text) => element(tag, {}, text);

const VALUES = {
  inputs: (fields) => fields.map(([label, value]) => field("input", label, value)),
  areas: (fields) => fields.map(([label, value]) => field("textarea", label, value)),
  code: (fields) => fields.map(([label, value]) => element("p", {}, element("span", {}, label), " ", element("code", {}, value))),
  list: (fields) => [element("dl", {}, fields.flatMap(([label, value]) => [cell("dt", label), cell("dd", value)]))],
  rows: (fields) => [element("table", {}, element("tbody", {},
    fields.map(([label, value]) => element("tr", {}, cell("th", `${label}:`), cell("td", value)))))],
  columns: (fields) => [element("table", {}, element("thead", {}, element("tr", {}, fields.map(([label]) => cell("th", label)))),
    element("tbody", {}, element("tr", {}, fields.map(([, value]) => cell("td", value)))))],
  lines: (fields) => fields.map(([label, value]) => element("p", {}, `${label}: ${value}`)),
  text: (fields) => [element("pre", {}, fields.map(([label, value]) => `${label}: ${value}`).join("\n"))],
};

/** Shows values until the dialog is closed. */
export function showOnce(what) {
  return new Promise((resolve) => {
    const late = what.late || (options.twoDialogs ? 0 : variant.late);
    const own = id();
    const values = element("div", { class: "values" });
    const fill = (isThere) => {
      const last = what.fields.length - 1;
      values.replaceChildren(...VALUES[variant.values](
        what.fields.map(([label, value], index) => [label, index < last || isThere ? value : ""])).map(wrapped));
    };
    fill(!late);
    if (late) setTimeout(fill, late, true);
    const cross = element("button", { type: "button", class: "cross", "aria-label": "Close" }, "×");
    const leave = button(what.button, () => shut());
    const save = what.file && button("Download CSV File", () => saveCsv(what));
    const content = [element("header", {}, element("h2", { id: own }, what.title), cross), element("p", {}, what.text), values,
      buttons(save, leave)];
    const isNative = variant.dialog === "dialog";
    const role = variant.dialog === "role" ? { role: "dialog", "aria-modal": "true", "aria-labelledby": own } : {};
    const made = element(isNative ? "dialog" : "div", { class: "once", ...role }, content);
    const outer = variant.dialog === "role" ? element("div", { class: "mask" }, made) : made;
    const gone = () => {
      page.removeEventListener("keydown", escape);
      outer.remove();
      send(`${what.report}/dialog-closed`);
      resolve();
    };
    const shut = () => (isNative ? made.close() : gone());
    const escape = (event) => event.key === "Escape" && gone();
    cross.addEventListener("click", shut);
    if (isNative) made.addEventListener("close", gone);
    else page.addEventListener("keydown", escape);
    root.prepend(outer);
    if (isNative) made.showModal();
    send(`${what.report}/dialog-opened`);
  });
}
