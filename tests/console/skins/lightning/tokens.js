// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { define, make, tell } from "./element.js";

const LIST = "/security/api-tokens";

define("c-token-list",
  `<lightning-card><span slot="title">API Tokens</span><lightning-button slot="actions" label="Create Token" variant="brand"></lightning-button>
    <p class="slds-text-color_weak slds-p-bottom_small">API tokens let other systems call the Personalization APIs. Double-click a token to edit it.</p>
    <lightning-datatable></lightning-datatable>
  </lightning-card>`,
  (host, root) => {
    const table = root.querySelector("lightning-datatable");
    table.columns = ["No.", "Notes", "API access", "Events", "Datasets", "Enabled", "Created"];
    table.addEventListener("open", (event) => tell(host, "navigate", `${LIST}/${event.detail}`));
    root.querySelector("lightning-button").addEventListener("click", () => tell(host, "navigate", `${LIST}/new`));
    return {
      connected: async () => {
        const rows = (await load("tokens")).map(({ number, notes, rights, datasets, created }) => ({
          key: number,
          cells: [number, notes || "–", rights.accessApi, rights.sendEvents, datasets.join(", ") || "All", rights.enabled, created],
        }));
        table.rows = rows;
      },
    };
  });

define("c-dataset-picker",
  `<div class="slds-form-element"><span class="slds-form-element__label">Restrict to Specific Datasets</span>
    <lightning-base-combobox label="Restrict to Specific Datasets" placeholder="Select datasets"></lightning-base-combobox>
    <lightning-pill-container></lightning-pill-container>
  </div>`,
  (host, root) => {
    let all = [];
    let chosen = [];
    const draw = () => {
      root.querySelector("lightning-base-combobox").choices = all.filter((name) => !chosen.includes(name));
      root.querySelector("lightning-pill-container").items = chosen;
    };
    const change = (value) => {
      chosen = value;
      draw();
      tell(host, "change", { value });
    };
    root.addEventListener("select", (event) => change([...chosen, event.detail.value]));
    root.addEventListener("itemremove", (event) => change(chosen.filter((name) => name !== event.detail)));
    return {
      datasets: (names) => {
        all = names;
        draw();
      },
      value: (names) => {
        chosen = names;
        draw();
      },
    };
  }, { delegatesFocus: true });

define("c-token-form",
  `<lightning-card><span slot="title"></span>
    <lightning-layout></lightning-layout>
    <div slot="footer" class="slds-button-group-row">
      <lightning-button name="ok" label="OK" variant="brand"></lightning-button><lightning-button name="clear" label="Clear"></lightning-button><lightning-button name="cancel" label="Cancel"></lightning-button>
    </div>
  </lightning-card>`,
  (host, root) => {
    let account = null;
    let model = null;
    let timer = 0;
    const layout = root.querySelector("lightning-layout");
    const leave = () => tell(host, "navigate", LIST);

    const item = (size, field) => make("lightning-layout-item", { size }, field);
    const draw = () => {
      const { rights } = model;
      const keep = (key) => (event) => (model[key] = event.detail.value);
      const boxes = permissions(account).map(([name, label]) => item(12, make("lightning-input", {
        type: "checkbox",
        label,
        checked: Boolean(rights[name]),
        "data-name": name,
        onchange: (event) => (rights[name] = event.detail.checked),
      })));
      layout.replaceChildren(
        ...boxes,
        item(12, make("c-dataset-picker", {
          datasets: account.datasets, value: model.datasets, "data-name": "datasets", onchange: keep("datasets"),
        })),
        item(12, make("lightning-textarea", {
          label: "Notes", value: model.notes, "data-name": "notes", onchange: keep("notes"),
        })),
        item(12, make("lightning-input", {
          type: "text", label: "IP Accept List", value: model.ipAcceptList, "data-name": "ip", onchange: keep("ipAcceptList"),
        })),
      );
    };
    const redraw = () => {
      const name = root.activeElement?.dataset.name;
      draw();
      if (name) root.querySelector(`[data-name="${name}"]`).focus();
    };

    const act = {
      ok: async () => {
        const button = root.querySelector("[name=ok]");
        button.disabled = true;
        const dialogs = await saveToken(model);
        leave();
        tell(host, "showonce", dialogs);
      },
      clear: () => {
        model = blankToken(account);
        draw();
      },
      cancel: leave,
    };
    for (const button of root.querySelectorAll("lightning-button")) {
      button.addEventListener("click", () => act[button.getAttribute("name")]());
    }
    return {
      account: (value) => (account = value),
      token: (token) => {
        model = token ? existingToken(token) : blankToken(account);
        root.querySelector("[slot=title]").textContent = token ? "Editing API Token" : "Create API Token";
        draw();
      },
      connected: () => (timer = options.redraw && setInterval(redraw, options.redraw)),
      disconnected: () => clearInterval(timer),
    };
  });
