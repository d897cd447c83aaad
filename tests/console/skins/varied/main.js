// The menu in the page, and the screen that the address names in the place that fell to it.

import { load, options } from "/ui/assets/shared/client.js";

import { root } from "./place.js";
import { dashboard, other, sftp, users } from "./screens.js";
import { tokens } from "./tokens.js";

const OTHERS = ["Campaigns", "Catalog", "Segments", "Reports", "Settings"];
const SECURITY = { "API Tokens": tokens, "Manage SFTP Configuration": sftp, "Manage Users": users };
const SCREENS = { Dashboard: dashboard, ...Object.fromEntries(OTHERS.map((name) => [name, other(name)])), ...SECURITY };
const FIRST = { tokens: "API Tokens", create: "API Tokens", sftp: "Manage SFTP Configuration", users: "Manage Users" };

const account = await load("account");
document.getElementById("account").textContent = account.account;
document.getElementById("admin").textContent = account.admin;

const show = (...content) => root.replaceChildren(...content);

const menu = document.getElementById("menu");
const inside = document.createElement("div");
const entries = {};

function go(name) {
  for (const [other, entry] of Object.entries(entries)) entry.className = other === name ? "current" : "";
  if (SECURITY[name]) inside.hidden = false;
  SCREENS[name](show, account);
}

function entry(name, act) {
  const made = document.createElement("a");
  made.href = "#";
  made.textContent = name;
  made.addEventListener("click", (event) => {
    event.preventDefault();
    act();
  });
  return made;
}

for (const name of Object.keys(SCREENS)) {
  entries[name] = entry(name, () => go(name));
  (SECURITY[name] ? inside : menu).append(entries[name]);
}
inside.className = "sub";
inside.hidden = true;
menu.append(entry("Security", () => (inside.hidden = !inside.hidden)), inside);
go(FIRST[options.screen] ?? "Dashboard");
