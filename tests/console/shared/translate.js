// What a browser's own page translation does to a page that knows nothing of it: a moment after a text comes or changes, its
// node is replaced by two <font> elements around another one. Shadow roots it does not enter, and code it leaves alone.

// How much of it is under way: a browser shows that, too.
globalThis.translating = 1;

const tongue = new URLSearchParams(location.search).get("translate");
const words = new Map(Object.entries(await (await fetch(`/ui/assets/shared/words/${tongue}.json`)).json())
  .map(([from, to]) => [from.toLowerCase(), to]));

// A service far away answers after so many milliseconds.
const AWAY = 250;
const ATTRIBUTES = ["alt", "placeholder", "title"];
const ALONE = "code, script, style, template, textarea, noscript, [translate=no], .notranslate, font[data-made]";

/** A line as a whole, or what stands before a colon in it. */
function line(text) {
  const [, before, inner, after] = text.match(/^(\s*)(.*?)(\s*[:*]?\s*)$/s);
  const whole = words.get(inner.replace(/\s+/g, " ").toLowerCase());
  if (whole !== undefined) return `${before}${whole}${after}`;
  const label = inner.match(/^([^:,]+)([:,]\s.*)$/s);
  const known = label && words.get(label[1].trim().toLowerCase());
  return known ? `${before}${known}${label[2]}${after}` : text;
}

const translated = (text) => text.split("\n").map(line).join("\n");

function replace(node) {
  if (!node.isConnected || !node.data.trim() || node.parentElement?.closest(ALONE)) return;
  const outer = document.createElement("font");
  const inner = document.createElement("font");
  outer.dataset.made = "";
  inner.textContent = translated(node.data);
  outer.append(inner);
  node.replaceWith(outer);
}

function rename(element) {
  if (element.closest(ALONE)) return;
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value && translated(value) !== value) element.setAttribute(name, translated(value));
  }
  const isCaption = element.localName === "input" && ["button", "submit", "reset"].includes(element.type);
  if (isCaption && translated(element.value) !== element.value) element.value = translated(element.value);
}

function translate(root) {
  if (!root.isConnected) return;
  if (root.nodeType === Node.TEXT_NODE) return replace(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  found.forEach(replace);
  const named = [...ATTRIBUTES, "value"].map((name) => `[${name}]`).join();
  for (const element of [root, ...root.querySelectorAll(named)]) if (element.matches?.(named)) rename(element);
}

function translateLater(nodes) {
  globalThis.translating += 1;
  setTimeout(() => {
    nodes.forEach(translate);
    globalThis.translating -= 1;
  }, AWAY);
}

document.documentElement.lang = tongue;
document.documentElement.classList.add("translated-ltr");
new MutationObserver((records) => {
  const fresh = records.flatMap(({ type, target, addedNodes }) => (type === "childList" ? [...addedNodes] : [target]));
  const foreign = fresh.filter((node) => [Node.ELEMENT_NODE, Node.TEXT_NODE].includes(node.nodeType)
    && !(node.parentElement ?? node).closest("font[data-made]") && !node.matches?.("font[data-made]"));
  if (foreign.length > 0) translateLater(foreign);
}).observe(document.body, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES });
translateLater([document.body]);
globalThis.translating -= 1;
