// The dialogs with one-time credentials.

import { element, find, options, place, send } from "./kit.js";

let count = 0;

/**
 * Shows values once and resolves when the dialog is closed, by whichever way.
 * `report` is the server's path for what happens to the dialog.
 */
export function showOnce({ title, text, fields, file, button, report, late }) {
  count += 1;
  const id = `credentials-${count}`;
  const inputs = fields.map(([label, value], index) => {
    const input = element("input", { type: "text", readonly: "", id: `${id}-${index}` });
    // The last field is the secret; a slow service fills it in later.
    if (late && index === fields.length - 1) setTimeout(() => (input.value = value), late);
    else input.value = value;
    input.addEventListener("focus", () => input.select());
    return element("div", { class: "field" }, element("label", { for: input.id }, label), input);
  });
  const cross = element("button", { type: "button", class: "x", "aria-label": "Close" });
  cross.append(icon("close"));
  const close = element("button", { type: "button", class: file ? "" : "main" }, button);
  const footer = element("div", { class: "buttons" }, close);
  if (file) {
    const download = element("button", { type: "button", class: "main" }, "Download CSV File");
    download.addEventListener("click", () => save(file, fields, report));
    footer.prepend(download);
  }
  const parts = [
    element("header", {}, element("h2", { id }, title), cross),
    element("div", { class: "content" }, element("p", {}, text), ...inputs),
    footer,
  ];

  return new Promise((resolve) => {
    const [outer, shut] = options.inPage ? inPage(id, parts) : onTop(id, parts);
    outer.addEventListener("closed", () => {
      outer.remove();
      send(`${report}/dialog-closed`);
      resolve();
    });
    for (const control of [cross, close]) control.addEventListener("click", shut);
    if (options.clickBeside) outer.addEventListener("click", (event) => isBeside(event, outer) && shut());
    if (options.withdraws) setTimeout(() => outer.remove(), options.withdraws);
    if (options.expires) setTimeout(() => location.assign("/ui/?skin=native&page=login"), options.expires);
    close.focus();
    send(`${report}/dialog-opened`);
  });
}

function isBeside({ target, clientX, clientY }, outer) {
  const { left, top, right, bottom } = find(".dialog").getBoundingClientRect();
  const isInside = left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
  return target === outer && !isInside;
}

function onTop(id, parts) {
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": id }, ...parts);
  dialog.addEventListener("close", () => dialog.dispatchEvent(new Event("closed")));
  place.root.append(dialog);
  dialog.showModal();
  return [dialog, () => dialog.close()];
}

function inPage(id, parts) {
  const role = { role: "dialog", "aria-modal": "true", "aria-labelledby": id };
  const dialog = element("div", { class: "dialog", ...(options.covers ? {} : role) }, ...parts);
  const backdrop = element("div", { class: "backdrop", ...(options.covers ? role : {}) }, dialog);
  const shut = () => backdrop.dispatchEvent(new Event("closed"));
  backdrop.addEventListener("keydown", (event) => event.key === "Escape" && shut());
  place.root.append(backdrop);
  return [backdrop, shut];
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/ui/assets/native/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

function save(file, fields, report) {
  const quoted = (cells) => cells.map((cell) => `"${cell}"`).join(",");
  const lines = [fields.map(([label]) => label), fields.map(([, value]) => value)].map(quoted);
  const address = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
  element("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  send(`${report}/csv-downloaded`);
}
