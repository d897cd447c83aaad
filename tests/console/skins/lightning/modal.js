// Modals, and the one with values that are shown once.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { define, make, tell, unique } from "./element.js";

define("c-modal",
  `<section class="slds-modal slds-fade-in-open" role="dialog" tabindex="-1" aria-modal="true"><div class="slds-modal__container">
    <lightning-button-icon class="slds-modal__close" icon-name="close" alternative-text="Close"></lightning-button-icon>
    <div class="slds-modal__header"><h2 class="slds-modal__title"><slot name="header"></slot></h2></div>
    <div class="slds-modal__content"><slot></slot></div>
    <div class="slds-modal__footer"><slot name="footer"></slot></div>
  </div></section><div class="slds-backdrop slds-backdrop_open" role="presentation"></div>`,
  (host, root) => {
    const section = root.querySelector("section");
    const title = root.querySelector("h2");
    title.id = unique("modal-heading");
    section.setAttribute("aria-labelledby", title.id);
    root.querySelector("lightning-button-icon").addEventListener("click", () => tell(host, "close"));
    section.addEventListener("keydown", (event) => event.key === "Escape" && tell(host, "close"));
    return { connected: () => section.focus() };
  });

define("c-credentials", "", (host, root) => ({
  credentials: ({ title, text, fields, file, button, report, late }) => {
    const close = () => {
      send(`${report}/dialog-closed`);
      tell(host, "done");
    };
    const shown = fields.map(([label, value], index) => {
      const isSecret = index === fields.length - 1;
      const field = isSecret
        ? make("lightning-input", { type: "text", label, readOnly: true, value: late ? "" : value })
        : make("div", { class: "slds-form-element" }, make("span", { class: "slds-form-element__label" }, label),
          make("div", { class: "slds-form-element__static" }, make("lightning-formatted-text", { value })));
      if (isSecret && late) setTimeout(() => (field.value = value), late);
      return make("lightning-layout-item", { size: 12 }, field);
    });
    const modal = make("c-modal", { onclose: close },
      make("span", { slot: "header" }, title),
      make("p", { class: "slds-p-bottom_small" }, text),
      make("lightning-layout", {}, ...shown));
    const action = (properties) => modal.append(make("lightning-button", { slot: "footer", ...properties }));
    if (file) {
      const onclick = () => saveCsv({ fields, file, report });
      action({ label: "Download CSV File", variant: "brand", onclick });
    }
    action({ label: button, variant: file ? "neutral" : "brand", onclick: close });
    root.replaceChildren(modal);
    send(`${report}/dialog-opened`);
  },
}));
