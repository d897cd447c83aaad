// The base components that show things: icons, buttons, cards, layouts, texts.

import { define, make } from "./element.js";

const PATHS = {
  close: "M5 5l10 10M15 5L5 15",
  right: "M8 5l5 5-5 5",
  down: "M5 8l5 5 5-5",
  search: "M9 4a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM13 13l4 4",
  key: "M7 13a3.5 3.5 0 1 1 3.4-4.4H17v3h-2v2h-2v-2h-2.6A3.5 3.5 0 0 1 7 13z",
};

define("lightning-icon", `<svg class="slds-icon" viewBox="0 0 20 20" aria-hidden="true"><path></path></svg>`,
  (host, root) => ({ iconName: (name) => root.querySelector("path").setAttribute("d", PATHS[name]) }));

define("lightning-button", `<button class="slds-button slds-button_neutral" type="button" part="button"></button>`,
  (host, root) => {
    const button = root.querySelector("button");
    return {
      label: (label) => (button.textContent = label),
      variant: (variant) => (button.className = `slds-button slds-button_${variant}`),
      disabled: (disabled) => (button.disabled = disabled),
    };
  }, { delegatesFocus: true });

define("lightning-button-icon",
  `<button class="slds-button slds-button_icon" type="button"><lightning-icon></lightning-icon><span class="slds-assistive-text"></span></button>`,
  (host, root) => {
    const button = root.querySelector("button");
    return {
      iconName: (name) => (root.querySelector("lightning-icon").iconName = name),
      alternativeText: (text) => {
        button.title = text;
        root.querySelector("span").textContent = text;
      },
    };
  }, { delegatesFocus: true });

define("lightning-card",
  `<article class="slds-card">
    <div class="slds-card__header"><h2 class="slds-card__title"><slot name="title"></slot></h2><div class="slds-no-flex"><slot name="actions"></slot></div></div>
    <div class="slds-card__body"><slot></slot></div>
    <div class="slds-card__footer"><slot name="footer"></slot></div>
  </article>`,
  (host, root) => {
    const footer = root.querySelector("[name=footer]");
    footer.addEventListener("slotchange", () => footer.parentElement.classList.toggle("filled", footer.assignedNodes().length > 0));
    return {};
  });

define("lightning-layout", `<div class="slds-grid slds-wrap"><slot></slot></div>`);
define("lightning-layout-item", `<slot></slot>`, (host) => ({ size: (size) => host.classList.add(`slds-size_${size}`) }));

define("lightning-formatted-text", `<span></span>`, (host, root) => ({ value: (value) => (root.querySelector("span").textContent = value) }));

define("lightning-badge", `<span class="slds-badge"></span>`, (host, root) => ({
  label: (label) => (root.querySelector("span").textContent = label),
  success: (success) => root.querySelector("span").classList.toggle("slds-theme_success", success),
}));

define("lightning-primitive-cell-factory", `<div class="slds-truncate"></div>`, (host, root) => ({
  value: (value) => {
    const cell = root.querySelector("div");
    if (typeof value === "boolean") cell.replaceChildren(make("lightning-badge", { label: value ? "Yes" : "No", success: value }));
    else cell.replaceChildren(make("lightning-formatted-text", { value }));
  },
}));

// Rows are { key, cells }; opening one by a double click is told as `open` with its key.
define("lightning-datatable",
  `<table class="slds-table" role="grid"><thead><tr></tr></thead><tbody></tbody></table>`,
  (host, root) => {
    const body = root.querySelector("tbody");
    const row = ({ key, cells }) => make("tr", { "data-row-key-value": key }, ...cells.map((value) =>
      make("td", { role: "gridcell" }, make("lightning-primitive-cell-factory", { value }))));
    body.addEventListener("dblclick", (event) => {
      const { rowKeyValue } = event.target.closest("tr").dataset;
      host.dispatchEvent(new CustomEvent("open", { detail: rowKeyValue }));
    });
    return {
      columns: (labels) => root.querySelector("thead tr").replaceChildren(...labels.map((label) =>
        make("th", { scope: "col" }, make("span", { class: "slds-truncate", title: label }, label)))),
      rows: (rows) => body.replaceChildren(...rows.map(row)),
      fresh: (rows) => {
        body.prepend(...rows.map(row));
        while (body.rows.length > 40) body.lastElementChild.remove();
      },
    };
  });
