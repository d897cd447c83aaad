// Tables, forms in a dialog, and the dialogs with one-time credentials.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { $ } from "./widgets.js";

let last = 0;

export const yes = (on) => (on ? "Yes" : "No");

export function table(heads, rows, open) {
  const lines = rows.map(({ cells, of }) => {
    const line = $("<tr>").append(cells.map((cell) => $("<td>").text(cell)));
    return open ? line.on("dblclick", () => open(of)) : line;
  });
  const head = $("<tr class='ui-widget-header'>").append(heads.map((text) => $("<th>").text(text)));
  return $("<table class='ui-widget ui-widget-content'>").append($("<thead>").append(head), $("<tbody>").append(lines));
}

export const button = (label, click) => $("<button type='button'>").text(label).button().on("click", click);

/** A label and a control below it. */
export function field(label, control) {
  const id = `field-${(last += 1)}`;
  return $("<div>").append($("<label>").attr("for", id).text(label), control.attr("id", id));
}

export function checkBox(name, label, on) {
  const id = `box-${(last += 1)}`;
  return [$("<label>").attr("for", id).text(label), $("<input type='checkbox'>").attr({ id, name }).prop("checked", on)];
}

/** A dialog with a form; `ready` is for what has to be drawn to be measured. */
export function formDialog({ title, parts, ready, save }) {
  const form = $("<form>").append(parts);
  const dialog = $("<div>").append(form).dialog({
    title, modal: true, width: 620,
    buttons: {
      OK: () => form.trigger("submit"),
      Clear: () => {
        form[0].reset();
        form.find("select").val([]).trigger("change");
        form.find(":checkbox").checkboxradio("refresh");
      },
      Cancel: () => dialog.dialog("close"),
    },
    close: () => dialog.dialog("destroy").remove(),
  });
  form.find(":checkbox").checkboxradio();
  ready?.(dialog);
  form.on("submit", async (event) => {
    event.preventDefault();
    await save(form[0].elements);
    dialog.dialog("close");
  });
}

export function credentials(what) {
  return new Promise((resolve) => {
    const values = what.fields.flatMap(([label, value]) => [$("<dt>").text(label), $("<dd>").text(value)]);
    const buttons = { [what.button]: () => dialog.dialog("close") };
    const dialog = $("<div>").append($("<p>").text(what.text), $("<dl class='credentials'>").append(values)).dialog({
      title: what.title, modal: true, width: 560,
      buttons: what.file ? { "Download CSV File": () => saveCsv(what), ...buttons } : buttons,
      close() {
        dialog.dialog("destroy").remove();
        send(`${what.report}/dialog-closed`);
        resolve();
      },
    });
    send(`${what.report}/dialog-opened`);
  });
}
