// The list of the console's screens.

import { element, uniqueId } from "./ui.js";

export const flag = (on) => element("span", { cls: on ? "flag flag-on" : "flag" }, on ? "Yes" : "No");

export function cellTable(columns, onOpen) {
  const head = element("thead", { "aria-hidden": "false" }, element("tr", { __gwt_header_row: "0" }, ...columns.map((name) =>
    element("th", { cls: "cellTableHeader", colspan: "1", __gwt_header: `header-${uniqueId()}` }, name))));
  const body = element("tbody");
  const widget = element("table", { cls: "cellTableWidget", cellspacing: "0" }, element("colgroup"), head, body);
  const made = (record, cells, index) => {
    const kind = index % 2 ? "cellTableOddRow" : "cellTableEvenRow";
    const tr = element("tr", { cls: kind, __gwt_row: index, __gwt_subrow: "0" }, ...cells.map((text, column) =>
      element("td", { cls: `cellTableCell ${kind}Cell` },
        element("div", { style: { outlineStyle: "none" }, ...(index + column === 0 && { tabindex: "0" }) }, text))));
    tr.addEventListener("mouseover", () => tr.classList.add("cellTableHoveredRow"));
    tr.addEventListener("mouseout", () => tr.classList.remove("cellTableHoveredRow"));
    if (onOpen) tr.addEventListener("dblclick", () => onOpen(record));
    return tr;
  };
  return {
    widget,
    set(records, cells) {
      body.replaceChildren(...records.map((record, index) => made(record, cells(record), index)));
    },
    add(record, cells) {
      body.prepend(made(record, cells, record.number));
      while (body.rows.length > 40) body.lastChild.remove();
    },
  };
}
