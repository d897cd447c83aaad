// Finds what a person finds on a page of the console: by the words they read, and only what they can see and reach.
// Knows no class name and no id, and nothing of how Trivet looks for things. ENGLISH stands before it: what the words mean
// into which a browser translates the page.

const fold = (text) => (text ?? "").replace(/\s+/g, " ").trim().replace(/\s*[:*]$/, "").toLowerCase()
  .replaceAll("ß", "ss");
const words = (text) => ENGLISH[fold(text)] ?? fold(text);

// A person sees no walls: shadow roots and frames of the console's own are part of the page.
const rootOf = (element) =>
  element.shadowRoot ?? element.ownerDocument.defaultView?.[Symbol.for("closed roots")]?.get(element) ?? null;
const frameOf = (element) => /^i?frame$/.test(element.localName) ? element.contentDocument : null;

function* everything(root = document) {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    const inside = rootOf(element) ?? (isSeen(element) ? frameOf(element) : null);
    if (inside) yield* everything(inside);
  }
}

// An element without a box of its own (`display: contents`) is where its content is. A range has one.
const isBoxless = (element) => element.nodeType === Node.ELEMENT_NODE
  && element.ownerDocument.defaultView.getComputedStyle(element).display === "contents";
const boxOf = (element) => {
  const box = element.getBoundingClientRect();
  if (box.width > 0 || !isBoxless(element)) return box;
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
};

// What is shrunk to a pixel or two is there for a program and not for the eye.
const isSeen = (element) => {
  const box = boxOf(element);
  if (box.width <= 2 || box.height <= 2) return false;
  return element.checkVisibility({ checkVisibilityCSS: true }) || isBoxless(element);
};

const slotOf = (node) => {
  const root = node.parentElement && rootOf(node.parentElement);
  return root ? [...root.querySelectorAll("slot")].find((slot) => slot.assignedNodes().includes(node)) ?? null : null;
};

// What is drawn around a node, through shadow roots and frames.
const parentOf = (node) => slotOf(node) ?? node.parentNode ?? node.host ?? node.defaultView?.frameElement ?? null;

function* around(node) {
  for (let one = node; one; one = parentOf(one)) if (one.nodeType === Node.ELEMENT_NODE) yield one;
}

const holds = (outer, inner) => {
  for (const one of around(inner)) if (one === outer) return true;
  return false;
};

const closest = (element, selector) => {
  for (const one of around(element)) if (one.matches(selector)) return one;
  return null;
};

const centre = (box) => [box.left + box.width / 2, box.top + box.height / 2];

// Where the middle of the element is in the window.
const middle = (element) => {
  let [x, y] = centre(boxOf(element));
  let from = element.ownerDocument;
  while (from !== document) {
    const frame = from.defaultView.frameElement;
    const outer = frame.getBoundingClientRect();
    [x, y] = [x + outer.left + frame.clientLeft, y + outer.top + frame.clientTop];
    from = frame.ownerDocument;
  }
  return [x, y];
};

// Brings the element where it can be seen, if it is not, as a person scrolls.
const show = (element) => {
  const box = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  const [x, y] = middle(element);
  const isWhole = box.top >= 0 && box.left >= 0 && box.bottom <= view.innerHeight && box.right <= view.innerWidth;
  if (isWhole && x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight) return;
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
};

// What lies at a point of the window, inside shadow roots and frames too.
const topmost = (x, y) => {
  let at = document.elementFromPoint(x, y);
  while (at) {
    const frame = frameOf(at);
    if (frame) {
      const outer = at.getBoundingClientRect();
      [x, y] = [x - outer.left - at.clientLeft, y - outer.top - at.clientTop];
    }
    const inner = (frame ?? rootOf(at))?.elementFromPoint(x, y) ?? null;
    if (!inner || inner === at || !holds(at, inner)) return at;
    at = inner;
  }
  return null;
};

