// The widgets, with the markup that Google Web Toolkit gives them.

let uid = 0;

/** An id as the toolkit makes them. */
export const uniqueId = () => `gwt-uid-${(uid += 1)}`;

/** Makes an element; styles are set one by one, as the toolkit does, and so pass a strict policy. */
export function element(tag, { cls, style, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (cls) made.className = cls;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  Object.assign(made.style, style);
  made.append(...children);
  return made;
}

export const label = (text, cls = "") => element("div", { cls: `gwt-Label ${cls}`.trim() }, text);
export const flowPanel = (cls, ...children) => element("div", { cls }, ...children);
export const image = (name, title) =>
  element("img", { cls: "gwt-Image", src: `/ui/assets/gwt/${name}.svg`, ...(title && { title }) });

const cell = (child, vertical) => element("td", { align: "left", style: { verticalAlign: vertical } }, child);
const table = (cls, ...rows) =>
  element("table", { cellspacing: "0", cellpadding: "0", ...(cls && { cls }) }, element("tbody", {}, ...rows));

export const verticalPanel = (cls, ...children) =>
  table(cls, ...children.map((child) => element("tr", {}, cell(child, "top"))));
export const horizontalPanel = (cls, ...children) =>
  table(cls, element("tr", {}, ...children.map((child) => cell(child, "middle"))));

/** Rows of cells; each cell is a widget or a text. */
export function flexTable(cls, rows) {
  const body = element("tbody", {}, ...rows.map((cells) =>
    element("tr", {}, ...cells.map((child, index) => element("td", { cls: `${cls}-${index}` }, child)))));
  return element("table", { cls, cellspacing: "0", cellpadding: "0" }, element("colgroup", {}, element("col")), body);
}

/** Nine cells, the middle of which holds the content; `top` goes into the middle of the first row. */
export function decoratorPanel(prefix, top, corner, content) {
  const at = (row, column) => `${prefix}${row}${column}`;
  const line = (row, middle, last = "") =>
    element("tr", { cls: `${prefix}${row}` },
      ...[["Left", ""], ["Center", middle], ["Right", last]].map(([column, child]) =>
        element("td", { cls: at(row, column) }, element("div", { cls: `${at(row, column)}Inner` }, child))));
  return table("", line("Top", top, corner), line("Middle", content), line("Bottom", ""));
}

export function button(text, onClick, cls = "") {
  const made = element("button", { type: "button", cls: `gwt-Button ${cls}`.trim() }, text);
  made.addEventListener("click", onClick);
  return made;
}

/**
 * A button that the toolkit makes by itself. It keeps the browser's click from everybody and fires one of its own when the
 * mouse is let go over it.
 */
export function pushButton(text, onClick, cls = "") {
  const focus = element("input", {
    type: "text", tabindex: "-1", role: "presentation",
    style: { opacity: 0, height: "1px", width: "1px", zIndex: -1, overflow: "hidden", position: "absolute" },
  });
  const face = element("div", { cls: "html-face" }, text);
  const made = element("div", { tabindex: "0", role: "button", "aria-pressed": "false" }, focus, face);
  let capturing = false;
  let own = false;
  const show = (state) => (made.className = `gwt-PushButton ${cls} gwt-PushButton-${state}`.replace("  ", " "));
  const fire = () => {
    own = true;
    made.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
    own = false;
    show("up");
  };
  made.addEventListener("click", (event) => {
    if (own) onClick();
    else event.stopPropagation();
  });
  made.addEventListener("mousedown", (event) => {
    if (event.button !== 0) return;
    made.focus();
    capturing = true;
    show("down-hovering");
    event.preventDefault();
  });
  addEventListener("mouseup", (event) => {
    if (!capturing) return;
    capturing = false;
    if (made.contains(event.target)) fire();
    else show("up");
  });
  made.addEventListener("mouseover", () => show(capturing ? "down-hovering" : "up-hovering"));
  made.addEventListener("mouseout", () => show("up"));
  made.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), show("down")));
  made.addEventListener("keyup", (event) => event.key === " " && fire());
  made.addEventListener("keypress", (event) => event.key === "Enter" && fire());
  show("up");
  return made;
}

/** A hyperlink writes its token into the address. */
export function hyperlink(text, token) {
  const anchor = element("a", { href: `#${token}` }, text);
  return element("div", { cls: "gwt-Hyperlink" }, anchor);
}

/** A header that shows and hides its content. */
export function disclosurePanel(text, content) {
  const arrow = image("closed");
  const header = element("a", { href: "javascript:void(0);", cls: "header", style: { display: "block" } },
    table("", element("tr", {}, element("td", { align: "center", valign: "middle", style: { width: "16px" } }, arrow),
      element("td", {}, text))));
  content.classList.add("content");
  const inside = element("div", { style: { padding: "0px", overflow: "hidden", display: "none" } }, content);
  const panel = verticalPanel("gwt-DisclosurePanel", header, inside);
  const set = (open) => {
    inside.style.display = open ? "" : "none";
    arrow.src = `/ui/assets/gwt/${open ? "open" : "closed"}.svg`;
    panel.className = `gwt-DisclosurePanel gwt-DisclosurePanel-${open ? "open" : "closed"}`;
  };
  header.addEventListener("click", (event) => {
    event.preventDefault();
    set(inside.style.display === "none");
  });
  set(false);
  return { panel, set };
}

/** A layer of a layout panel: it fills what the given sides leave of its parent. */
export function layer(sides, ...children) {
  return element("div", { style: { position: "absolute", overflow: "hidden", ...sides } }, ...children);
}
