/* The screens that are not the job. */
"use strict";

(function () {
  Views.dashboard = function (account, show) {
    var grid = Tk.grid(["Time", "Visitor", "Action", "Channel", "Segments"]);
    var last = 0;
    function cells(event) {
      last = Math.max(last, event.number);
      return [event.time, event.visitor, event.action, event.channel, String(event.segments)];
    }
    grid.setRows([], cells);
    show("Dashboard", [], Tk.el("div", "", [tiles(), grid]));
    function load() {
      Tk.request("GET", "activity?after=" + last, null, function (events) {
        if (!grid.isConnected) return clearInterval(timer);
        events.forEach(function (event) {
          grid.addRow(event, cells);
        });
      });
    }
    var timer = setInterval(load, 1500);
    load();
  };

  function tiles() {
    return Tk.table("tk-tiles", [[
      ["Visitors now", "1,284"], ["Impressions", "48,930"], ["Clickthrough", "3.6 %"], ["Revenue", "$ 92,417"],
    ].map(function (tile) {
      return Tk.el("div", "tk-tile", [Tk.el("div", "tk-tile-name", tile[0]), Tk.el("div", "tk-tile-value", tile[1])]);
    })]);
  }

  Views.other = function (name) {
    return function (account, show) {
      var model = { archived: false, enabled: true };
      show(name, [Tk.button("Refresh", function () {})], Tk.el("div", "tk-panel", [
        Tk.el("div", "tk-win-text", "No records match the filter."),
        Tk.checkGroup([Tk.checkRow(model, "archived", "Show archived"), Tk.checkRow(model, "enabled", "Is enabled")]),
      ]));
    };
  };

  Views.sftp = function (account, show) {
    var grid = Tk.grid(["User name", "Can upload", "Enabled", "Created"]);
    function load() {
      Tk.request("GET", "sftp-users", null, function (users) {
        grid.setRows(users, function (user) {
          return [user.userName, Tk.flag(user.canUpload), Tk.flag(user.enabled), user.created];
        });
      });
    }
    show("Manage SFTP Configuration", [Tk.button("Create SFTP User", function () {
      sftpForm(load);
    }, "tk-btn-default")], grid);
    load();
  };

  function sftpForm(saved) {
    var model = { userName: "", canUpload: true, enabled: false };
    function clear() {
      Object.assign(model, { userName: "", canUpload: true, enabled: false });
      made.redraw();
    }
    var made = Tk.window("Create SFTP User", function () {
      return Tk.table("tk-form", [
        Tk.formRow("User name", Tk.textField(model, "userName")),
        Tk.formRow("Permissions", Tk.checkGroup([
          Tk.checkRow(model, "canUpload", "Can upload files"), Tk.checkRow(model, "enabled", "Is enabled"),
        ])),
      ]);
    }, buttons(function () {
      if (!model.userName) return;
      Tk.request("POST", "sftp-users", model, function (user) {
        made.shut();
        saved();
        Tk.credentials({
          title: "Download SFTP Credentials",
          text: "This is the only time these credentials can be viewed or downloaded.",
          rows: [["User Name", user.userName], ["Password", user.password]],
          file: "sftp.csv",
          button: "Close",
          report: "sftp-users/" + user.number,
        });
      });
    }, clear, function () {
      made.shut();
    }));
  }

  function buttons(ok, clear, cancel) {
    return [
      { caption: "OK", handler: ok, cls: "tk-btn-default" },
      { caption: "Clear", handler: clear },
      { caption: "Cancel", handler: cancel },
    ];
  }

  Views.users = function (account, show) {
    var grid = Tk.grid(["Name", "Email", "Role", "Enabled"], function (user) {
      userForm(user, load);
    });
    function load() {
      Tk.request("GET", "users", null, function (users) {
        grid.setRows(users, function (user) {
          return [user.name, user.email, user.role, Tk.flag(user.enabled)];
        });
      });
    }
    show("Manage Users", [Tk.button("Add User", function () {
      userForm(null, load);
    }, "tk-btn-default")], grid);
    load();
  };

  function userForm(user, saved) {
    var blank = { name: "", email: "", role: "Viewer", enabled: true, notify: false };
    var model = Object.assign({}, blank, user);
    var made = Tk.window(user ? "Editing User" : "Add User", function () {
      return Tk.table("tk-form", [
        Tk.formRow("Name", Tk.textField(model, "name")),
        Tk.formRow("Email", Tk.textField(model, "email")),
        Tk.formRow("Role", Tk.comboField(model, "role", ["Viewer", "Campaign Editor", "Administrator"])),
        Tk.formRow("Access", Tk.checkGroup([
          Tk.checkRow(model, "enabled", "Is enabled"), Tk.checkRow(model, "notify", "Send a welcome email"),
        ])),
      ]);
    }, buttons(function () {
      Tk.request("POST", "users", model, function () {
        made.shut();
        saved();
      });
    }, function () {
      Object.assign(model, blank);
      made.redraw();
    }, function () {
      made.shut();
    }));
  }
})();
