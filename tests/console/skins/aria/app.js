/* The viewport: header, tree and the screen of the chosen node. */
"use strict";

(function () {
  var VIEWS = {
    Dashboard: Views.dashboard,
    Campaigns: Views.other("Campaigns"),
    Catalog: Views.other("Catalog"),
    Segments: Views.other("Segments"),
    Reports: Views.other("Reports"),
    Settings: Views.other("Settings"),
    ApiTokens: Views.tokens,
    NewApiToken: Views.createToken,
    Sftp: Views.sftp,
    Users: Views.users,
  };
  var FIRST = { tokens: "ApiTokens", create: "NewApiToken", sftp: "Sftp", users: "Users" };
  var content = Tk.el("div", "tk-content");
  var nodes = {};
  var account = null;

  function show(title, tools, body) {
    var bar = Tk.table("tk-toolbar", [tools.concat({ cls: "tk-fill", of: "" })]);
    content.replaceChildren(Tk.el("div", "tk-title", title), tools.length ? bar : "", body);
  }

  function node(name, view, cls) {
    var made = Tk.el("div", "tk-node " + (cls || ""), Tk.el("span", "tk-node-text", name), { role: "treeitem", tabindex: "0" });
    function act() {
      location.hash = "!" + view;
    }
    made.addEventListener("click", act);
    made.addEventListener("keydown", function (event) {
      if (event.key === "Enter") act();
    });
    nodes[view] = made;
    return made;
  }

  function tree() {
    var children = Tk.el("div", "tk-node-children tk-hidden", [
      node("API Tokens", "ApiTokens", "tk-leaf"),
      node("Manage SFTP Configuration", "Sftp", "tk-leaf"),
      node("Manage Users", "Users", "tk-leaf"),
    ], { role: "group" });
    var security = Tk.el("div", "tk-node tk-branch", Tk.el("span", "tk-node-text", "Security"), {
      role: "treeitem", tabindex: "0", "aria-expanded": "false",
    });
    security.expand = function (open) {
      security.setAttribute("aria-expanded", String(open));
      children.classList.toggle("tk-hidden", !open);
    };
    function toggle() {
      security.expand(children.classList.contains("tk-hidden"));
    }
    security.addEventListener("click", toggle);
    security.addEventListener("keydown", function (event) {
      if (event.key === "Enter") toggle();
    });
    nodes.security = security;
    var plain = ["Dashboard", "Campaigns", "Catalog", "Segments", "Reports", "Settings"].map(function (name) {
      return node(name, name);
    });
    return Tk.el("div", "tk-tree", plain.concat(Tk.el("div", "tk-tree-fill"), security, children), { role: "tree" });
  }

  function route() {
    var view = location.hash.replace("#!", "");
    var selected = nodes[view === "NewApiToken" ? "ApiTokens" : view];
    if (!selected) return;
    Object.keys(nodes).forEach(function (name) {
      nodes[name].classList.remove("tk-node-selected");
    });
    selected.classList.add("tk-node-selected");
    if (selected.classList.contains("tk-leaf")) nodes.security.expand(true);
    VIEWS[view](account, show);
  }

  Tk.request("GET", "account", null, function (answer) {
    account = answer;
    var header = Tk.table("tk-header", [[
      { cls: "tk-logo", of: "Personalization" },
      { cls: "tk-account", of: answer.account + " · Production" },
      { cls: "tk-fill", of: "" },
      { cls: "tk-user", of: answer.admin },
    ]]);
    document.body.append(header, Tk.el("div", "tk-main", [tree(), content]));
    addEventListener("hashchange", route);
    if (location.hash) return route();
    location.hash = "!" + (FIRST[new URLSearchParams(location.search).get("screen")] || "Dashboard");
  });
})();
