/* Windows over a mask, and the ones with one-time credentials. */
"use strict";

(function () {
  var level = 9000;

  /** `body` draws the content anew each time it is asked; the caption of the first button is the default one. */
  Tk.window = function (title, body, buttons, closed) {
    var mask = Tk.el("div", "tk-mask");
    var cross = Tk.el("div", "tk-tool-close", undefined, { title: "Close" });
    var header = Tk.table("tk-win-header", [[{ cls: "tk-win-title", of: title }, { cls: "tk-win-tool", of: cross }]]);
    var content = Tk.el("div", "tk-win-body");
    var bar = Tk.table("tk-win-buttons", [buttons.map(function (one) {
      return Tk.button(one.caption, one.handler, one.cls);
    })]);
    var made = Tk.el("div", "tk-win", [header, content, bar], { tabindex: "-1" });
    var open = true;
    made.redraw = function () {
      var name = made.contains(document.activeElement) && document.activeElement.name;
      content.replaceChildren(body());
      var again = name && content.querySelector("[name=" + name + "]");
      if (again) again.focus();
    };
    made.shut = function () {
      if (!open) return;
      open = false;
      mask.remove();
      made.remove();
      if (closed) closed();
    };
    cross.addEventListener("click", made.shut);
    made.addEventListener("keydown", function (event) {
      if (event.key === "Escape") made.shut();
      if (event.key === "Enter" && event.target.matches("input")) buttons[0].handler();
    });
    mask.style.zIndex = level += 1;
    made.style.zIndex = level += 1;
    made.redraw();
    document.body.append(mask, made);
    made.style.left = Math.round((innerWidth - made.offsetWidth) / 2) + "px";
    made.style.top = Math.max(20, Math.round((innerHeight - made.offsetHeight) / 2.4)) + "px";
    made.focus();
    return made;
  };

  /** Shows `rows` of caption and value until it is closed. `what.report` is where the server hears of it. */
  Tk.credentials = function (what, closed) {
    var rows = what.rows.map(function (row, index) {
      var late = what.late && index === what.rows.length - 1;
      var value = Tk.el("td", "tk-value", late ? "Loading…" : row[1]);
      if (late) setTimeout(function () {
        value.textContent = row[1];
      }, what.late);
      return Tk.el("tr", "tk-tr", [Tk.el("td", "tk-caption", row[0] + ":"), value]);
    });
    var table = Tk.table("tk-values", []);
    table.firstChild.append.apply(table.firstChild, rows);
    var buttons = [{ caption: what.button, cls: what.file ? "" : "tk-btn-default", handler: function () {
      made.shut();
    } }];
    if (what.file) buttons.unshift({ caption: "Download CSV File", cls: "tk-btn-default", handler: function () {
      save(what);
    } });
    var made = Tk.window(what.title, function () {
      return Tk.el("div", "", [Tk.el("div", "tk-win-text", what.text), table]);
    }, buttons, function () {
      Tk.request("POST", what.report + "/dialog-closed");
      if (closed) closed();
    });
    Tk.request("POST", what.report + "/dialog-opened");
  };

  function save(what) {
    var lines = [0, 1].map(function (column) {
      return what.rows.map(function (row) {
        return '"' + row[column] + '"';
      }).join(",");
    });
    var address = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    Tk.el("a", "", "", { href: address, download: what.file }).click();
    setTimeout(function () {
      URL.revokeObjectURL(address);
    }, 1000);
    Tk.request("POST", what.report + "/csv-downloaded");
  }
})();
