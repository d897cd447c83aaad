// The dialog with values that are shown once. It slides in, and its last value comes late.

import { options, saveCsv, send } from "/ui/assets/shared/client.js";

import { changed, h, id } from "./draw.js";
import { button } from "./parts.js";

const LATE = options.late || 2000;
const SLIDE = 600;

let shown = null;

/** Shows the values until the dialog is closed. */
export function showOnce(what) {
  return new Promise((resolve) => {
    shown = { ...what, since: performance.now(), isThere: false, resolve };
    // The second of two dialogs has what the first one waited for.
    setTimeout(() => {
      shown.isThere = true;
      changed();
    }, what.button === "Close" && options.twoDialogs ? 0 : LATE);
    send(`${what.report}/dialog-opened`);
    changed();
  });
}

function close() {
  const { report, resolve } = shown;
  shown = null;
  send(`${report}/dialog-closed`);
  resolve();
  changed();
}

addEventListener("keydown", (event) => event.key === "Escape" && shown && close());

export function dialog() {
  if (!shown) return [];
  const { title, text, fields, file, button: word, since, isThere } = shown;
  const label = id();
  const row = ([name, value], index) => h("tr", {}, h("th", { scope: "row" }, name),
    h("td", {}, index < fields.length - 1 || isThere ? h("code", {}, value) : h("i", {}, "Loading…")));
  const made = h("div", { class: "dialog", role: "dialog", "aria-modal": "true", "aria-labelledby": label },
    h("header", {}, h("h2", { id: label }, title),
      h("button", { type: "button", key: "cross", class: "cross", "aria-label": "Close", press: close }, "×")),
    h("p", {}, text), h("table", { class: "values" }, h("tbody", {}, fields.map(row))),
    h("div", { class: "buttons" }, file && button("csv", "Download CSV File", () => saveCsv(shown), "main"),
      button("close", word, close, file ? "" : "main")));
  const mask = h("div", { class: "mask" }, made);
  // Another element goes on sliding from where the last one was.
  const gone = Math.min(performance.now() - since, SLIDE);
  for (const part of [mask, made]) part.style.animationDelay = `-${gone}ms`;
  return [mask];
}
