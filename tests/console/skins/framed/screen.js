// What stands in the frame: the screen that the address names.

import { TILES, follow, load, saveSftpUser, send } from "/ui/assets/shared/client.js";

import { showOnce } from "./dialog.js";
import { box, button, element, field, form, list, screen, yes } from "./dom.js";
import { showForm, showList } from "./tokens.js";

const SCREENS = { dashboard, users, sftp, tokens: showList, create: () => showForm() };

const name = new URLSearchParams(location.search).get("show");
await (SCREENS[name] ?? other)();

async function dashboard() {
  const rows = list(["Time", "Visitor", "Action", "Channel", "Segments"]);
  const tiles = TILES.map(([label, value]) => element("td", {}, element("div", { class: "note" }, label), element("big", {}, value)));
  screen("Dashboard", element("table", { class: "tiles" }, element("tbody", {}, element("tr", {}, ...tiles))), rows.table);
  await follow((fresh) => rows.prepend(fresh.reverse().map(({ time, visitor, action, channel, segments }) =>
    ({ cells: [time, visitor, action, channel, segments] }))));
}

function other() {
  screen(name[0].toUpperCase() + name.slice(1), element("p", {}, "No entries."), box("enabled", "Is enabled", true));
}

async function users() {
  const rows = list(["Name", "Email", "Role", "Enabled"]);
  screen("Manage Users", element("div", { class: "toolbar" }, button("Add User", userForm)), rows.table);
  rows.fill((await load("users")).map((user) => ({ cells: [user.name, user.email, user.role, yes(user.enabled)] })));
}

function userForm() {
  const roles = ["Viewer", "Campaign Editor", "Administrator"].map((role) => element("option", {}, role));
  const save = async ({ email, userName, role, enabled }) => {
    await send("users", { email: email.value, name: userName.value, role: role.value, enabled: enabled.checked });
    await users();
  };
  screen("Add User", form([
    ["Name", field("userName", "")],
    ["Email", field("email", "")],
    ["Role", element("select", { name: "role" }, ...roles)],
    ["", box("enabled", "Is enabled", true)],
  ], save, userForm, users));
}

async function sftp() {
  const rows = list(["User name", "Can upload", "Enabled", "Created"]);
  screen("Manage SFTP Configuration", element("div", { class: "toolbar" }, button("Create SFTP User", sftpForm)), rows.table);
  rows.fill((await load("sftp-users")).map((user) => ({
    cells: [user.userName, yes(user.canUpload), yes(user.enabled), user.created],
  })));
}

function sftpForm() {
  const save = async ({ userName, canUpload, enabled }) => {
    const dialog = await saveSftpUser({ userName: userName.value, canUpload: canUpload.checked, enabled: enabled.checked });
    await sftp();
    await showOnce(dialog);
  };
  screen("Create SFTP User", form([
    ["User name", field("userName", "")],
    ["Permissions", box("canUpload", "Can upload files", true), box("enabled", "Is enabled", false)],
  ], save, sftpForm, sftp));
}
