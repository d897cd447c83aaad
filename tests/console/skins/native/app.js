// The shell: the bar, the navigation and which screen is shown.

import { element, find, load, options, place, template } from "./kit.js";
import { dashboard, other, sftpForm, sftpList, users } from "./screens.js";
import { formScreen, listScreen, present } from "./tokens.js";

const FIRST = {
  dashboard: "#dashboard",
  tokens: "#security/api-tokens",
  create: "#security/api-tokens/new",
  sftp: "#security/sftp",
  users: "#security/users",
};

const account = await load("account");
start();

function start() {
  const app = document.getElementById("app");
  const root = element("div", { class: "root" }, template("shell"));
  if (options.shadow) {
    const inside = app.attachShadow({ mode: options.shadow });
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) inside.append(link.cloneNode());
    inside.append(root);
  } else {
    app.replaceWith(root);
  }
  place.root = root;
  find("[data-account]").textContent = account.account;
  find("[data-admin]").textContent = account.admin;
  find(".search").addEventListener("submit", (event) => event.preventDefault());

  const toggle = find(".nav button");
  toggle.addEventListener("click", () => expand(toggle.getAttribute("aria-expanded") === "false"));
  addEventListener("hashchange", show);
  // The answer to a form that went to the server by itself.
  const made = document.getElementById("made");
  if (made) {
    location.replace(FIRST.tokens);
    present(JSON.parse(made.textContent));
  } else if (location.hash) show();
  else location.replace(FIRST[options.screen] ?? FIRST.dashboard);
}

function expand(open) {
  find(".nav button").setAttribute("aria-expanded", String(open));
  find("#security-menu").hidden = !open;
}

function show() {
  const [section, screen, detail] = location.hash.slice(1).split("/");
  if (section === "security") expand(true);
  for (const link of place.root.querySelectorAll(".nav a")) {
    const current = location.hash === link.hash || location.hash.startsWith(`${link.hash}/`);
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const main = find("main");
  main.scrollTop = 0;
  if (screen === "api-tokens") {
    if (!detail) listScreen(main);
    else formScreen(main, account, detail === "new" ? null : detail);
  } else if (screen === "sftp") {
    if (detail) sftpForm(main);
    else sftpList(main);
  } else if (screen === "users") {
    users(main);
  } else if (section === "dashboard") {
    dashboard(main);
  } else {
    other(main, section[0].toUpperCase() + section.slice(1));
  }
}