const isReachable = (element) => {
  const isOnTop = () => {
    const at = topmost(...middle(element));
    return at !== null && (holds(element, at) || (at.ownerDocument === element.ownerDocument && holds(at, element)));
  };
  show(element);
  if (isOnTop()) return true;
  // In the window, and yet out of sight: what is around it scrolls.
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  return isOnTop();
};

// Whether nothing lies over the first and the last letters of what is written in an element.
const isLegible = (element) => {
  let isWrittenOn = false;
  const [right, down] = middle(element).map((at, axis) => at - centre(element.getBoundingClientRect())[axis]);
  const range = element.ownerDocument.createRange();
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    for (const line of range.getClientRects()) {
      for (const x of line.width > 8 ? [line.left + 3, line.right - 3] : []) {
        const at = topmost(x + right, line.top + line.height / 2 + down);
        if (!at || !holds(element, at)) return false;
        isWrittenOn = true;
      }
    }
  }
  return isWrittenOn;
};

const isMoving = (element) => [...around(element)].some((one) => one.getAnimations()
  .some((move) => move.playState === "running" && move.effect?.getComputedTiming().endTime < Infinity));

// Whoever has a page translated waits until it is.
const isTranslating = () => (window.translating ?? 0) > 0;

// Where to put the pointer for what was found, once it stands still.
const place = (element) => {
  if (!element || isTranslating() || isMoving(element)) return null;
  show(element);
  return middle(element);
};

const ACTIVE = "button, a[href], input, select, textarea, summary, [role=button], [role=link], [role=menuitem], " +
  "[role=treeitem], [role=tab], [role=option], [role=checkbox], [tabindex]";

// Whether an element that has words shows any: those for a screen reader alone are not to be seen.
const isWritten = (element) => {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let any = false; ; any = true) {
    const text = texts.nextNode();
    if (!text) return !any;
    const holder = text.parentElement.closest("option") ?? text.parentElement;
    if (words(text.data) !== "" && isSeen(holder)) return true;
  }
};

// The innermost elements that read exactly so.
const reading = (label) => {
  const wanted = words(label);
  const found = [...everything()].filter((element) => {
    if (/^(script|style|template|noscript)$/i.test(element.localName)) return false;
    const own = element.localName === "input" && /^(button|submit|reset)$/.test(element.type) ? element.value : element.innerText;
    return words(own) === wanted && isSeen(element) && isWritten(element);
  });
  return found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
};

// Something to press with these words on it; in an open dialog before the page behind it.
const pressable = (label) => {
  const rank = (element) => {
    const isHand = element.ownerDocument.defaultView.getComputedStyle(element).cursor === "pointer";
    const active = closest(element, ACTIVE) ?? (isHand ? element : null);
    if (!active || active.disabled || active.getAttribute("aria-disabled") === "true") return 0;
    return closest(active, "dialog, [role=dialog], [role=alertdialog]") ? 2 : 1;
  };
  const found = reading(label).map((element) => ({ element, rank: rank(element) })).filter(({ rank }) => rank > 0);
  found.sort((one, other) => other.rank - one.rank);
  return found.map(({ element }) => element).find(isReachable) ?? null;
};

// The very edge of something to press, beside its words.
const edge = (label) => {
  const found = pressable(label);
  const control = found && (closest(found, ACTIVE) ?? found);
  if (!control) return null;
  const { left, top, height } = control.getBoundingClientRect();
  const page = control.ownerDocument;
  return { ownerDocument: page, scrollIntoView() {}, getBoundingClientRect: () => new DOMRect(left + 3, top + height / 2, 0, 0) };
};

// The cross that closes a dialog: named Close, without the word on it.
const cross = (close) => {
  const isNamed = (element) => [element.getAttribute("aria-label"), element.getAttribute("title")]
    .some((name) => [words(close), "close", "close dialog"].includes(words(name)));
  const isSign = (element) => !isWritten(element) || /^[x×✕✖⨯]?$/.test(words(element.innerText));
  const found = [...everything()].filter((element) => isSeen(element) && isSign(element)
    && (isNamed(element) || (element.matches(ACTIVE) && words(element.innerText) !== "")));
  return found.find(isReachable) ?? null;
};

