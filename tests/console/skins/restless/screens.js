// The screens that are not the job.

import { follow, load, saveSftpUser, send, TILES } from "/ui/assets/shared/client.js";

import { changed, h } from "./draw.js";
import { showOnce } from "./once.js";
import { actions, box, button, choices, field, head, keep, table, yes } from "./parts.js";

export function dashboard() {
  let rows = [];
  let isOpen = true;
  follow((events) => {
    const made = events.map(({ number, time, visitor, action, channel, segments }) =>
      ({ key: number, cells: [time, visitor, action, channel, segments] }));
    rows = [...made.reverse(), ...rows].slice(0, 40);
    changed();
    return isOpen;
  });
  return {
    leave: () => (isOpen = false),
    view: () => [head("Dashboard"),
      h("div", { class: "tiles" }, TILES.map(([name, value]) => h("div", { class: "tile" }, h("span", {}, name), h("b", {}, value)))),
      table(["Time", "Visitor", "Action", "Channel", "Segments"], rows)],
  };
}

export const other = (name) => () => {
  const model = { archived: false, enabled: true };
  return {
    view: () => [head(name), h("section", {}, h("p", {}, "Nothing needs your attention."),
      box(model, "archived", "Show archived"), box(model, "enabled", "Is enabled"))],
  };
};

export function sftp() {
  const model = {};
  const refresh = () => keep(model, "users", load("sftp-users"));
  refresh();
  const save = async () => {
    const { userName, canUpload, enabled } = model.form;
    if (!userName) return;
    const what = await saveSftpUser({ userName, canUpload, enabled });
    leave();
    await refresh();
    await showOnce(what);
  };
  const open = () => (model.form = { userName: "", canUpload: true, enabled: false });
  const leave = () => {
    model.form = null;
    changed();
  };
  const rows = () => (model.users ?? []).map(({ number, userName, canUpload, enabled, created }) =>
    ({ key: number, cells: [userName, yes(canUpload), yes(enabled), created] }));
  return {
    view: () => (model.form
      ? [head("Create SFTP User"), h("section", {}, field(model.form, "userName", "User name"),
        box(model.form, "canUpload", "Can upload files"), box(model.form, "enabled", "Is enabled"), actions(save, open, leave))]
      : [head("Manage SFTP Configuration", button("create", "Create SFTP User", open, "main")),
        table(["User name", "Upload", "Enabled", "Created"], rows())]),
  };
}

export function users() {
  const blank = { name: "", email: "", role: "Viewer", enabled: true, notify: false };
  const model = {};
  const refresh = () => keep(model, "users", load("users"));
  refresh();
  const open = (user) => (model.form = { ...blank, ...user, title: user ? "Editing User" : "Add User" });
  const leave = () => {
    model.form = null;
    changed();
  };
  const save = async () => {
    const { name, email, role, enabled } = model.form;
    if (!email) return;
    await send("users", { name, email, role, enabled });
    leave();
    await refresh();
  };
  const rows = () => (model.users ?? []).map((record) =>
    ({ key: record.email, record, cells: [record.name, record.email, record.role, yes(record.enabled)] }));
  return {
    view: () => (model.form
      ? [head(model.form.title), h("section", {}, field(model.form, "name", "Name"), field(model.form, "email", "Email"),
        choices(model.form, "role", "Role", ["Viewer", "Campaign Editor", "Administrator"]),
        box(model.form, "enabled", "Is enabled"), box(model.form, "notify", "Send a welcome email"),
        actions(save, () => open(null), leave))]
      : [head("Manage Users", button("add", "Add User", () => open(null), "main")),
        table(["Name", "Email", "Role", "Enabled"], rows(), open)]),
  };
}
