// The screens that are not the job.

import { follow, load, saveSftpUser, send, TILES } from "/ui/assets/shared/client.js";

import { showOnce } from "./once.js";
import { box, br, button, buttons, choices, div, line, list, yes } from "./parts.js";

export function dashboard({ show }) {
  const all = list(["Time", "Visitor", "Action", "Channel", "Segments"]);
  show("Dashboard", div("tiles", ...TILES.map(([name, value]) => div("tile", name, br(), div("figure", value)))), all.block);
  follow((events) => {
    for (const { time, visitor, action, channel, segments } of events) all.add(null, [time, visitor, action, channel, segments]);
    return all.block.isConnected;
  });
}

export const other = (name) => ({ show }) => {
  const model = { archived: false, enabled: true };
  show(name, div("block", "Nothing to show.", br(), ...box(model, "archived", "Show archived"), ...box(model, "enabled", "Is enabled")));
};

/** A form that takes the place of the list. */
function form(title, blank, values, fields, { show, save, leave }) {
  const model = { ...blank, ...values };
  const block = div("block");
  const clear = () => {
    Object.assign(model, blank);
    draw();
  };
  const draw = () => block.replaceChildren(...fields(model),
    buttons(button("OK", () => save(model), "main"), button("Clear", clear), button("Cancel", leave)));
  draw();
  show(title, block);
}

export function sftp({ show }) {
  const all = list(["User name", "Upload", "Enabled", "Created"]);
  load("sftp-users").then((records) => all.set(records, ({ userName, canUpload, enabled, created }) =>
    [userName, yes(canUpload), yes(enabled), created]));
  const leave = () => sftp({ show });
  const fields = (model) => [
    ...line(model, "userName", "User name"), ...box(model, "canUpload", "Can upload files"), ...box(model, "enabled", "Is enabled"),
  ];
  const save = async (model) => {
    if (!model.userName) return;
    const what = await saveSftpUser(model);
    leave();
    await showOnce(what);
  };
  const create = () => form("Create SFTP User", { userName: "", canUpload: true, enabled: false }, {}, fields, { show, save, leave });
  show("Manage SFTP Configuration", buttons(button("Create SFTP User", create, "main")), all.block);
}

export function users({ show }) {
  const blank = { name: "", email: "", role: "Viewer", enabled: true, notify: false };
  const leave = () => users({ show });
  const fields = (model) => [
    ...line(model, "name", "Name"), ...line(model, "email", "Email"),
    ...choices(model, "role", "Role", ["Viewer", "Campaign Editor", "Administrator"]),
    ...box(model, "enabled", "Is enabled"), ...box(model, "notify", "Send a welcome email"),
  ];
  const save = async ({ name, email, role, enabled }) => {
    if (!email) return;
    await send("users", { name, email, role, enabled });
    leave();
  };
  const edit = (user) => form(user ? "Editing User" : "Add User", blank, user, fields, { show, save, leave });
  const all = list(["Name", "Email", "Role", "Enabled"], edit);
  load("users").then((records) => all.set(records, ({ name, email, role, enabled }) => [name, email, role, yes(enabled)]));
  show("Manage Users", buttons(button("Add User", () => edit(null), "main")), all.block);
}
