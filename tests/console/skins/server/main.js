// Draws the page of the address. Every step is a page of its own: nothing of the last one is left.

import { TILES, follow, load, options, saveSftpUser, tokenDialogs } from "/ui/assets/shared/client.js";

import { boxRow, element, link, screen, submitRow, table, textRow, tools, yes } from "./dom.js";
import { tokenForm, tokenList } from "./tokens.js";
import { showOnce } from "./window.js";

const SCREENS = { dashboard, sftp, "sftp-user": sftpUser, users, tokens: tokenList, create: tokenForm, edit: tokenForm };

const account = await load("account");
document.getElementById("account").textContent = account.account;
document.getElementById("admin").textContent = account.admin;
const made = document.getElementById("made");
if (made) {
  // The answer to the form: the list, and over it what was made.
  await tokenList();
  for (const what of tokenDialogs(JSON.parse(made.textContent))) await showOnce(what);
} else {
  await (SCREENS[options.screen] ?? other)(account, Number(new URLSearchParams(location.search).get("token")));
}

async function dashboard() {
  const rows = [];
  await follow((fresh) => {
    rows.unshift(...fresh.reverse().map(({ time, visitor, action, channel, segments }) => ({ cells: [time, visitor, action, channel, segments] })));
    screen("Dashboard", element("p", {}, TILES.map((tile) => tile.join(": ")).join(" | ")),
      table(["Time", "Visitor", "Action", "Channel", "Segments"], rows.slice(0, 40)));
  });
}

function other() {
  screen("Segments", element("p", {}, "0 results"), element("form", {}, boxRow("enabled", "Is enabled", true)));
}

async function users() {
  const rows = (await load("users")).map(({ name, email, role, enabled }) => ({ cells: [name, email, role, yes(enabled)] }));
  screen("Manage Users", table(["Name", "Email", "Role", "Enabled"], rows));
}

async function sftp() {
  const rows = (await load("sftp-users")).map(({ userName, canUpload, enabled, created }) => ({ cells: [userName, yes(canUpload), yes(enabled), created] }));
  screen("Manage SFTP Configuration", tools("Create SFTP User", "sftp-user"), table(["User name", "Upload", "Enabled", "Created"], rows));
}

function sftpUser() {
  const name = element("input", { type: "text", id: "id_userName", name: "userName" });
  const form = element("form", {}, textRow("User name", name),
    boxRow("canUpload", "Can upload files", true), boxRow("enabled", "Is enabled", false), submitRow("sftp"));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const { userName, canUpload, enabled } = form.elements;
    await showOnce(await saveSftpUser({ userName: userName.value, canUpload: canUpload.checked, enabled: enabled.checked }));
    location.assign(link("sftp"));
  };
  screen("Create SFTP User", form);
}
