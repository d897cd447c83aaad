// The screen that the address names.

import { follow, load, options, saveSftpUser, TILES } from "/ui/assets/shared/client.js";

import { button, checkBox, credentials, field, flag, formModal, table } from "./parts.js";
import { $ } from "./plugins.js";
import { tokens } from "./tokens.js";

const SCREENS = { dashboard, segments, tokens, sftp, users };
const FIRST = { create: "tokens" };

const account = await load("account");
$("#account").text(account.account);
$("#admin").text(account.admin);
const content = $("#content");

function route() {
  const name = location.hash.slice(1);
  $("#menu li").removeClass("active").filter((_, item) => $(item).children("a").attr("href") === `#${name}`).addClass("active");
  SCREENS[name](content, account);
}

addEventListener("hashchange", route);
if (location.hash) route();
else location.replace(`#${FIRST[options.screen] ?? options.screen}`);

async function dashboard() {
  const drawn = table(["Time", "Visitor", "Action", "Channel", "Segments"], []);
  const tiles = TILES.map(([name, value]) => $("<div class='col-xs-3'>").append($("<div class='well'>").append(name, "<br>", $("<b>").text(value))));
  content.empty().append($("<h3>").text("Dashboard"), $("<div class='row'>").append(tiles), drawn);
  await follow((events) => {
    for (const { time, visitor, action, channel, segments } of events) {
      $("<tr>").append([time, visitor, action, channel, segments].map((cell) => $("<td>").text(cell))).prependTo(drawn.find("tbody"));
    }
    drawn.find("tbody tr").slice(40).remove();
    return document.contains(drawn[0]);
  });
}

function segments() {
  content.empty().append($("<h3>").text("Segments"), $("<p>").text("Nothing to show."), checkBox("enabled", "Is enabled", true));
}

async function users() {
  const rows = (await load("users")).map(({ name, email, role, enabled }) => ({ cells: [name, email, role, flag(enabled)] }));
  content.empty().append($("<h3>").text("Manage Users"), table(["Name", "Email", "Role", "Enabled"], rows));
}

async function sftp() {
  const create = () => formModal({
    title: "Create SFTP User",
    body: [
      field("User name", $("<input type='text' name='userName'>")),
      checkBox("canUpload", "Can upload files", true),
      checkBox("enabled", "Is enabled", false),
    ],
    async save({ userName, canUpload, enabled }) {
      const what = await saveSftpUser({ userName: userName.value, canUpload: canUpload.checked, enabled: enabled.checked });
      sftp();
      return () => credentials(what);
    },
  });
  const rows = (await load("sftp-users")).map(({ userName, canUpload, enabled, created }) =>
    ({ cells: [userName, flag(canUpload), flag(enabled), created] }));
  content.empty().append($("<h3>").text("Manage SFTP Configuration"), $("<p>").append(button("Create SFTP User", "primary", create)),
    table(["User name", "Upload", "Enabled", "Created"], rows));
}
