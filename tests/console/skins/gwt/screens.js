// The screens that are not the job.

import { follow, load, saveSftpUser, send, TILES } from "/ui/assets/shared/client.js";

import { cellTable, flag } from "./celltable.js";
import { credentials, dialogBox } from "./dialogs.js";
import { buttonBar, checkBox, listBox, row, textBox } from "./fields.js";
import { button, flexTable, flowPanel, horizontalPanel, label, pushButton, verticalPanel } from "./ui.js";

export function dashboard() {
  const list = cellTable(["Time", "Visitor", "Action", "Channel", "Segments"]);
  follow((events) => {
    for (const event of events) {
      const { time, visitor, action, channel, segments } = event;
      list.add(event, [time, visitor, action, channel, segments]);
    }
    return list.widget.isConnected;
  });
  const figures = TILES.map(([name, value]) => verticalPanel("figure", label(name), label(value, "figure-value")));
  return { body: verticalPanel("wide", horizontalPanel("figures", ...figures), list.widget) };
}

export const other = () => {
  const model = { archived: false, enabled: true };
  return {
    body: flowPanel("panel", label("Nothing here yet."), verticalPanel("boxes",
      checkBox(model, "archived", "Show archived"), checkBox(model, "enabled", "Is enabled"))),
  };
};

/** A form in a dialog box: OK saves the model, Clear empties it. */
function form(caption, model, blank, fields, ok) {
  const draw = () =>
    verticalPanel("form", flexTable("fields", fields()), buttonBar(
      button("OK", submit, "primary"),
      button("Clear", () => (Object.assign(model, blank), dialog.redraw())),
      button("Cancel", () => dialog.hide()),
    ));
  const submit = () => ok(() => dialog.hide());
  const dialog = dialogBox(caption, draw, { onEnter: submit });
}

export function sftp() {
  const list = cellTable(["User name", "Upload", "Enabled", "Created"]);
  const refresh = async () =>
    list.set(await load("sftp-users"), ({ userName, canUpload, enabled, created }) =>
      [userName, flag(canUpload), flag(enabled), created]);
  const create = () => {
    const blank = { userName: "", canUpload: true, enabled: false };
    const model = { ...blank };
    const fields = () => [
      row("User name", textBox(model, "userName")),
      row("Permissions", verticalPanel("boxes", checkBox(model, "canUpload", "Can upload files"), checkBox(model, "enabled", "Is enabled"))),
    ];
    form("Create SFTP User", model, blank, fields, async (hide) => {
      if (!model.userName) return;
      const what = await saveSftpUser(model);
      hide();
      refresh();
      await credentials(what);
    });
  };
  refresh();
  return { tools: [pushButton("Create SFTP User", create, "primary"), pushButton("Refresh", refresh)], body: list.widget };
}

export function users() {
  const list = cellTable(["Name", "Email", "Role", "Enabled"], (user) => edit(user));
  const refresh = async () =>
    list.set(await load("users"), ({ name, email, role, enabled }) => [name, email, role, flag(enabled)]);
  const edit = (user) => {
    const blank = { name: "", email: "", role: "Viewer", enabled: true, notify: false };
    const model = { ...blank, ...user };
    const fields = () => [
      row("Name", textBox(model, "name")),
      row("Email", textBox(model, "email")),
      row("Role", listBox(model, "role", ["Viewer", "Campaign Editor", "Administrator"])),
      row("Access", verticalPanel("boxes", checkBox(model, "enabled", "Is enabled"), checkBox(model, "notify", "Send a welcome email"))),
    ];
    form(user ? "Editing User" : "Add User", model, blank, fields, async (hide) => {
      if (!model.email) return;
      const { name, email, role, enabled } = model;
      await send("users", { name, email, role, enabled });
      hide();
      refresh();
    });
  };
  refresh();
  return { tools: [pushButton("Add User", () => edit(null), "primary"), pushButton("Refresh", refresh)], body: list.widget };
}
