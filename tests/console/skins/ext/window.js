// Windows over a mask, and the ones with one-time credentials.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { button, dom, newId, on, presentation, toolbar } from "./core.js";
import { displayfield } from "./fields.js";

let zIndex = 19000;

/** `items` makes the fields anew each time it is asked; the first button is the one that Enter presses. */
export function windowOf(title, items, buttons, { onClose, width = 640 } = {}) {
  const id = newId("window");
  const body = dom(presentation("x-window-body x-window-body-default x-closable", `${id}-body`));
  const tool = dom({
    id: `${id}-toolEl`, "data-ref": "toolEl", cls: "x-tool-tool-el x-tool-img x-tool-close", role: "button", tabindex: "0",
    "aria-label": "Close dialog",
  });
  const header = presentation("x-window-header x-header x-docked x-unselectable x-window-header-default", `${id}_header`,
    presentation("x-title x-window-header-title", `${id}_header-title`, {
      id: `${id}_header-title-textEl`, "data-ref": "textEl", cls: "x-title-text x-title-text-default x-title-item", unselectable: "on", cn: [title],
    }),
    { ...presentation("x-tool x-box-item x-tool-default x-tool-after-title", newId("tool"), tool), "data-qtip": "Close dialog" });
  const guard = (side) => ({ tag: "span", cls: `x-tab-guard x-tab-guard-${side}`, "aria-hidden": "true", tabindex: "0" });
  const element = dom({
    id, cls: "x-window x-layer x-window-default x-closable x-window-closable x-border-box", role: "dialog", tabindex: "-1",
    "aria-hidden": "false", "aria-disabled": "false", "aria-labelledby": `${id}_header-title-textEl`, "data-componentid": id,
    style: { width: `${width}px`, zIndex: (zIndex += 2) },
    cn: [guard("before"), header, body, toolbar("x-toolbar-footer x-docked-bottom", ...buttons), guard("after")],
  });
  const mask = dom({ ...presentation("x-mask"), style: { zIndex: zIndex - 1 } });
  const made = {
    body,
    redraw() {
      const name = body.contains(document.activeElement) && document.activeElement.name;
      body.replaceChildren(...items());
      if (name) body.querySelector(`[name="${name}"]`)?.focus();
    },
    close() {
      if (!element.isConnected) return;
      element.remove();
      mask.remove();
      onClose?.();
    },
    mask: (text) => loadMask(element, text),
  };
  const inside = () => [...element.querySelectorAll("a[tabindex='0'], input, textarea, [role=button]")];
  on(tool, "click", made.close);
  on(tool, "keydown", (event) => /^(Enter| )$/.test(event.key) && made.close());
  on(element, "keydown", (event) => {
    if (event.key === "Escape") made.close();
    if (event.key === "Enter" && event.target.matches("input.x-form-text")) buttons[0].click();
  });
  element.addEventListener("focusin", ({ target }) => {
    if (target.classList.contains("x-tab-guard-before")) inside().at(-1).focus();
    if (target.classList.contains("x-tab-guard-after")) inside()[0].focus();
  });
  made.redraw();
  document.body.append(mask, element);
  Object.assign(element.style, {
    left: `${Math.round((innerWidth - element.offsetWidth) / 2)}px`,
    top: `${Math.max(0, Math.round((innerHeight - element.offsetHeight) / 2))}px`,
  });
  element.focus();
  return made;
}

/** Covers `target` until the answer is called. */
export function loadMask(target, text) {
  const mask = dom({
    ...presentation("x-mask x-mask-load", newId("loadmask"), {
      cls: "x-mask-msg", role: "status", cn: [{ cls: "x-mask-msg-text", cn: [text] }],
    }),
  });
  target.append(mask);
  return () => mask.remove();
}

/** Shows labels and values until the window is closed; `report` is where the server hears of it. */
export function credentials(what) {
  const { title, text, file, report, late } = what;
  return new Promise((resolve) => {
    const last = what.fields.length - 1;
    const fields = what.fields.map(([label, value], index) => displayfield(label, late && index === last ? "" : value));
    const items = () => [dom({ cls: "x-component x-component-default", cn: [text] }), ...fields.map(({ field }) => field)];
    const close = button(what.button, () => made.close());
    const buttons = file ? [button("Download CSV File", () => saveCsv(what), { cls: "x-btn-action" }), close] : [close];
    const onClose = () => {
      send(`${report}/dialog-closed`);
      resolve();
    };
    const made = windowOf(title, items, buttons, { onClose, width: 580 });
    if (late) {
      const unmask = loadMask(made.body, "Loading...");
      setTimeout(() => {
        fields[last].set(what.fields[last][1]);
        unmask();
      }, late);
    }
    send(`${report}/dialog-opened`);
  });
}
