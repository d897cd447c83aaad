// The part of the page that shows values once.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { br, button, buttons, div } from "./parts.js";

let close = () => {};

addEventListener("keydown", (event) => event.key === "Escape" && close());
addEventListener("hashchange", () => close());

/** Puts the part above what the page shows, until it is closed. All its values stand in one text. */
export function showOnce(what) {
  return new Promise((resolve) => {
    const cross = div("cross", "×");
    cross.title = "Close";
    const text = what.file ? document.createElement("pre") : div("values");
    const write = (late) => {
      const rows = what.fields.map(([label, value], index) => `${label}: ${late && index === what.fields.length - 1 ? "" : value}`);
      text.replaceChildren(...(what.file ? [rows.join("\n")] : rows.flatMap((row) => [row, br()])));
    };
    write(what.late);
    if (what.late) setTimeout(write, what.late, 0);
    const leave = button(what.button, () => close());
    const save = what.file ? [button("Download CSV File", () => saveCsv(what), "main")] : [];
    const part = div("block once", cross, div("subtitle", what.title), div("hint", what.text), text, buttons(...save, leave));
    close = () => {
      close = () => {};
      part.remove();
      send(`${what.report}/dialog-closed`);
      resolve();
    };
    cross.addEventListener("click", () => close());
    document.getElementById("page").prepend(part);
    send(`${what.report}/dialog-opened`);
  });
}
