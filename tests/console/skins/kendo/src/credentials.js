// The dialogs with one-time credentials.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { $ } from "./kendo.js";

export function credentials(what) {
  return new Promise((resolve) => {
    const values = what.fields.map(([label, value], index) => {
      const isLate = what.late && index === what.fields.length - 1;
      const shown = $("<dd>").text(isLate ? "" : value);
      if (isLate) setTimeout(() => shown.text(value), what.late);
      return [$("<dt>").text(label), shown];
    });
    const actions = [{ text: what.button, primary: !what.file }];
    if (what.file) {
      const action = () => {
        saveCsv(what);
        return false;
      };
      actions.unshift({ text: "Download CSV File", primary: true, action });
    }
    const dialog = $("<div>").appendTo(document.body).kendoDialog({
      title: what.title,
      content: $("<div>").append($("<p>").text(what.text), $("<dl class='credentials'>").append(values.flat())),
      actions,
      buttonLayout: "normal",
      width: 560,
      close() {
        send(`${what.report}/dialog-closed`);
        resolve();
      },
      hide: () => dialog.destroy(),
    }).data("kendoDialog");
    send(`${what.report}/dialog-opened`);
  });
}
