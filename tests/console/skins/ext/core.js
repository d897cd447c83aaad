// Elements from specifications, ids from a counter, and events that are all heard at the document.

let last = 1000;

/** An id as the components have them. */
export const newId = (type) => `${type}-${(last += 1)}`;

/**
 * An element: `cn` holds its children (elements, specifications or texts), `cls` its classes, `style` its styles, which
 * are set one by one; all else are attributes.
 */
export function dom({ tag = "div", cn = [], cls, style, ...attributes }) {
  const made = document.createElement(tag);
  if (cls) made.className = cls;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, value);
  }
  Object.assign(made.style, style);
  for (const child of [cn].flat()) {
    const isSpecification = child.constructor === Object;
    made.append(isSpecification ? dom(child) : child);
  }
  return made;
}

const listeners = new WeakMap();
const heard = new Set();

/** The document hears the event for all and tells the elements from the inside out. */
function publish(event) {
  for (let element = event.target; element && element !== document; element = element.parentNode) {
    for (const listener of listeners.get(element)?.[event.type] ?? []) listener(event);
    if (event.cancelBubble) return;
  }
}

export function on(element, type, listener) {
  if (!heard.has(type)) {
    heard.add(type);
    document.addEventListener(type, publish);
  }
  const own = listeners.get(element) ?? {};
  (own[type] ??= []).push(listener);
  listeners.set(element, own);
}

/** A part of a component that means nothing by itself; the end of its id names it. */
export const presentation = (cls, id, ...cn) => ({ role: "presentation", cls, id, "data-ref": /-(\D+)$/.exec(id)?.[1], cn });

/** A button: an anchor without an address, with three spans around its text. */
export function button(text, handler, { ui = "default-small", cls = "" } = {}) {
  const id = newId("button");
  const span = (ref, classes, cn) => ({
    tag: "span", id: `${id}-${ref}`, "data-ref": ref, unselectable: "on", role: ref === "btnInnerEl" ? undefined : "presentation",
    cls: `${classes} ${classes}-${ui}`, cn,
  });
  const made = dom({
    tag: "a", cls: `x-btn x-unselectable x-box-item x-toolbar-item x-btn-${ui} ${cls}`, role: "button", hidefocus: "on",
    unselectable: "on", tabindex: "0", id, "data-componentid": id, "aria-hidden": "false", "aria-disabled": "false",
    cn: [span("btnWrap", "x-btn-wrap", [span("btnEl", "x-btn-button", [
      span("btnIconEl", "x-btn-icon-el", []), span("btnInnerEl", "x-btn-inner", [text]),
    ])])],
  });
  const pressed = (is) => made.classList.toggle("x-btn-pressed", is);
  on(made, "mousedown", () => pressed(true));
  document.addEventListener("mouseup", () => pressed(false));
  on(made, "click", handler);
  on(made, "keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    handler();
  });
  return made;
}

/** A bar of buttons. */
export function toolbar(cls, ...items) {
  const id = newId("toolbar");
  return dom({
    cls: `x-toolbar x-docked x-box-layout-ct ${cls}`, id, role: "toolbar", "data-componentid": id,
    cn: [presentation("x-box-inner", `${id}-innerCt`, presentation("x-box-target", `${id}-targetEl`, ...items))],
  });
}
