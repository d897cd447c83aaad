// The frame of the console: header, menu, and the screen that was chosen.

import { follow, load, options, saveSftpUser, TILES } from "/ui/assets/shared/client.js";

import "./console.css";

import { button, checkBox, credentials, field, formDialog, table, yes } from "./parts.js";
import { tokens } from "./tokens.js";
import { $ } from "./widgets.js";

const SCREENS = { dashboard, segments, tokens, create: tokens, sftp, users };

const account = await load("account");
$("#account").text(account.account);
$("#admin").text(account.admin);
const content = $("#content");
const show = (name) => SCREENS[name](content, account);
$("#menu").menu({ select: (_, { item }) => {
  const name = item.children("[id]").attr("id")?.replace("to-", "");
  if (name in SCREENS) show(name);
} });
show(options.screen);

async function dashboard() {
  const drawn = table(["Time", "Visitor", "Action", "Channel", "Segments"], []);
  content.empty().append($("<h2>").text("Dashboard"), $("<p>").text(TILES.map((tile) => tile.join(": ")).join(" | ")), drawn);
  await follow((events) => {
    for (const { time, visitor, action, channel, segments } of events) {
      $("<tr>").append([time, visitor, action, channel, segments].map((cell) => $("<td>").text(cell))).prependTo(drawn.find("tbody"));
    }
    drawn.find("tbody tr").slice(40).remove();
    return document.contains(drawn[0]);
  });
}

function segments() {
  content.empty().append($("<h2>").text("Segments"), $("<p>").text("Nothing to show."), checkBox("enabled", "Is enabled", true));
  content.find(":checkbox").checkboxradio();
}

async function users() {
  const rows = (await load("users")).map(({ name, email, role, enabled }) => ({ cells: [name, email, role, yes(enabled)] }));
  content.empty().append($("<h2>").text("Manage Users"), table(["Name", "Email", "Role", "Enabled"], rows));
}

async function sftp() {
  const create = () => formDialog({
    title: "Create SFTP User",
    parts: [
      field("User name", $("<input type='text' name='userName'>")),
      $("<div>").append(checkBox("canUpload", "Can upload files", true), checkBox("enabled", "Is enabled", false)),
    ],
    async save({ userName, canUpload, enabled }) {
      credentials(await saveSftpUser({ userName: userName.value, canUpload: canUpload.checked, enabled: enabled.checked }));
      sftp();
    },
  });
  const rows = (await load("sftp-users")).map(({ userName, canUpload, enabled, created }) =>
    ({ cells: [userName, yes(canUpload), yes(enabled), created] }));
  content.empty().append($("<h2>").text("Manage SFTP Configuration"), $("<p>").append(button("Create SFTP User", create)),
    table(["User name", "Upload", "Enabled", "Created"], rows));
}
