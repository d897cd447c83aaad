// The screens that are not the job.

import { follow, load, saveSftpUser, send, TILES } from "/ui/assets/shared/client.js";

import { showOnce } from "./once.js";
import { box, button, buttons, choices, field, head, table, yes } from "./parts.js";
import { element } from "./place.js";

export function dashboard(show) {
  const part = element("div");
  let rows = [];
  show(head("Dashboard"), element("div", { class: "tiles" },
    TILES.map(([name, value]) => element("div", { class: "part" }, name, element("b", {}, value)))), part);
  follow((events) => {
    rows = [...events.map(({ time, visitor, action, channel, segments }) =>
      ({ cells: [time, visitor, action, channel, segments] })).reverse(), ...rows].slice(0, 40);
    part.replaceChildren(table(["Time", "Visitor", "Action", "Channel", "Segments"], rows));
    return part.isConnected;
  });
}

export const other = (name) => (show) => {
  const model = { archived: false, enabled: true };
  show(head(name), element("div", { class: "part" }, "Nothing needs your attention.",
    box(model, "archived", "Show archived"), box(model, "enabled", "Is enabled")));
};

/** A form that takes the place of the list. */
export function form(show, title, blank, values, fields, save, leave) {
  const model = { ...blank, ...values };
  const part = element("div", { class: "part" });
  const draw = () => part.replaceChildren(...fields(model), buttons(button("OK", () => save(model), "button main"),
    button("Clear", () => {
      Object.assign(model, blank);
      draw();
    }), button("Cancel", leave)));
  draw();
  show(head(title), part);
}

export async function sftp(show) {
  const leave = () => sftp(show);
  const fields = (model) => [field(model, "userName", "User name"), box(model, "canUpload", "Can upload files"),
    box(model, "enabled", "Is enabled")];
  const save = async (model) => {
    if (!model.userName) return;
    const what = await saveSftpUser(model);
    await leave();
    await showOnce(what);
  };
  const create = () => form(show, "Create SFTP User", { userName: "", canUpload: true, enabled: false }, {}, fields, save, leave);
  const rows = (await load("sftp-users")).map(({ userName, canUpload, enabled, created }) =>
    ({ cells: [userName, yes(canUpload), yes(enabled), created] }));
  show(head("Manage SFTP Configuration", button("Create SFTP User", create, "button main")),
    table(["User name", "Upload", "Enabled", "Created"], rows));
}

export async function users(show) {
  const blank = { name: "", email: "", role: "Viewer", enabled: true, notify: false };
  const leave = () => users(show);
  const fields = (model) => [field(model, "name", "Name"), field(model, "email", "Email"),
    choices(model, "role", "Role", ["Viewer", "Campaign Editor", "Administrator"]),
    box(model, "enabled", "Is enabled"), box(model, "notify", "Send a welcome email")];
  const save = async ({ name, email, role, enabled }) => {
    if (!email) return;
    await send("users", { name, email, role, enabled });
    await leave();
  };
  const edit = (user) => form(show, user ? "Editing User" : "Add User", blank, user, fields, save, leave);
  const rows = (await load("users")).map((record) =>
    ({ record, cells: [record.name, record.email, record.role, yes(record.enabled)] }));
  show(head("Manage Users", button("Add User", () => edit(null), "button main")),
    table(["Name", "Email", "Role", "Enabled"], rows, edit));
}
