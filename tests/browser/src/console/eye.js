// Finds what a person finds on a page of the console: by the words they read, and only what they can see and reach.
// Knows no class name and no id, and nothing of how Trivet looks for things.

const words = (text) => (text ?? "").replace(/\s+/g, " ").trim().replace(/\s*[:*]$/, "").toLowerCase();

function* everything(root = document) {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

const isSeen = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && element.checkVisibility({ checkVisibilityCSS: true });
};

const parentOf = (node) => node.parentNode ?? node.host ?? null;

const holds = (outer, inner) => {
  for (let node = inner; node; node = parentOf(node)) if (node === outer) return true;
  return false;
};

// What lies at the middle of the element, inside open shadow roots too.
const topmost = (element) => {
  let box = element.getBoundingClientRect();
  if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth) {
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    box = element.getBoundingClientRect();
  }
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  let at = document.elementFromPoint(x, y);
  while (at?.shadowRoot?.elementFromPoint(x, y) && at.shadowRoot.elementFromPoint(x, y) !== at) {
    at = at.shadowRoot.elementFromPoint(x, y);
  }
  return at;
};

const isReachable = (element) => {
  const at = topmost(element);
  return at !== null && (holds(element, at) || holds(at, element));
};

const ACTIVE = "button, a[href], input, select, textarea, summary, [role=button], [role=link], [role=menuitem], " +
  "[role=treeitem], [role=tab], [role=option], [role=checkbox], [tabindex]";

// The innermost elements that read exactly so.
const reading = (label) => {
  const wanted = words(label);
  const found = [...everything()].filter((element) => {
    if (/^(script|style|template|noscript)$/i.test(element.localName)) return false;
    const own = element.localName === "input" && /^(button|submit|reset)$/.test(element.type) ? element.value : element.innerText;
    return words(own) === wanted && isSeen(element);
  });
  return found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
};

// Something to press with these words on it; in an open dialog before the page behind it.
const pressable = (label) => {
  const rank = (element) => {
    const active = element.closest(ACTIVE) ?? (getComputedStyle(element).cursor === "pointer" ? element : null);
    if (!active || active.disabled || active.getAttribute("aria-disabled") === "true") return 0;
    return active.closest("dialog, [role=dialog], [role=alertdialog]") ? 2 : 1;
  };
  const found = reading(label).map((element) => ({ element, rank: rank(element) })).filter(({ rank }) => rank > 0);
  found.sort((one, other) => other.rank - one.rank);
  return found.map(({ element }) => element).find(isReachable) ?? null;
};

// The cross that closes a dialog: named Close, without the word on it.
const cross = () => {
  const named = (element) => words(element.getAttribute("aria-label") ?? element.getAttribute("title")) === "close";
  const sign = (element) => /^[x×✕✖⨯]?$/.test(words(element.innerText));
  const found = [...everything()].filter((element) =>
    isSeen(element) && sign(element) && (named(element) || (element.matches(ACTIVE) && words(element.innerText) !== "")));
  return found.find((element) => isReachable(element)) ?? null;
};

const BOX = "input[type=checkbox], [role=checkbox], [role=switch]";

const boxNamed = (label) => {
  const wanted = words(label);
  const boxes = [...everything()].filter((element) => element.matches(BOX));
  const byIds = (box) => (box.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean)
    .map((id) => box.getRootNode().getElementById(id)?.innerText ?? "").join(" ");
  const named = boxes.filter((box) =>
    [box.getAttribute("aria-label"), byIds(box), box.innerText, ...[...(box.labels ?? [])].map((one) => one.innerText)]
      .some((name) => words(name) === wanted));
  if (named.length > 0) return named[0];
  // The caption stands beside the box: the nearest surroundings with one box in them.
  for (const caption of reading(label)) {
    for (let around = caption.parentElement; around; around = around.parentElement) {
      const inside = boxes.filter((box) => around.contains(box));
      if (inside.length === 1) return inside[0];
      if (inside.length > 1) break;
    }
  }
  return null;
};

const stateOf = (box) => box.type === "checkbox" ? box.checked : box.getAttribute("aria-checked") === "true";

// Where a person clicks to change the box: on it, or on its words where the box itself is only drawn.
const boxTarget = (label) => {
  const box = boxNamed(label);
  if (!box) return null;
  const close = [box, ...(box.labels ?? []), box.parentElement, ...reading(label)];
  return close.find((element) => element && isSeen(element) && isReachable(element)) ?? null;
};

// The field below or beside its words: a text box, a list or a combo box.
const FIELD = "input:not([type=checkbox]):not([type=hidden]), textarea, select, [role=combobox], [role=listbox], [role=textbox]";
const field = (label) => {
  const fields = [...everything()].filter((element) => element.matches(FIELD) && isSeen(element));
  const wanted = words(label);
  const named = fields.find((one) => [...(one.labels ?? [])].some((text) => words(text.innerText) === wanted)
    || words(one.getAttribute("aria-label")) === wanted || words(one.getAttribute("placeholder")) === wanted);
  if (named) return named;
  for (const caption of reading(label)) {
    for (let around = caption.parentElement; around; around = around.parentElement) {
      const inside = fields.filter((one) => around.contains(one));
      if (inside.length > 0) return inside[0];
    }
  }
  return null;
};

// An entry of a list that is open: by its words alone, for some lists are made of nothing but text.
const choice = (label) => reading(label).find((one) => one.localName === "option" || isReachable(one)) ?? null;
