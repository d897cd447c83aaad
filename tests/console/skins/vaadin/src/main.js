// The screen that the address names.

import { follow, load, options, saveSftpUser, TILES } from "/ui/assets/shared/client.js";

import "@vaadin/vaadin-lumo-styles/lumo.css";
import "./console.css";

import { button, credentials, element, formDialog, grid, yes } from "./parts.js";
import { tokens } from "./tokens.js";

const SCREENS = { dashboard, segments, tokens, sftp, users };
const FIRST = { create: "tokens" };

const account = await load("account");
document.getElementById("account").textContent = account.account;
document.getElementById("admin").textContent = account.admin;
const main = document.querySelector("main");

const route = () => SCREENS[location.hash.slice(1)](main, account);

addEventListener("hashchange", route);
if (location.hash) route();
else location.replace(`#${FIRST[options.screen] ?? options.screen}`);

async function dashboard() {
  const columns = ["Time", "Visitor", "Action", "Channel", "Segments"].map((title) => [title, (event) => event[title.toLowerCase()]]);
  const drawn = grid(columns, []);
  main.replaceChildren(element("h2", {}, "Dashboard"), element("p", {}, TILES.map((tile) => tile.join(": ")).join(" | ")), drawn);
  await follow((events) => {
    drawn.items = [...events.reverse(), ...drawn.items].slice(0, 40);
    return drawn.isConnected;
  });
}

function segments() {
  main.replaceChildren(element("h2", {}, "Segments"), element("p", {}, "Nothing to show."),
    element("vaadin-checkbox", { label: "Is enabled", checked: true }));
}

async function users() {
  const columns = [["Name", ({ name }) => name], ["Email", ({ email }) => email], ["Role", ({ role }) => role], ["Enabled", ({ enabled }) => yes(enabled)]];
  main.replaceChildren(element("h2", {}, "Manage Users"), grid(columns, await load("users")));
}

async function sftp() {
  const create = () => {
    const name = element("vaadin-text-field", { label: "User name" });
    const upload = element("vaadin-checkbox", { label: "Can upload files", checked: true });
    const enabled = element("vaadin-checkbox", { label: "Is enabled" });
    return formDialog({
      title: "Create SFTP User",
      fields: [name, upload, enabled],
      clear: () => (name.value = ""),
      async save() {
        const what = await saveSftpUser({ userName: name.value, canUpload: upload.checked, enabled: enabled.checked });
        sftp();
        return () => credentials(what);
      },
    });
  };
  const columns = [["User name", ({ userName }) => userName], ["Upload", ({ canUpload }) => yes(canUpload)],
    ["Enabled", ({ enabled }) => yes(enabled)], ["Created", ({ created }) => created]];
  main.replaceChildren(element("h2", {}, "Manage SFTP Configuration"), button("Create SFTP User", create, "primary"),
    grid(columns, await load("sftp-users")));
}
