// Draws everything anew from what is known, several times a second, and again whenever that changes. No element lives long:
// what is pressed is told by its key, between press and release too, when one element was pressed and another is released.

import { options } from "/ui/assets/shared/client.js";

const EVERY = options.redraw || 200;
const TWICE = 500;

const app = document.getElementById("app");
let content = () => [];
let actions = new Map();
let names = 0;

/** An element; `press`, `twice` and `input` are called by the key it goes by. */
export function h(tag, { key, press, twice, input, text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== false));
  if (text !== undefined) made.value = text;
  if (key) {
    made.dataset.key = key;
    actions.set(key, { press, twice, input });
  }
  return made;
}

/** An id for a caption, another one each time, as frameworks make them. */
export const id = () => `r${(names += 1)}`;

const keyed = (node) => (node instanceof Element ? node.closest("[data-key]") : null);
const keyOf = (event) => keyed(event.target)?.dataset.key;

function draw() {
  const focused = app.contains(document.activeElement) ? document.activeElement : null;
  const [key, from, to] = [focused?.dataset.key, focused?.selectionStart, focused?.selectionEnd];
  const top = app.querySelector("main")?.scrollTop ?? 0;
  actions = new Map();
  app.replaceChildren(...content());
  const main = app.querySelector("main");
  if (main) main.scrollTop = top;
  if (!key) return;
  const again = app.querySelector(`[data-key="${CSS.escape(key)}"]`);
  again?.focus({ preventScroll: true });
  if (typeof from === "number") again?.setSelectionRange?.(from, to);
}

let isDue = false;

/** Draws once the script that changed something is done. */
export function changed() {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    draw();
  });
}

let pressed = null;
let last = { key: null, at: 0 };
let isClickOfPress = false;

function press(key) {
  const action = actions.get(key);
  const isSecond = last.key === key && performance.now() - last.at < TWICE;
  last = { key, at: performance.now() };
  action?.press?.();
  if (isSecond) action?.twice?.();
  changed();
}

/** Begins; `view` answers with all that is to be seen. */
export function start(view) {
  content = view;
  app.addEventListener("pointerdown", (event) => {
    pressed = keyOf(event);
  });
  app.addEventListener("pointerup", (event) => {
    const key = keyOf(event);
    if (!key || key !== pressed) return;
    pressed = null;
    // The click that follows, if the element is still there, is the same press.
    isClickOfPress = true;
    setTimeout(() => (isClickOfPress = false));
    press(key);
  });
  app.addEventListener("click", (event) => {
    if (keyOf(event) && !isClickOfPress) press(keyOf(event));
  });
  app.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key) || event.target.matches("input, textarea, select, button, a")) return;
    event.preventDefault();
    press(keyOf(event));
  });
  app.addEventListener("input", (event) => {
    actions.get(keyOf(event))?.input?.(event.target.value);
    changed();
  });
  draw();
  setInterval(draw, EVERY);
}
