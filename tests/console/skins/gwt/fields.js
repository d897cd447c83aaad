// Fields. Each writes into the model as its own event is told, and by nothing else.

import { element, flowPanel, horizontalPanel, label, uniqueId, decoratorPanel } from "./ui.js";

/** The model follows the click on the input, which a click on the label brings about. */
export function checkBox(model, key, text) {
  const id = uniqueId();
  const input = element("input", { type: "checkbox", value: "on", id, tabindex: "0" });
  input.checked = model[key];
  input.addEventListener("click", () => (model[key] = input.checked));
  return element("span", { cls: "gwt-CheckBox" }, input, element("label", { for: id }, text));
}

function typed(input, model, key) {
  input.name = key;
  input.value = model[key];
  input.addEventListener("keyup", () => (model[key] = input.value));
  input.addEventListener("change", () => (model[key] = input.value));
  return input;
}

export const textBox = (model, key) => typed(element("input", { type: "text", cls: "gwt-TextBox" }), model, key);
export const textArea = (model, key) => typed(element("textarea", { cls: "gwt-TextArea", rows: "3" }), model, key);

export function listBox(model, key, choices) {
  const select = element("select", { cls: "gwt-ListBox" }, ...choices.map((name) => element("option", { value: name }, name)));
  select.value = model[key];
  select.addEventListener("change", () => (model[key] = select.value));
  return select;
}

/** A row of a form: its caption, then its field. */
export const row = (caption, field) => [label(`${caption}:`), field];

/** What is chosen stands as bullets before a suggest box. */
export function tokenBox(model, key, choices, placeholder) {
  const input = element("input", { type: "text", cls: "gwt-SuggestBox", autocomplete: "off", name: key });
  const entry = element("li", { cls: "token-input-input-token" }, input);
  const list = element("ul", { cls: "token-input-list" });
  const draw = () => {
    list.replaceChildren(...model[key].map(bullet), entry);
    input.placeholder = model[key].length ? "" : placeholder;
  };
  const bullet = (name) => {
    const remove = element("span", {}, "x");
    remove.addEventListener("click", () => {
      model[key] = model[key].filter((other) => other !== name);
      draw();
    });
    return element("li", { cls: "token-input-token" }, element("p", {}, name), remove);
  };
  const suggestions = () => choices.filter((name) => !model[key].includes(name) && name.includes(input.value.trim()));
  const popup = suggestionPopup(list, (name) => {
    model[key] = [...model[key], name];
    input.value = "";
    draw();
    input.focus();
  });
  list.addEventListener("click", (event) => {
    if (event.target === list || event.target === input) {
      input.focus();
      popup.show(suggestions());
    }
  });
  input.addEventListener("keyup", (event) => {
    if (!/^(Tab|Shift|Escape|Enter|Arrow)/.test(event.key)) popup.show(suggestions());
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && popup.isShown()) popup.move(step);
    else if (step) popup.show(suggestions());
    else if (event.key === "Enter" && popup.isShown()) popup.take();
    else if (event.key === "Escape" && popup.isShown()) popup.hide();
    else if (event.key === "Tab") return popup.hide();
    else if (event.key === "Backspace" && !input.value && model[key].length) {
      model[key] = model[key].slice(0, -1);
      return draw();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  draw();
  return flowPanel("token-input", list);
}

/** A menu under `anchor`, hung at the end of the body; a press elsewhere hides it. */
function suggestionPopup(anchor, choose) {
  let popup = null;
  let items = [];
  let at = -1;
  const hide = () => {
    popup?.remove();
    popup = null;
  };
  const select = (index) => {
    at = index;
    items.forEach((item, number) => (item.className = number === at ? "item item-selected" : "item"));
  };
  const show = (names) => {
    hide();
    if (!names.length) return;
    items = names.map((name) => element("td", { cls: "item", id: uniqueId(), role: "menuitem", colspan: "2" }, name));
    items.forEach((item, index) => {
      item.addEventListener("mouseover", () => select(index));
      item.addEventListener("click", () => (select(index), take()));
    });
    const menu = element("div", { tabindex: "-1", role: "menubar", cls: "gwt-MenuBar gwt-MenuBar-vertical" },
      element("table", { cellpadding: "0", cellspacing: "0" }, element("tbody", {}, ...items.map((item) => element("tr", {}, item)))));
    const place = anchor.getBoundingClientRect();
    popup = element("div", {
      cls: "gwt-SuggestBoxPopup",
      style: { left: `${place.left}px`, top: `${place.bottom}px`, position: "absolute", visibility: "visible", overflow: "visible" },
    }, element("div", { cls: "popupContent" },
      decoratorPanel("suggestPopup", "", "", element("div", { cls: "suggestPopupContent" }, menu))));
    menu.style.width = `${place.width}px`;
    document.body.append(popup);
    select(0);
  };
  const take = () => {
    const name = items[at].textContent;
    hide();
    choose(name);
  };
  addEventListener("mousedown", (event) => {
    if (popup && !popup.contains(event.target) && !anchor.contains(event.target)) hide();
  }, true);
  const move = (step) => select((at + step + items.length) % items.length);
  return { show, hide, move, take, isShown: () => popup?.isConnected };
}

/** The buttons at the foot of a form. */
export const buttonBar = (...buttons) => horizontalPanel("buttonBar", ...buttons);
