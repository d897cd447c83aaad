// The screens that are not the job.

import { TILES, follow, load, saveSftpUser, send } from "/ui/assets/shared/client.js";

import { define, make, tell } from "./element.js";

define("c-dashboard",
  `<lightning-layout></lightning-layout><lightning-card><span slot="title">Dashboard</span><lightning-datatable></lightning-datatable></lightning-card>`,
  (host, root) => {
    const table = root.querySelector("lightning-datatable");
    table.columns = ["Time", "Visitor", "Action", "Channel", "Segments"];
    root.querySelector("lightning-layout").append(...TILES.map(([name, value]) => make("lightning-layout-item", { size: 3 },
      make("div", { class: "tile" }, make("p", { class: "slds-text-color_weak" }, name), make("lightning-formatted-text", { value })))));
    return {
      connected: () => follow((rows) => {
        table.fresh = rows.reverse().map(({ number, time, visitor, action, channel, segments }) => ({
          key: number,
          cells: [time, visitor, action, channel, segments],
        }));
        return host.isConnected;
      }),
    };
  });

define("c-section",
  `<lightning-card><span slot="title"></span><p class="slds-text-color_weak slds-p-bottom_small">No items to display.</p><lightning-input type="checkbox" label="Is enabled"></lightning-input></lightning-card>`,
  (host, root) => ({ name: (name) => (root.querySelector("[slot=title]").textContent = name) }));

/** A card with a table, and a form in its place while one is open. */
function listAndForm(name, { title, action, columns, rows, fields, blank, save }) {
  define(name,
    `<lightning-card><span slot="title"></span><lightning-button slot="actions" variant="brand"></lightning-button><lightning-datatable></lightning-datatable>
      <lightning-layout></lightning-layout><div slot="footer" class="slds-button-group-row"></div></lightning-card>`,
    (host, root) => {
      const card = root.firstElementChild;
      const [heading, create, table, layout, footer] = card.children;
      let model = null;
      const list = async () => {
        model = null;
        show();
        table.rows = rows(await load(name.replace("c-", "")));
      };
      const field = ({ key, ...properties }) => make("lightning-layout-item", { size: 12 },
        make(properties.choices ? "lightning-select" : "lightning-input", {
          ...properties,
          [properties.type === "checkbox" ? "checked" : "value"]: model[key],
          onchange: (event) => (model[key] = event.detail.value ?? event.detail.checked),
        }));
      const show = () => {
        heading.textContent = model ? action : title;
        create.hidden = table.hidden = model !== null;
        if (model) card.append(footer);
        else footer.remove();
        layout.replaceChildren(...(model ? fields.map(field) : []));
      };
      const begin = () => {
        model = { ...blank };
        show();
      };
      const ok = async () => {
        if (!model[fields[0].key]) return;
        const dialog = await save(model);
        await list();
        if (dialog) tell(host, "showonce", [dialog]);
      };
      create.label = action;
      create.addEventListener("click", begin);
      table.columns = columns;
      footer.append(
        make("lightning-button", { label: "OK", variant: "brand", onclick: ok }),
        make("lightning-button", { label: "Clear", onclick: begin }),
        make("lightning-button", { label: "Cancel", onclick: list }),
      );
      return { connected: list };
    });
}

listAndForm("c-sftp-users", {
  title: "Manage SFTP Configuration",
  action: "Create SFTP User",
  columns: ["User name", "Can upload", "Enabled", "Created"],
  rows: (users) => users.map(({ number, userName, canUpload, enabled, created }) =>
    ({ key: number, cells: [userName, canUpload, enabled, created] })),
  blank: { userName: "", canUpload: true, enabled: false },
  fields: [
    { type: "text", key: "userName", label: "User name" },
    { type: "checkbox", key: "canUpload", label: "Can upload files" },
    { type: "checkbox", key: "enabled", label: "Is enabled" },
  ],
  save: saveSftpUser,
});

listAndForm("c-users", {
  title: "Manage Users",
  action: "Add User",
  columns: ["Name", "Email", "Role", "Enabled"],
  rows: (users) => users.map(({ name, email, role, enabled }) => ({ key: email, cells: [name, email, role, enabled] })),
  blank: { email: "", name: "", role: "Viewer", enabled: true },
  fields: [
    { type: "text", key: "email", label: "Email" },
    { type: "text", key: "name", label: "Name" },
    { choices: ["Viewer", "Campaign Editor", "Administrator"], key: "role", label: "Role" },
    { type: "checkbox", key: "enabled", label: "Is enabled" },
  ],
  save: (model) => send("users", model),
});
