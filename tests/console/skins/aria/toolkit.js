/* A small widget toolkit in the manner of the old enterprise ones: everything is a div or a table with a made-up id. */
"use strict";
var Tk = {};

(function () {
  var sequence = 1000;

  /** Makes an element from a class and children; `attributes` is optional. */
  Tk.el = function (tag, cls, children, attributes) {
    var made = document.createElement(tag);
    made.id = "tk-gen" + (sequence += 1);
    if (cls) made.className = cls;
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      made.append(child);
    });
    return made;
  };

  /** A table for layout; `rows` holds lists of cells, a cell being text or a node, or {cls, of} for a class. */
  Tk.table = function (cls, rows) {
    var body = Tk.el("tbody", "", rows.map(Tk.tr));
    return Tk.el("table", cls, body, { cellspacing: "0", cellpadding: "0", role: "presentation" });
  };

  Tk.tr = function (cells) {
    return Tk.el("tr", "tk-tr", cells.map(function (cell) {
      return cell && cell.of !== undefined ? Tk.el("td", cell.cls, cell.of) : Tk.el("td", "tk-td", cell);
    }));
  };

  /** A button is two divs and a span; it answers to the mouse and to Enter and Space. */
  Tk.button = function (caption, handler, cls) {
    var made = Tk.el("div", "tk-btn " + (cls || ""), Tk.el("div", "tk-btn-wrap", Tk.el("span", "tk-btn-inner", caption)), {
      tabindex: "0", role: "button", unselectable: "on",
    });
    made.addEventListener("mousedown", function () {
      made.classList.add("tk-btn-pressed");
    });
    document.addEventListener("mouseup", function () {
      made.classList.remove("tk-btn-pressed");
    });
    made.addEventListener("click", handler);
    made.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      handler();
    });
    return made;
  };

  /** Head and body are two tables, so that the body alone scrolls. */
  Tk.grid = function (columns, open) {
    var head = Tk.table("tk-grid-head", [columns.map(function (column) {
      return { cls: "tk-grid-hd", of: Tk.el("div", "tk-grid-cell", column) };
    })]);
    var view = Tk.el("div", "tk-grid-view");
    var grid = Tk.el("div", "tk-grid", [head, view]);
    var body = null;
    function tr(record, cells) {
      var row = Tk.tr(cells.map(function (cell) {
        return { cls: "tk-grid-td", of: Tk.el("div", "tk-grid-cell", cell) };
      }));
      row.addEventListener("mousedown", function () {
        body.querySelectorAll(".tk-grid-selected").forEach(function (other) {
          other.classList.remove("tk-grid-selected");
        });
        row.classList.add("tk-grid-selected");
      });
      if (open) row.addEventListener("dblclick", function () {
        open(record);
      });
      return row;
    }
    grid.setRows = function (records, cells) {
      var table = Tk.table("tk-grid-table", []);
      body = table.firstChild;
      records.forEach(function (record) {
        body.append(tr(record, cells(record)));
      });
      view.replaceChildren(table);
    };
    grid.addRow = function (record, cells) {
      body.prepend(tr(record, cells(record)));
      while (body.rows.length > 40) body.lastChild.remove();
    };
    return grid;
  };

  Tk.flag = function (on) {
    return Tk.el("span", on ? "tk-flag tk-flag-on" : "tk-flag", on ? "Yes" : "No");
  };

  Tk.request = function (method, path, body, done) {
    var request = new XMLHttpRequest();
    request.open(method, "/ui/api/" + path);
    request.setRequestHeader("Content-Type", "application/json");
    request.onload = function () {
      if (request.status < 300 && done) done(request.responseText ? JSON.parse(request.responseText) : null);
    };
    request.send(body ? JSON.stringify(body) : method === "GET" ? null : "{}");
  };
})();
