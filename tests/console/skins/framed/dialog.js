// A dialog is a document of its own in a frame that is made for it, as browsers without dialogs once needed.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { element } from "./dom.js";

const PAGE = `<!DOCTYPE html><html><head><meta charset="utf-8"><link rel="stylesheet" href="/ui/assets/framed/screen.css"></head>
<body class="dialog"><div class="title"><a href="#" title="Close">\u00d7</a><span></span></div>
<p></p><table class="form" cellspacing="0"><tbody></tbody></table><div class="actions"></div></body></html>`;

/** Shows values until the dialog is closed. */
export function showOnce({ title, text, fields, file, button, report, late }) {
  const mask = element("div", { class: "mask" });
  const frame = element("iframe", { class: "dialog", frameborder: "0" });
  document.body.append(mask, frame);
  const page = frame.contentDocument;
  page.open();
  page.write(PAGE);
  page.close();

  return new Promise((resolve) => {
    const close = (event) => {
      event.preventDefault();
      for (const part of [mask, frame]) part.remove();
      send(`${report}/dialog-closed`);
      resolve();
    };
    const act = (value, action) => {
      const made = page.createElement("input");
      Object.assign(made, { type: "button", value, onclick: action });
      page.querySelector(".actions").append(made);
      return made;
    };
    page.title = title;
    page.querySelector(".title span").textContent = title;
    page.querySelector("p").textContent = text;
    page.querySelector("a").onclick = close;
    page.onkeydown = (event) => event.key === "Escape" && close(event);
    fields.forEach(([label, value], index) => {
      const row = page.querySelector("tbody").insertRow();
      row.append(page.createElement("th"), page.createElement("td"));
      row.cells[0].textContent = `${label}:`;
      const input = page.createElement("input");
      Object.assign(input, { type: "text", readOnly: true, size: 48 });
      row.cells[1].append(input);
      if (late && index === fields.length - 1) setTimeout(() => (input.value = value), late);
      else input.value = value;
    });
    if (file) act("Download CSV File", () => saveCsv({ fields, file, report }));
    act(button, close).focus();
    send(`${report}/dialog-opened`);
  });
}