// Where words are written that stand among others in one element.
function* lines(label) {
  for (const element of everything()) {
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || words(node.data) !== words(label) || !isSeen(element)) continue;
      const range = element.ownerDocument.createRange();
      range.selectNodeContents(node);
      yield { page: element.ownerDocument, line: range.getBoundingClientRect() };
    }
  }
}

// What is nearest to the words: on their line, or else below it.
const nearest = (label, elements) => {
  for (const { page, line } of lines(label)) {
    const far = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const isOnLine = line.top < (top + bottom) / 2 && (top + bottom) / 2 < line.bottom;
      if (isOnLine) return Math.max(left - line.right, line.left - right);
      return top < line.bottom - 2 ? Infinity : innerWidth + top - line.bottom;
    };
    const found = elements.filter((one) => one.ownerDocument === page && isSeen(one) && far(one) < Infinity);
    if (found.length > 0) return found.reduce((one, other) => (far(other) < far(one) ? other : one));
  }
  return null;
};

const BOX = "input[type=checkbox], [role=checkbox], [role=switch]";

// Some boxes are drawn by what is around them alone.
const isDrawn = (box) => [box, ...(box.labels ?? []), box.parentElement].some((one) => one?.checkVisibility());

const boxNamed = (label) => {
  const wanted = words(label);
  const boxes = [...everything()].filter((element) => element.matches(BOX) && isDrawn(element));
  const byIds = (box) => (box.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean)
    .map((id) => box.getRootNode().getElementById(id)?.innerText ?? "").join(" ");
  const named = boxes.filter((box) =>
    [box.getAttribute("aria-label"), byIds(box), box.innerText, ...[...(box.labels ?? [])].map((one) => one.innerText)]
      .some((name) => words(name) === wanted));
  if (named.length > 0) return named[0];
  // The caption stands beside the box: the nearest surroundings with one box in them.
  for (const caption of reading(label)) {
    for (const outer of around(parentOf(caption))) {
      const inside = boxes.filter((box) => holds(outer, box));
      if (inside.length === 1) return inside[0];
      if (inside.length > 1) break;
    }
  }
  return nearest(label, boxes);
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
  const isOpaque = (element) => element.checkVisibility({ opacityProperty: true });
  const fields = [...everything()].filter((element) => element.matches(FIELD) && isSeen(element) && isOpaque(element));
  const wanted = words(label);
  const named = fields.find((one) => [...(one.labels ?? [])].some((text) => words(text.innerText) === wanted)
    || words(one.getAttribute("aria-label")) === wanted || words(one.getAttribute("placeholder")) === wanted);
  if (named) return named;
  const captions = reading(label);
  // The same words may stand behind a dialog.
  for (const caption of [...captions.filter(isReachable), ...captions]) {
    for (const outer of around(parentOf(caption))) {
      const inside = fields.filter((one) => holds(outer, one));
      if (inside.length > 0) return inside[0];
    }
  }
  return nearest(label, fields);
};

// Whether a field says of itself that names are typed into it.
const isTyped = (label) => /comma/i.test(field(label)?.placeholder);

// An entry of a list that is open: by its words alone, for some lists are made of nothing but text.
const choice = (label) => reading(label).find((one) => {
  const list = one.localName === "option" ? closest(one, "select") : null;
  return list ? isSeen(list) : isReachable(one);
}) ?? null;

