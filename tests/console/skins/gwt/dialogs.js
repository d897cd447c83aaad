// Dialog boxes over a glass panel, and those with one-time credentials.

import { saveCsv, send } from "/ui/assets/shared/client.js";

import { buttonBar } from "./fields.js";
import { decoratorPanel, element, flexTable, image, label, pushButton, uniqueId, verticalPanel } from "./ui.js";

const shown = [];

// The toolkit previews what happens in the window before any element hears of it.
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector(".gwt-SuggestBoxPopup")) return;
  shown.at(-1)?.hide();
}, true);

/** `draw` makes the content anew each time it is asked. */
export function dialogBox(caption, draw, { onEnter, onHide } = {}) {
  const close = image("close", "Close");
  const title = element("div", { cls: "Caption", id: uniqueId() }, caption);
  const content = element("div", { cls: "dialogContent" });
  const glass = element("div", { cls: "gwt-PopupPanelGlass", style: { position: "absolute", left: "0px", top: "0px" } });
  const box = element("div", { cls: "gwt-DialogBox", style: { position: "absolute", overflow: "visible" } },
    element("div", { cls: "popupContent" }, decoratorPanel("dialog", title, close, content)));
  const dialog = {
    redraw() {
      const name = content.contains(document.activeElement) && document.activeElement.name;
      content.replaceChildren(draw());
      if (name) content.querySelector(`[name=${name}]`)?.focus();
    },
    hide() {
      if (!box.isConnected) return;
      shown.splice(shown.indexOf(dialog), 1);
      glass.remove();
      box.remove();
      onHide?.();
    },
  };
  close.addEventListener("click", dialog.hide);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input.gwt-TextBox, .gwt-CheckBox input")) onEnter?.();
  });
  dialog.redraw();
  document.body.append(glass, box);
  box.style.left = `${Math.max(0, (innerWidth - box.offsetWidth) >> 1)}px`;
  box.style.top = `${Math.max(0, (innerHeight - box.offsetHeight) >> 1)}px`;
  shown.push(dialog);
  return dialog;
}

/** Shows names and values until the box is hidden; `report` is where the server hears of it. */
export function credentials(what) {
  const { title, text, report, file, late } = what;
  return new Promise((resolve) => {
    const draw = () => {
      const fields = what.fields.map(([name, value], index) => {
        const isLast = index === what.fields.length - 1;
        const field = isLast
          ? element("textarea", { cls: "gwt-TextArea gwt-TextArea-readonly", disabled: "", rows: "2" })
          : element("input", { type: "text", cls: "gwt-TextBox gwt-TextBox-readonly", readonly: "" });
        if (late && isLast) setTimeout(() => (field.value = value), late);
        else field.value = value;
        return [label(`${name}:`), field];
      });
      const buttons = [pushButton(what.button, () => dialog.hide())];
      if (file) buttons.unshift(pushButton("Download CSV File", () => saveCsv(what)));
      return verticalPanel("credentials", label(text, "message"), flexTable("fields", fields), buttonBar(...buttons));
    };
    const onHide = () => {
      send(`${report}/dialog-closed`);
      resolve();
    };
    const dialog = dialogBox(title, draw, { onHide });
    send(`${report}/dialog-opened`);
  });
}
