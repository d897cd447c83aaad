// The list of a screen: a panel with the role of a grid, each row a table of its own.

import { dom, newId, on, presentation } from "./core.js";

export const flag = (is) => dom({ tag: "span", cls: is ? "flag flag-on" : "flag", cn: [is ? "Yes" : "No"] });

/** `columns` holds pairs of text and width. */
export function grid(columns, onOpen) {
  const id = newId("gridpanel");
  const view = newId("tableview");
  const ids = columns.map(() => newId("gridcolumn"));
  const header = ([text, width], index) => ({
    cls: "x-column-header x-column-header-align-left x-box-item x-column-header-default x-unselectable", id: ids[index], role: "columnheader",
    style: { width }, "data-componentid": ids[index],
    cn: [presentation("x-column-header-inner", undefined, presentation("x-column-header-text-container", undefined,
      { cls: "x-column-header-text", "data-ref": "textEl", cn: [{ tag: "span", cls: "x-column-header-text-inner", cn: [text] }] }))],
  });
  const rows = dom(presentation("x-grid-item-container"));
  const widget = dom({
    cls: "x-panel x-grid x-panel-default x-border-box", id, role: "grid", "aria-readonly": "true", "data-componentid": id,
    cn: [
      { cls: "x-grid-header-ct x-docked x-grid-header-ct-default", role: "rowgroup", cn: [{ cls: "x-box-target", role: "row", cn: columns.map(header) }] },
      presentation("x-panel-body x-grid-body x-panel-body-default", `${id}-body`,
        { cls: "x-grid-view x-grid-with-row-lines x-scroller", id: view, role: "rowgroup", tabindex: "0", cn: [rows] }),
    ],
  });
  const row = (record, cells) => {
    const made = dom({
      tag: "table", cls: "x-grid-item", role: "presentation", cellpadding: "0", cellspacing: "0", "data-boundview": view,
      cn: [{
        tag: "tbody", role: "presentation", cn: [{
          tag: "tr", cls: "x-grid-row", role: "row", cn: cells.map((cell, index) => ({
            tag: "td", cls: "x-grid-cell x-grid-td", role: "gridcell", tabindex: "-1", "data-columnid": ids[index], style: { width: columns[index][1] },
            cn: [{ cls: "x-grid-cell-inner", unselectable: "on", cn: [cell] }],
          })),
        }],
      }],
    });
    on(made, "click", () => {
      rows.querySelector(".x-grid-item-selected")?.classList.remove("x-grid-item-selected");
      made.classList.add("x-grid-item-selected");
    });
    if (onOpen) on(made, "dblclick", () => onOpen(record));
    return made;
  };
  return {
    widget,
    load: (records, cells) => rows.replaceChildren(...records.map((record) => row(record, cells(record)))),
    insert(record, cells) {
      rows.prepend(row(record, cells));
      while (rows.children.length > 40) rows.lastChild.remove();
    },
  };
}
