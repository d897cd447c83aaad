// The screens that are not the job.

import { follow, load, saveSftpUser, send, TILES } from "/ui/assets/shared/client.js";

import { credentials } from "./credentials.js";
import { checkBoxes, dropDownList, field, formWindow, textBox } from "./form.js";
import { flag, grid } from "./grid.js";
import { $, kendo } from "./kendo.js";

export function dashboard() {
  const cells = ({ time, visitor, action, channel, segments }) => [time, visitor, action, channel, segments];
  const list = grid([["Time", "18%"], ["Visitor", "20%"], ["Action", "24%"], ["Channel", "23%"], ["Segments", "15%"]], cells);
  follow((events) => {
    events.forEach(list.add);
    return document.contains(list.element[0]);
  });
  const cards = TILES.map(([name, value]) =>
    $("<div class='k-card'>").append($("<div class='k-card-body'>").append($("<div>").text(name), $("<div class='k-card-title'>").text(value))));
  return { tools: [], body: [$("<div class='cards'>").append(cards), list.element] };
}

export function other() {
  const model = kendo.observable({ archived: false, enabled: true });
  const body = $("<div class='k-card-body'>").append($("<p>").text("Nothing to show."),
    checkBoxes("Filter", [["archived", "Show archived"], ["enabled", "Is enabled"]]));
  kendo.bind(body, model);
  return { tools: [], body: $("<div class='k-card'>").append(body) };
}

export function sftp() {
  const cells = ({ userName, canUpload, enabled, created }) => [userName, flag(canUpload), flag(enabled), created];
  const list = grid([["User name", "40%"], ["Upload", "20%"], ["Enabled", "20%"], ["Created", "20%"]], cells);
  const refresh = async () => list.load(await load("sftp-users"));
  const blank = () => ({ userName: "", canUpload: true, enabled: false });
  const create = () => formWindow({
    title: "Create SFTP User",
    values: blank(),
    blank,
    draw: () => [
      field("User name", textBox("userName")),
      checkBoxes("Permissions", [["canUpload", "Can upload files"], ["enabled", "Is enabled"]]),
    ],
    async save(user, close) {
      if (!user.userName) return false;
      const what = await saveSftpUser(user);
      close();
      refresh();
      return credentials(what);
    },
  });
  refresh();
  return { tools: [["Create SFTP User", create], ["Refresh", refresh]], body: list.element };
}

export function users() {
  const cells = ({ name, email, role, enabled }) => [name, email, role, flag(enabled)];
  const list = grid([["Name", "22%"], ["Email", "42%"], ["Role", "21%"], ["Enabled", "15%"]], cells, (user) => edit(user));
  const refresh = async () => list.load(await load("users"));
  const blank = () => ({ name: "", email: "", role: "Viewer", enabled: true, notify: false });
  const edit = (user) => formWindow({
    title: user ? "Editing User" : "Add User",
    values: { ...blank(), ...user },
    blank,
    lists: { allRoles: ["Viewer", "Campaign Editor", "Administrator"] },
    draw: () => [
      field("Name", textBox("name")),
      field("Email", textBox("email")),
      field("Role", dropDownList("role", "allRoles")),
      checkBoxes("Access", [["enabled", "Is enabled"], ["notify", "Send a welcome email"]]),
    ],
    async save({ name, email, role, enabled }, close) {
      if (!email) return false;
      await send("users", { name, email, role, enabled });
      close();
      return refresh();
    },
  });
  refresh();
  return { tools: [["Add User", () => edit(null)], ["Refresh", refresh]], body: list.element };
}
