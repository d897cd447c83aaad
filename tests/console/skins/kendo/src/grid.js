// A list with the markup of Kendo's grid, which is not part of the free core.

import { $, kendo } from "./kendo.js";

export const flag = (on) => $("<span>").addClass(on ? "k-badge-on" : "k-badge-off").text(on ? "Yes" : "No");

/** `columns` are titles with widths; `cells` makes what a row shows of a record. */
export function grid(columns, cells, onOpen) {
  const heads = columns.map(([title]) =>
    $("<th class='k-header k-table-th' scope='col' role='columnheader'>").attr("data-title", title).append(
      $("<span class='k-cell-inner'>").append(
        $("<span class='k-link'>").append($("<span class='k-column-title'>").text(title)),
        $("<a class='k-grid-header-menu k-grid-column-menu' href='#' tabindex='-1' aria-hidden='true'>")
          .append(kendo.ui.icon({ icon: "more-vertical" })).on("click", (event) => event.preventDefault()),
      ),
    ));
  const widths = () => $("<colgroup>").append(columns.map(([, width]) => $("<col>").css("width", width)));
  const table = (part, cls) => $("<table role='presentation'>").addClass(`k-table k-table-md ${cls}`).append(widths(), part);
  const body = $("<tbody class='k-table-tbody' role='rowgroup'>");
  const head = $("<thead class='k-table-thead' role='rowgroup'>").append($("<tr class='k-table-row' role='row'>").append(heads));
  const element = $("<div class='k-grid k-grid-md' role='grid'>").append(
    $("<div class='k-grid-header'>").append($("<div class='k-grid-header-wrap'>").append(table(head, "k-grid-header-table"))),
    $("<div class='k-grid-container'>").append($("<div class='k-grid-content'>").append(table(body, "k-grid-table"))),
  );
  let known = [];
  const row = (record, index) =>
    $("<tr class='k-table-row k-master-row' role='row'>").toggleClass("k-alt k-table-alt-row", index % 2 === 1)
      .attr("data-uid", kendo.guid())
      .append(cells(record).map((cell) => $("<td class='k-table-td' role='gridcell'>").append(cell instanceof $ ? cell : String(cell))));
  body.on("click", "tr", ({ currentTarget }) => $(currentTarget).addClass("k-selected").siblings().removeClass("k-selected"));
  if (onOpen) body.on("dblclick", "tr", ({ currentTarget }) => onOpen(known[$(currentTarget).index()]));
  return {
    element,
    load(records) {
      known = records;
      body.empty().append(records.map(row));
    },
    add(record) {
      body.prepend(row(record, record.number)).children().slice(40).remove();
    },
  };
}
