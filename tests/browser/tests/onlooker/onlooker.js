// Opens every shadow root, closed ones, too, notes all that ever stands in the panel's, and presses its buttons when it is
// told to. What it found it tells the page, for the test to read.

const HOST = "div[data-trivet]";
const known = new WeakSet();
const noted = new Set();
let root = null;

function open(element) {
  try {
    return globalThis.chrome?.dom?.openOrClosedShadowRoot(element) ?? element.openOrClosedShadowRoot ?? null;
  } catch {
    return null;
  }
}

function note() {
  noted.add(root.innerHTML);
  for (const field of root.querySelectorAll("input, textarea, select, output")) noted.add(field.value);
}

function look() {
  for (const host of document.querySelectorAll(HOST)) {
    const found = open(host);
    if (!found || known.has(found)) continue;
    known.add(found);
    root = found;
    note();
    new MutationObserver(note).observe(found, { subtree: true, childList: true, characterData: true, attributes: true });
  }
  requestAnimationFrame(look);
}
look();

document.addEventListener("onlooker-press", () => {
  let pressed = 0;
  for (const button of root?.querySelectorAll("button") ?? []) {
    button.focus();
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
      button.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, detail: 1 }));
    }
    button.click();
    for (const key of ["Enter", " "]) {
      for (const type of ["keydown", "keypress", "keyup"]) {
        button.dispatchEvent(new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, key }));
      }
    }
    pressed += 1;
  }
  document.documentElement.dataset.onlookerPressed = pressed;
});

document.addEventListener("onlooker-tell", () => {
  document.documentElement.dataset.onlookerNoted = JSON.stringify([...noted]);
});
