// The base components that take input. Each tells `change` with what it holds then.

import { define, make, tell, unique } from "./element.js";

define("lightning-primitive-input-checkbox",
  `<div class="slds-form-element"><div class="slds-form-element__control"><span class="slds-checkbox">
    <input type="checkbox"><label class="slds-checkbox__label"><span class="slds-checkbox_faux" part="indicator"></span><span class="slds-form-element__label"></span></label>
  </span></div></div>`,
  (host, root) => {
    const input = root.querySelector("input");
    input.id = unique("checkbox");
    root.querySelector("label").htmlFor = input.id;
    input.addEventListener("change", () => tell(host, "privatechange", { checked: input.checked }));
    return {
      label: (label) => (root.querySelector(".slds-form-element__label").textContent = label),
      checked: (checked) => (input.checked = checked),
    };
  }, { delegatesFocus: true });

const simple = (name, tag, changed) => define(name,
  `<div class="slds-form-element"><label class="slds-form-element__label slds-no-flex"></label><div class="slds-form-element__control">${tag}</div></div>`,
  (host, root) => {
    const input = root.querySelector(".slds-form-element__control").firstElementChild;
    input.id = unique("input");
    root.querySelector("label").htmlFor = input.id;
    input.addEventListener("input", () => tell(host, changed, { value: input.value }));
    return {
      label: (label) => (root.querySelector("label").textContent = label),
      value: (value) => (input.value = value),
      readOnly: (readOnly) => (input.readOnly = readOnly),
    };
  }, { delegatesFocus: true });

simple("lightning-primitive-input-simple", `<input class="slds-input" type="text" autocomplete="off">`, "privatechange");
simple("lightning-textarea", `<textarea class="slds-textarea" rows="2"></textarea>`, "change");

// Which primitive is inside depends on the type, so `type` is given first.
define("lightning-input", "", (host, root) => {
  let inner = null;
  root.addEventListener("privatechange", (event) => {
    event.stopPropagation();
    tell(host, "change", event.detail);
  });
  return {
    type: (type) => {
      inner = document.createElement(`lightning-primitive-input-${type === "checkbox" ? "checkbox" : "simple"}`);
      root.replaceChildren(inner);
    },
    label: (label) => (inner.label = label),
    checked: (checked) => (inner.checked = checked),
    value: (value) => (inner.value = value),
    readOnly: (readOnly) => (inner.readOnly = readOnly),
  };
}, { delegatesFocus: true });

define("lightning-select",
  `<div class="slds-form-element"><label class="slds-form-element__label"></label><div class="slds-form-element__control"><select class="slds-select"></select></div></div>`,
  (host, root) => {
    const select = root.querySelector("select");
    select.id = unique("select");
    root.querySelector("label").htmlFor = select.id;
    select.addEventListener("change", () => tell(host, "change", { value: select.value }));
    return {
      label: (label) => (root.querySelector("label").textContent = label),
      choices: (names) => select.replaceChildren(...names.map((name) => make("option", {}, name))),
      value: (value) => (select.value = value),
    };
  });

define("lightning-base-combobox-item",
  `<div class="slds-listbox__option slds-media"><span class="slds-truncate"></span></div>`,
  (host, root) => ({ label: (label) => (root.querySelector("span").textContent = label) }));

// A list to choose from under a field; what is typed narrows it.
define("lightning-base-combobox",
  `<div class="slds-combobox"><div class="slds-combobox__form-element">
    <input class="slds-input slds-combobox__input" type="text" role="combobox" aria-haspopup="listbox" aria-expanded="false" autocomplete="off"><lightning-icon icon-name="down"></lightning-icon>
  </div><div class="slds-dropdown" role="listbox"></div></div>`,
  (host, root) => {
    const input = root.querySelector("input");
    const list = root.querySelector("[role=listbox]");
    let choices = [];
    list.id = unique("dropdown-element");
    input.setAttribute("aria-controls", list.id);
    const show = (open) => {
      input.setAttribute("aria-expanded", String(open));
      list.classList.toggle("is-open", open);
      const fitting = choices.filter((name) => name.includes(input.value.trim()));
      list.replaceChildren(...fitting.map((label) =>
        make("lightning-base-combobox-item", { role: "option", label, "data-value": label })));
    };
    const pick = (value) => {
      input.value = "";
      show(false);
      tell(host, "select", { value });
    };
    input.addEventListener("click", () => show(true));
    input.addEventListener("input", () => show(true));
    input.addEventListener("blur", () => show(false));
    input.addEventListener("keydown", (event) => {
      const isOpen = list.classList.contains("is-open");
      if (event.key === "ArrowDown") show(true);
      else if (event.key === "Escape" && isOpen) show(false);
      else if (event.key === "Enter" && isOpen && list.firstElementChild) pick(list.firstElementChild.dataset.value);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    // The field keeps the focus, so that leaving it can close the list.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[data-value]");
      if (item) pick(item.dataset.value);
    });
    return {
      label: (label) => input.setAttribute("aria-label", label),
      placeholder: (text) => (input.placeholder = text),
      choices: (names) => {
        choices = names;
        show(false);
      },
    };
  }, { delegatesFocus: true });

define("lightning-pill",
  `<span class="slds-pill"><span class="slds-pill__label"></span><button class="slds-button slds-button_icon slds-pill__remove" type="button" title="Remove"><lightning-icon icon-name="close"></lightning-icon><span class="slds-assistive-text">Remove</span></button></span>`,
  (host, root) => {
    root.querySelector("button").addEventListener("click", () => tell(host, "remove"));
    return { label: (label) => (root.querySelector(".slds-pill__label").textContent = label) };
  });

define("lightning-pill-container", `<div class="slds-pill_container" role="listbox" aria-label="Selected Options:"></div>`,
  (host, root) => {
    const box = root.querySelector("div");
    return {
      items: (names) => {
        box.classList.toggle("filled", names.length > 0);
        box.replaceChildren(...names.map((label) => make("lightning-pill", {
          label,
          role: "option",
          onremove: (event) => {
            event.stopPropagation();
            tell(host, "itemremove", label);
          },
        })));
      },
    };
  });
