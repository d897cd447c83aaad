// The screens that are not the job.

import { follow, load, saveSftpUser, send, TILES } from "/ui/assets/shared/client.js";

import { button, dom, presentation } from "./core.js";
import { checkboxGroup, combobox, earlierCheckbox, textfield } from "./fields.js";
import { flag, grid } from "./grid.js";
import { credentials, windowOf } from "./window.js";

export function dashboard() {
  const list = grid([["Time", "18%"], ["Visitor", "22%"], ["Action", "25%"], ["Channel", "22%"], ["Segments", "13%"]]);
  follow((events) => {
    for (const event of events) {
      const { time, visitor, action, channel, segments } = event;
      list.insert(event, [time, visitor, action, channel, String(segments)]);
    }
    return list.widget.isConnected;
  });
  const figures = TILES.map(([name, value]) => ({ cls: "figure", cn: [{ cn: [name] }, { cls: "figure-value", cn: [value] }] }));
  return { tools: [], items: [dom(presentation("figures", undefined, ...figures)), list.widget] };
}

export function other() {
  const model = { archived: false, enabled: true };
  const boxes = [earlierCheckbox(model, "archived", "Show archived"), earlierCheckbox(model, "enabled", "Is enabled")];
  const panel = { cls: "x-panel plain-panel", cn: [{ cls: "x-component", cn: ["No records to display"] }, checkboxGroup("Filter", boxes)] };
  return { tools: [], items: [dom(panel)] };
}

/** A window with a form: OK hands over the model, Clear empties it. */
function form(title, model, blank, items, save) {
  const clear = () => {
    Object.assign(model, blank);
    made.redraw();
  };
  const ok = () => save(() => made.close());
  const buttons = [button("OK", ok, { cls: "x-btn-action" }), button("Clear", clear), button("Cancel", () => made.close())];
  const made = windowOf(title, items, buttons, { width: 560 });
}

export function sftp() {
  const list = grid([["User name", "40%"], ["Upload", "20%"], ["Enabled", "20%"], ["Created", "20%"]]);
  const refresh = async () => list.load(await load("sftp-users"), ({ userName, canUpload, enabled, created }) =>
    [userName, flag(canUpload), flag(enabled), created]);
  const create = () => {
    const blank = { userName: "", canUpload: true, enabled: false };
    const model = { ...blank };
    const items = () => [
      textfield(model, "userName", "User name"),
      checkboxGroup("Permissions", [
        earlierCheckbox(model, "canUpload", "Can upload files"), earlierCheckbox(model, "enabled", "Is enabled"),
      ]),
    ];
    form("Create SFTP User", model, blank, items, async (close) => {
      if (!model.userName) return;
      const what = await saveSftpUser(model);
      close();
      refresh();
      await credentials(what);
    });
  };
  refresh();
  return { tools: [button("Create SFTP User", create, { ui: "default-toolbar-small", cls: "x-btn-action" })], items: [list.widget] };
}

export function users() {
  const list = grid([["Name", "25%"], ["Email", "40%"], ["Role", "20%"], ["Enabled", "15%"]], (user) => edit(user));
  const refresh = async () => list.load(await load("users"), ({ name, email, role, enabled }) => [name, email, role, flag(enabled)]);
  const edit = (user) => {
    const blank = { name: "", email: "", role: "Viewer", enabled: true, notify: false };
    const model = { ...blank, ...user };
    const items = () => [
      textfield(model, "name", "Name"),
      textfield(model, "email", "Email"),
      combobox(model, "role", "Role", ["Viewer", "Campaign Editor", "Administrator"]),
      checkboxGroup("Access", [
        earlierCheckbox(model, "enabled", "Is enabled"), earlierCheckbox(model, "notify", "Send a welcome email"),
      ]),
    ];
    form(user ? "Editing User" : "Add User", model, blank, items, async (close) => {
      if (!model.email) return;
      const { name, email, role, enabled } = model;
      await send("users", { name, email, role, enabled });
      close();
      refresh();
    });
  };
  refresh();
  return { tools: [button("Add User", () => edit(null), { ui: "default-toolbar-small", cls: "x-btn-action" })], items: [list.widget] };
}
