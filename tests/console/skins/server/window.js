// A window over the page, with values that are shown once.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { element } from "./dom.js";

export function showOnce(what) {
  const { title, text, fields, file, button, report, late } = what;
  return new Promise((resolve) => {
    const close = () => {
      shade.remove();
      frame.remove();
      send(`${report}/dialog-closed`);
      resolve();
      return false;
    };
    const rows = fields.map(([label, value], index) => {
      const isLate = late && index === fields.length - 1;
      const cell = element("td", {}, element("tt", {}, isLate ? "" : value));
      if (isLate) setTimeout(() => (cell.firstChild.textContent = value), late);
      return element("tr", {}, element("th", { scope: "row" }, label), cell);
    });
    const act = (value, onclick) => element("input", { type: "button", value, onclick });
    const shade = element("div", { id: "shade" });
    const frame = element("div", { id: "window" },
      element("h2", {}, element("a", { href: "#", title: "Close", onclick: close }, "\u00d7"), element("span", {}, title)),
      element("p", {}, text),
      element("table", {}, element("tbody", {}, ...rows)),
      element("div", { class: "submit-row" }, ...(file ? [act("Download CSV File", () => saveCsv(what)), " "] : []), act(button, close)),
    );
    document.body.append(shade, frame);
    send(`${report}/dialog-opened`);
  });
}
