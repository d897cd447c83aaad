// The frame of the console: header, navigation, and the screen that the address names.

import { load, options } from "/ui/assets/shared/client.js";

import "@progress/kendo-theme-default/dist/default-ocean-blue.css";
import "./console.css";

import { $ } from "./kendo.js";
import { dashboard, other, sftp, users } from "./screens.js";
import { tokens } from "./tokens.js";

const SCREENS = {
  dashboard: ["Dashboard", dashboard],
  campaigns: ["Campaigns", other],
  catalog: ["Catalog", other],
  segments: ["Segments", other],
  reports: ["Reports", other],
  settings: ["Settings", other],
  tokens: ["API Tokens", tokens],
  sftp: ["Manage SFTP Configuration", sftp],
  users: ["Manage Users", users],
};
const SECURITY = ["tokens", "sftp", "users"];
const FIRST = { create: "tokens" };

const account = await load("account");
$("#header").addClass("k-appbar k-appbar-dark").append(
  $("<strong>").text("Personalization"), $("<span>").text(account.account), $("<span class='k-spacer'>"), $("<span>").text(account.admin));

const item = (name) => ({ text: SCREENS[name][0], cssClass: `node-${name}` });
const navigation = $("#navigation").kendoPanelBar({
  expandMode: "multiple",
  dataSource: [
    ...Object.keys(SCREENS).filter((name) => !SECURITY.includes(name)).map(item),
    { text: "Security", cssClass: "node-security", items: SECURITY.map(item) },
  ],
  select({ item: chosen }) {
    const name = Object.keys(SCREENS).find((one) => chosen.classList.contains(`node-${one}`));
    if (name) location.hash = name;
  },
}).data("kendoPanelBar");

function route() {
  const name = location.hash.slice(1);
  const [title, screen] = SCREENS[name];
  if (SECURITY.includes(name)) navigation.expand($(".node-security"), false);
  navigation.select($(`.node-${name}`));
  const { tools, body } = screen(account);
  const buttons = tools.map(([text, click], index) => {
    const button = $("<button type='button'>").text(text);
    button.kendoButton({ click, themeColor: index ? "base" : "primary" });
    return button;
  });
  $("#content").empty().append($("<h1>").text(title), $("<div class='tools'>").append(buttons), body);
}

addEventListener("hashchange", route);
if (location.hash) route();
else location.replace(`#${FIRST[options.screen] ?? options.screen}`);
