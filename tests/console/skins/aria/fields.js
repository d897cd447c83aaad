/* Fields. None of them is tied to its caption but by standing beside it. */
"use strict";

(function () {
  /** A row with a drawn box and, in the next cell, its caption. */
  Tk.checkRow = function (model, key, caption) {
    var box = Tk.el("div", "tk-check", Tk.el("div", "tk-check-mark"), { role: "checkbox", tabindex: "0" });
    function draw() {
      box.setAttribute("aria-checked", model[key] ? "true" : "false");
      box.classList.toggle("tk-check-on", Boolean(model[key]));
    }
    function toggle() {
      model[key] = !model[key];
      draw();
    }
    var row = Tk.tr([{ cls: "tk-check-td", of: box }, { cls: "tk-check-caption", of: caption }]);
    box.addEventListener("keydown", function (event) {
      if (event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
    row.addEventListener("click", toggle);
    draw();
    return row;
  };

  Tk.checkGroup = function (rows) {
    var table = Tk.table("tk-check-group", []);
    table.firstChild.append.apply(table.firstChild, rows);
    return table;
  };

  Tk.textField = function (model, key, tag) {
    var input = Tk.el(tag || "input", "tk-field", undefined, tag ? { rows: "3" } : { type: "text", autocomplete: "off" });
    input.name = key;
    input.value = model[key] || "";
    input.addEventListener("input", function () {
      model[key] = input.value;
    });
    return input;
  };

  /** Chips with removers before an input; the list hangs at the end of the body, as in the toolkits of its age. */
  Tk.tagField = function (model, key, choices, placeholder) {
    var input = Tk.el("input", "tk-tag-input", undefined, { type: "text", autocomplete: "off" });
    var chips = Tk.el("div", "tk-tag-chips");
    var trigger = Tk.el("div", "tk-trigger");
    var field = Tk.el("div", "tk-tag", [chips, trigger]);
    var list = null;

    function draw() {
      chips.replaceChildren.apply(chips, model[key].map(chip));
      chips.append(input);
      input.placeholder = model[key].length ? "" : placeholder;
    }
    function chip(name) {
      var cross = Tk.el("div", "tk-chip-x");
      cross.addEventListener("mousedown", function (event) {
        event.preventDefault();
        model[key] = model[key].filter(function (other) {
          return other !== name;
        });
        draw();
      });
      return Tk.el("div", "tk-chip", [Tk.el("div", "tk-chip-text", name), cross]);
    }
    function close() {
      if (list) list.remove();
      list = null;
    }
    function open() {
      close();
      list = Tk.el("div", "tk-list", choices.filter(function (name) {
        return model[key].indexOf(name) < 0 && name.indexOf(input.value) >= 0;
      }).map(function (name) {
        var item = Tk.el("div", "tk-list-item", name);
        item.addEventListener("mousedown", function (event) {
          event.preventDefault();
          pick(name);
        });
        return item;
      }));
      var place = field.getBoundingClientRect();
      list.style.left = place.left + "px";
      list.style.top = place.bottom + "px";
      list.style.width = place.width + "px";
      document.body.append(list);
    }
    function pick(name) {
      model[key] = model[key].concat(name);
      input.value = "";
      draw();
      close();
      input.focus();
    }
    field.addEventListener("mousedown", function (event) {
      if (event.target !== input) event.preventDefault();
      input.focus();
      if (list) close();
      else if (!event.target.classList.contains("tk-chip-x")) open();
    });
    input.addEventListener("input", open);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      var first = list && list.firstChild;
      if (event.key === "ArrowDown") open();
      else if (event.key === "Enter" && first) pick(first.textContent);
      else if (event.key === "Escape" && list) close();
      else if (event.key === "Backspace" && !input.value && model[key].length) {
        model[key] = model[key].slice(0, -1);
        draw();
        return;
      } else return;
      event.stopPropagation();
      event.preventDefault();
    });
    draw();
    return field;
  };

  Tk.comboField = function (model, key, choices) {
    var select = Tk.el("select", "tk-field", choices.map(function (name) {
      return Tk.el("option", "", name);
    }));
    select.value = model[key];
    select.addEventListener("change", function () {
      model[key] = select.value;
    });
    return select;
  };

  /** A form's row: caption with a colon, then the field. */
  Tk.formRow = function (caption, field) {
    return [{ cls: "tk-caption", of: caption + ":" }, { cls: "tk-field-td", of: field }];
  };
})();
