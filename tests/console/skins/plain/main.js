// The menu, and the screen that the address names.

import { load, options } from "/ui/assets/shared/client.js";

import { div } from "./parts.js";
import { dashboard, other, sftp, users } from "./screens.js";
import { tokens } from "./tokens.js";

const SCREENS = {
  dashboard: ["Dashboard", dashboard],
  ...Object.fromEntries(["Campaigns", "Catalog", "Segments", "Reports", "Settings"].map((name) => [name.toLowerCase(), [name, other(name)]])),
  tokens: ["API Tokens", tokens],
  sftp: ["Manage SFTP Configuration", sftp],
  users: ["Manage Users", users],
};
const SECURITY = ["tokens", "sftp", "users"];
const FIRST = { create: "tokens" };

const account = await load("account");
document.getElementById("account").textContent = account.account;
document.getElementById("admin").textContent = account.admin;

const entries = {};
const entry = (name) => {
  entries[name] = div("entry", SCREENS[name][0]);
  entries[name].addEventListener("click", () => (location.hash === `#${name}` ? go() : (location.hash = name)));
  return entries[name];
};
const inside = div("inside", ...SECURITY.map(entry));
const security = div("entry", "Security");
const expand = (open) => {
  inside.hidden = !open;
};
security.addEventListener("click", () => expand(inside.hidden));
const others = Object.keys(SCREENS).filter((name) => !SECURITY.includes(name)).map(entry);
document.getElementById("menu").append(...others, div("space"), security, inside);

function show(title, ...content) {
  document.getElementById("page").replaceChildren(div("title", title), ...content);
}

function go() {
  const name = location.hash.slice(1);
  for (const [other, element] of Object.entries(entries)) element.classList.toggle("current", other === name);
  if (SECURITY.includes(name)) expand(true);
  SCREENS[name][1]({ account, show });
}

expand(false);
addEventListener("hashchange", go);
if (location.hash) go();
else location.replace(`#${FIRST[options.screen] ?? options.screen}`);
