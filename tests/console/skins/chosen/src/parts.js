// Tables, and the one modal of the page with what it shows.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { $ } from "./plugins.js";

let last = 0;

export const flag = (on) => $("<span class='label'>").addClass(on ? "label-success" : "label-default").text(on ? "Yes" : "No");

export function table(heads, rows, open) {
  const lines = rows.map(({ cells, of }) => {
    const line = $("<tr>").append(cells.map((cell) => $("<td>").append(cell instanceof $ ? cell : String(cell))));
    return open ? line.on("dblclick", () => open(of)) : line;
  });
  const head = $("<tr>").append(heads.map((text) => $("<th>").text(text)));
  return $("<table class='table table-striped'>").append($("<thead>").append(head), $("<tbody>").append(lines));
}

export function button(label, style, click) {
  return $("<button type='button' class='btn'>").addClass(`btn-${style}`).text(label).on("click", click);
}

export function field(label, control, help) {
  const id = `field-${(last += 1)}`;
  return $("<div class='form-group'>").append(
    $("<label>").attr("for", id).text(label),
    control.addClass("form-control").attr("id", id),
    help ? $("<p class='help-block'>").text(help) : "",
  );
}

export function checkBox(name, label, on) {
  const box = $("<input type='checkbox'>").attr("name", name).prop("checked", on);
  return $("<div class='checkbox'>").append($("<label>").append(box, " ", label));
}

/** Shows the modal; answers when it is hidden again, as its fading takes. */
function modal({ title, body, footer, submit }) {
  const element = $("#modal");
  element.find(".modal-title").text(title);
  element.find(".modal-body").empty().append(body);
  element.find(".modal-footer").empty().append(footer);
  element.find("form").off("submit").on("submit", (event) => {
    event.preventDefault();
    submit?.(event.target.elements);
  });
  return new Promise((resolve) => {
    element.one("hidden.bs.modal", resolve);
    element.modal("show");
  });
}

export const hide = () => $("#modal").modal("hide");

export function formModal({ title, body, clear, save }) {
  let after;
  const footer = [
    $("<button type='submit' class='btn btn-primary'>").text("OK"),
    button("Clear", "default", () => {
      $("#modal form")[0].reset();
      clear?.();
    }),
    button("Cancel", "default", hide),
  ];
  const submit = async (fields) => {
    after = await save(fields);
    hide();
  };
  return modal({ title, body, footer, submit }).then(() => after?.());
}

export async function credentials(what) {
  const values = what.fields.map(([label, value]) => [$("<dt>").text(label), $("<dd>").append($("<code>").text(value))]);
  const close = button(what.button, "default", hide);
  const footer = what.file ? [button("Download CSV File", "primary", () => saveCsv(what)), close] : [close];
  send(`${what.report}/dialog-opened`);
  await modal({ title: what.title, body: [$("<p>").text(what.text), $("<dl>").append(values.flat())], footer });
  send(`${what.report}/dialog-closed`);
}
