// The components that this console uses, and how it puts them together.

import "@vaadin/button";
import "@vaadin/checkbox";
import "@vaadin/checkbox-group";
import "@vaadin/dialog";
import "@vaadin/grid";
import "@vaadin/multi-select-combo-box";
import "@vaadin/side-nav";
import "@vaadin/text-area";
import "@vaadin/text-field";

import { saveCsv, send } from "/ui/assets/shared/client.js";

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function button(label, click, theme = "") {
  const made = element("vaadin-button", {}, label);
  made.setAttribute("theme", theme);
  made.addEventListener("click", click);
  return made;
}

/** A grid of the columns, each a title and what it shows of an item. */
export function grid(columns, items, open) {
  const made = element("vaadin-grid", { items, allRowsVisible: true }, ...columns.map(([header, show]) => element("vaadin-grid-column", {
    header, renderer: (root, _, { item }) => (root.textContent = show(item)),
  })));
  if (open) {
    made.addEventListener("dblclick", (event) => {
      const { item } = made.getEventContext(event);
      if (item) open(item);
    });
  }
  return made;
}

export const yes = (on) => (on ? "Yes" : "No");

/** A dialog of what it says in its head, its body and its foot; answers when it is closed. */
function dialog(headerTitle, body, foot) {
  return new Promise((resolve) => {
    const shown = element("vaadin-dialog", {
      headerTitle,
      renderer: (root) => root.firstChild ?? root.append(...body),
      footerRenderer: (root) => root.firstChild ?? root.append(...foot(() => (shown.opened = false))),
    });
    shown.addEventListener("closed", () => {
      shown.remove();
      resolve();
    });
    document.body.append(shown);
    shown.opened = true;
  });
}

export async function formDialog({ title, fields, clear, save }) {
  let after;
  await dialog(title, [element("div", { className: "form" }, ...fields)], (close) => [
    button("Clear", clear, "tertiary"),
    button("Cancel", close),
    button("OK", async () => {
      after = await save();
      close();
    }, "primary"),
  ]);
  await after?.();
}

export async function credentials(what) {
  const fields = what.fields.map(([label, value]) => element("vaadin-text-field", { label, value, readonly: true }));
  const body = element("div", { className: "form" }, element("p", {}, what.text), ...fields);
  send(`${what.report}/dialog-opened`);
  await dialog(what.title, [body], (close) => [
    ...(what.file ? [button("Download CSV File", () => saveCsv(what), "primary")] : []),
    button(what.button, close),
  ]);
  send(`${what.report}/dialog-closed`);
}