// Where two lists are side by side: the first button between them that moves what is highlighted, and not everything, out
// of the list that the name is in.
const LIST = "select, ul, [role=listbox]";
const mover = (label) => {
  const chosen = choice(label);
  const from = chosen && closest(chosen, LIST);
  if (!from) return null;
  const own = from.getBoundingClientRect();
  const isLevel = (box) => box.top < own.bottom && own.top <= box.bottom;
  // An empty list may have no height.
  const isThere = (one) => isSeen(one) ? isReachable(one) : one.childElementCount === 0 && one.checkVisibility();
  const others = [...everything()].filter((one) => one.matches(LIST) && isThere(one))
    .map((one) => one.getBoundingClientRect()).filter((box) => box.width > 2 && isLevel(box));
  const bottom = Math.max(own.bottom, ...others.map((list) => list.bottom));
  const isBetween = (one) => {
    const box = one.getBoundingClientRect();
    const isOut = others.some((list) => own.right <= box.left && box.right <= list.left);
    return box.top < bottom && own.top <= box.bottom && (isOut || others.some((list) => list.right <= box.left && box.right <= own.left));
  };
  const isBack = others.some((list) => list.right < own.left) && !others.some((list) => own.right < list.left);
  const found = [...everything()].filter((one) => one.matches("button, input[type=button], [role=button]") && isSeen(one)
    && isBetween(one) && isReachable(one));
  const named = (one) => `${one.innerText} ${one.value ?? ""} ${one.title} ${one.getAttribute("aria-label") ?? ""}`;
  const moving = found.filter((one) => !/>>|<<|»|«|\ball\b/i.test(named(one)));
  return (isBack ? moving[1] : moving[0]) ?? null;
};

// What takes a selected name out: the small thing without words beside it in its line, as a cross is.
const remover = (label) => {
  const captions = reading(label).filter((one) => !closest(one, "option, select, [role=option], [role=listbox], td") && isReachable(one));
  for (const caption of captions) {
    const own = caption.getBoundingClientRect();
    const far = (one) => {
      const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
      const isSmall = width <= 32 && height <= 40 && top < own.bottom && own.top < bottom;
      return isSmall ? Math.max(left - own.right, own.left - right) : Infinity;
    };
    const isSign = (one) => !/[a-z0-9]/i.test(one.innerText ?? "");
    const named = (one) => `${words(one.innerText)} ${one.getAttribute("aria-label") ?? ""} ${one.title ?? ""}`;
    const rank = (one) => far(one) + (/[×✕✖]|remove|delete|clear|close/i.test(named(one)) ? 0 : 100);
    const found = [...everything()].filter((one) => one.ownerDocument === caption.ownerDocument && one !== caption
      && isSeen(one) && isSign(one) && far(one) <= 24 && far(one) > -own.width / 2 && !holds(one, caption) && !one.matches("input, textarea"));
    if (found.length > 0) return found.reduce((one, other) => (rank(other) < rank(one) ? other : one));
  }
  return null;
};

// Whether a value stands somewhere, letter by letter.
const valued = (value) =>
  text().split(/\s+/).includes(value) || [...everything()].some((element) => isSeen(element) && element.value === value);

// Where everything is that reads so or has this value: the control that it is on, else the words.
const areas = (label) => {
  const holding = [...everything()].filter((element) => element.value === label && isSeen(element));
  // A web component has the value of the field in it, too.
  const innermost = holding.filter((one) => !holding.some((other) => other !== one && holds(one, other)));
  return [...reading(label), ...innermost].map((element) => {
    const control = closest(element, "button, input, a, [role=button]") ?? element;
    const box = control.getBoundingClientRect();
    const [x, y] = middle(control);
    return [x - box.width / 2, y - box.height / 2, box.width, box.height];
  });
};

// What the keyboard speaks to.
const focused = () => {
  let at = document.activeElement;
  for (let inner = at; inner; inner = (frameOf(at) ?? rootOf(at))?.activeElement) at = inner;
  return at;
};

// All that can be read, for an error.
const text = () => {
  const written = [...everything()].filter((element) => rootOf(element) || frameOf(element))
    .flatMap((element) => [...(rootOf(element)?.children ?? [frameOf(element).body])]);
  return [document.body, ...written].map((part) => part?.innerText ?? "").join(" ");
};
