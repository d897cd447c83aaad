/* Security, API Tokens. */
"use strict";
var Views = {};

(function () {
  var query = new URLSearchParams(location.search);
  var secretCaption = query.get("wording") === "secret-key" ? "API Secret Key" : "API Key Secret";

  Views.tokens = function (account, show) {
    var grid = Tk.grid(["No.", "Notes", "API", "Events", "Enabled", "Datasets", "Created"], function (token) {
      form(account, token, load);
    });
    grid.classList.add("tk-grid-tokens");
    function load() {
      Tk.request("GET", "tokens", null, function (tokens) {
        grid.setRows(tokens, function (token) {
          var rights = token.rights;
          return [
            String(token.number), token.notes, Tk.flag(rights.accessApi), Tk.flag(rights.sendEvents),
            Tk.flag(rights.enabled), token.datasets.join(", "), token.created,
          ];
        });
      });
    }
    show("API Tokens", [Tk.button("Create Token", function () {
      form(account, null, load);
    }, "tk-btn-default"), Tk.button("Refresh", load)], grid);
    load();
  };

  Views.createToken = function (account, show) {
    Views.tokens(account, show);
    form(account, null, function () {
      Views.tokens(account, show);
    });
  };

  function blank(account) {
    var model = { accessApi: false, sendEvents: true, enabled: query.has("enabled"), notes: "", ipAcceptList: "" };
    model.datasets = query.get("datasets") === "preset" ? ["engage"] : [];
    account.extraPermissions.forEach(function (one) {
      model[one.label] = one.ticked;
    });
    return model;
  }

  function form(account, token, saved) {
    var extra = query.has("extra") ? account.extraPermissions.map(function (one) {
      return one.label;
    }) : [];
    var model = blank(account);
    if (token) {
      Object.assign(model, token.rights, { notes: token.notes, ipAcceptList: token.ipAcceptList, datasets: token.datasets });
      extra.forEach(function (label) {
        model[label] = token.rights.extra.indexOf(label) >= 0;
      });
    }
    function body() {
      var boxes = [["accessApi", "Can access API"], ["sendEvents", "Can send events"], ["enabled", "Is enabled"]]
        .concat(extra.map(function (label) {
          return [label, label];
        }));
      return Tk.table("tk-form", [
        Tk.formRow("Permissions", Tk.checkGroup(boxes.map(function (box) {
          return Tk.checkRow(model, box[0], box[1]);
        }))),
        Tk.formRow("Restrict to Specific Datasets", Tk.tagField(model, "datasets", account.datasets, "Select datasets")),
        Tk.formRow("Notes", Tk.textField(model, "notes", "textarea")),
        Tk.formRow("IP Accept List", Tk.textField(model, "ipAcceptList")),
      ]);
    }
    function values() {
      return {
        rights: {
          accessApi: model.accessApi, sendEvents: model.sendEvents, enabled: model.enabled,
          extra: extra.filter(function (label) {
            return model[label];
          }),
        },
        datasets: model.datasets, notes: model.notes, ipAcceptList: model.ipAcceptList,
      };
    }
    var busy = false;
    function ok() {
      if (busy) return;
      busy = true;
      if (token) {
        Tk.request("PUT", "tokens/" + token.number, values(), function () {
          made.shut();
          saved();
        });
      } else {
        Tk.request("POST", "tokens", values(), function (created) {
          made.shut();
          saved();
          present(created);
        });
      }
    }
    var made = Tk.window(token ? "Editing API Token" : "New API Token", body, [
      { caption: "OK", handler: ok, cls: "tk-btn-default" },
      { caption: "Clear", handler: function () {
        Object.assign(model, blank(account));
        made.redraw();
      } },
      { caption: "Cancel", handler: function () {
        made.shut();
      } },
    ], function () {
      clearInterval(timer);
    });
    var every = Number(query.get("redraw") || 0);
    var timer = every ? setInterval(made.redraw, every) : 0;
  }

  function present(created) {
    var what = {
      rows: [["API Key ID", created.apiKeyId], [secretCaption, created.apiKeySecret]],
      report: "tokens/" + created.number,
      late: Number(query.get("late") || 0),
    };
    function download() {
      Tk.credentials(Object.assign({}, what, {
        title: "Download API Key Credentials",
        text: "This is the only time these credentials can be viewed or downloaded. You cannot recover them later.",
        file: "credentials.csv",
        button: "Close",
      }));
    }
    if (query.get("dialogs") !== "two") return download();
    Tk.credentials(Object.assign({}, what, {
      title: "API Token Created", text: "The API token was created successfully.", button: "OK",
    }), function () {
      what.late = 0;
      download();
    });
  }
})();
