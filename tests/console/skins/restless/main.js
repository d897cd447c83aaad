// The menu, and the screen that the address names.

import { load, options } from "/ui/assets/shared/client.js";

import { changed, h, start } from "./draw.js";
import { dialog } from "./once.js";
import { dashboard, other, sftp, users } from "./screens.js";
import { tokens } from "./tokens.js";

const OTHERS = ["Campaigns", "Catalog", "Segments", "Reports", "Settings"];
const SECURITY = ["API Tokens", "Manage SFTP Configuration", "Manage Users"];
const SCREENS = {
  Dashboard: dashboard,
  ...Object.fromEntries(OTHERS.map((name) => [name, other(name)])),
  "API Tokens": tokens,
  "Manage SFTP Configuration": sftp,
  "Manage Users": users,
};
const FIRST = { tokens: "API Tokens", create: "API Tokens", sftp: "Manage SFTP Configuration", users: "Manage Users" };

const account = await load("account");
let name = "";
let screen = { view: () => [] };
let isOpen = false;

function go(to) {
  screen.leave?.();
  name = to;
  isOpen ||= SECURITY.includes(to);
  screen = SCREENS[to](account);
  changed();
}

const entry = (to) => h("a", { href: `#${to}`, key: `go ${to}`, class: to === name ? "current" : "", press: () => go(to) }, to);

go(FIRST[options.screen] ?? "Dashboard");
addEventListener("click", (event) => event.target.closest?.("a[href^='#']") && event.preventDefault());
start(() => [
  h("div", { class: "bar" }, h("b", {}, "Personalization"), h("span", {}, account.account), h("span", { class: "who" }, account.admin)),
  h("nav", {}, ["Dashboard", ...OTHERS].map(entry), h("div", { class: "space" }),
    h("button", { type: "button", key: "security", "aria-expanded": String(isOpen), press: () => (isOpen = !isOpen) }, "Security"),
    isOpen && h("div", { class: "inside" }, SECURITY.map(entry))),
  h("main", {}, screen.view()),
  ...dialog(),
]);
