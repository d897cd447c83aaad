// The one part of Trivet that runs on every page of the console. It looks at what the page adds for the words that
// announce the token screen, and hands events to the Rust core once that runs. `startCore` is put before it by the build:
// it starts the core from the bytes in this same file, and throws where the page's policy forbids WebAssembly.

// ACCOUNT[.INSTANCE].evergage.com, as src/credential/account.rs has it; a document without an origin of its own stands in one.
// What is no console by its name is left out in the manifest: a pattern there cannot count labels.
const IS_CONSOLE = /^(null|https:\/\/[\w-]+(\.[\w-]+)?\.evergage\.com(:\d+)?)$/.test(self.origin);
// The extension's own page that imitates one.
const IS_SAMPLE = location.href === chrome.runtime.getURL("sample.html");

// Forms of labels from src/checklist/label.rs; a test there holds the two together.
const WORDS = [
  "create token", "token erstellen", "crear token",
  "can access api", "kann auf api zugreifen", "puede acceder a api",
  "can send events", "kann ereignisse senden", "puede enviar eventos",
  "restrict to specific datasets", "select datasets", "auf bestimmte datensets einschränken", "datensets auswählen",
  "restringir a conjuntos de datos específicos", "seleccionar conjuntos de datos",
  "download api key credentials", "api-schlüssel-anmeldeinformationen herunterladen", "descargar credenciales de clave de api",
  "api key secret", "api secret key", "api-schlüsselgeheimnis", "geheimer api-schlüssel", "secreto de clave de api",
  "clave secreta de api",
];
// What a policy or the admin may have other words for, of these.
const TERMS = ["create-token", "can-access-api", "can-send-events", "datasets", "credentials-title", "key-secret"];
const NAMES = ["aria-label", "title", "placeholder", "alt", "value"];
const NAMED = "[aria-label],[title],[placeholder],[alt],input[type=submit],input[type=button]";
// Elements that can hold a shadow root: custom elements, and plain ones that hold nothing else. Frames are among them. What
// pages are full of comes first. src/page/web.rs has them, too.
const HOSTS = ":not(td,span,div,a,li,tr,p,button,input,label,svg,path,svg *,option,th,ul,abbr,article,aside,b,blockquote,body,br,caption,code,col,colgroup,dd,dl,dt,em,fieldset,font,footer,form,h1,h2,h3,h4,h5,h6,head,header,hr,html,i,img,legend,link,main,meta,nav,ol,optgroup,pre,script,section,select,small,strong,style,table,tbody,textarea,tfoot,thead,title,u),"
  + ":is(div,p,article,aside,body,footer,header,main,nav,section):empty";
// One walk for both.
const WANTED = `${NAMED},${HOSTS}`;
const CONTROLS = "input,select,textarea,button,[role]";
const FRAMES = "iframe,frame";
// By this a frame of the page's own origin says, to nobody but the listener of the document around it, that a new document begins in it, before anything of that document runs.
const FRAME_BEGINS = "trivet-frame";
// An element gets its shadow root without any record of it. Those that may still get one are asked again: in the next frame
// after anything happened, then ever more seldom.
const MOST_HOSTS = 100;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 10_000;
// Words that are there and announced nothing yet, at most so many.
const MOST_LATENT = 50;
// What a word may be put together of, at most so many.
const PIECES = "b,i,u,em,strong,span,font,a,mark,small";
const MOST_PIECES = 8;
// What latent words belong to: a control that comes there may make a form of them.
const BOUNDARY = "form,dialog,[role=dialog],[role=alertdialog],fieldset,table";
const SHOWING = ["class", "style", "hidden", "open", "inert", "type", "role", "aria-hidden"];
// How long the page's own form waits for a core that has to be brought.
const BRINGING_TAKES_MS = 2_000;
const EVENTS = [
  "pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend", "click", "dblclick",
  "keydown", "keypress", "keyup", "input", "change", "submit", "cancel", "focusin", "focusout",
  "beforetoggle", "toggle", "fullscreenchange", "scroll", "resize", "focus", "visibilitychange",
];
// Those by which a person, or a script, makes something of what is there: what is not read yet is read before they pass.
const ACTS = ["pointerdown", "mousedown", "touchstart", "click", "keydown", "submit", "navigate"];

// As src/guard/browser.rs has it.
const HOST = IS_SAMPLE ? "not-real.sample.evergage.com" : self.origin.replace(/^https:\/\/|:\d+$/g, "");
// What the extension's storage has of this console; src/checklist/journal.rs says what a run is.
const LESSONS = `lessons ${HOST}`;
const RUNS = `run ${HOST} `;
const HOME = `panel ${HOST}`;
const PURPOSE = `purpose ${HOST}`;

let announcement = anyOf(WORDS);
// The organisation's policy, and what the admin taught on this console. Neither need be there, and neither waits for the
// other.
let policy = null;
let lessons = null;
// Where the panel was put on this console.
let home = null;
// What the person chose: what tokens are for on this console, without which the core sets no box, and whether the vault's window
// comes by itself.
let choices = null;
// Whether it is to be said that Trivet was updated; src/checklist/update.rs has the key.
let isUpdated = false;

let core = null;
// By this the background speaks to one frame of a tab.
let ownName = null;
let isAwake = false;
let isWaitingForScript = false;
// The core failed.
let isBroken = false;
// The person was told that, and goes on all the same.
let isGivenUp = false;
// Asked for now: after an update nobody answers.
const BROKEN = chrome.i18n.getMessage("guardBroken");
const TEXTS = chrome.i18n.getMessage("panel");
let waiting = [];
const hosts = new Set();
let isFrameDue = false;
// The translation of this page was shown to the core once.
let wasTranslated = false;
let timer = 0;
// What was added or changed, and is read before the next frame: many changes are one then.
const unread = new Set();
// The innermost elements that say a word, with what they belong to: the core saw no reason in them, for what they name is not
// shown, or not all there.
let latent = new Map();
let bringingUntil = 0;
// The document, the shadow roots and the frames' documents in it.
const roots = new Set();

// By the prototypes' own functions: a form answers with its fields to whatever these are called.
const getter = (owner, name) => {
  const { get } = Object.getOwnPropertyDescriptor(owner.prototype, name);
  return (node) => get.call(node);
};
const textOf = getter(Node, "textContent");
const typeOf = getter(Node, "nodeType");
const parentOf = getter(Node, "parentNode");
const isThere = getter(Node, "isConnected");
const childrenOf = getter(Element, "children");
const rootOf = getter(Document, "documentElement");
const viewOf = getter(Document, "defaultView");
const isElement = (node) => typeOf(node) === Node.ELEMENT_NODE;
const matches = (node, css) => isElement(node) && Element.prototype.matches.call(node, css);
const attribute = (node, name) => Element.prototype.getAttribute.call(node, name) ?? "";
const around = (node, css) => Element.prototype.closest.call(node, css);
function all(node, css) {
  const owner = { [Node.ELEMENT_NODE]: Element, [Node.DOCUMENT_NODE]: Document, [Node.DOCUMENT_FRAGMENT_NODE]: DocumentFragment }[typeOf(node)];
  return owner ? owner.prototype.querySelectorAll.call(node, css) : [];
}

function anyOf(words) {
  // No other signs: to escape one that means nothing is an error in a Unicode expression.
  const plain = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s*"));
  return new RegExp(plain.join("|"), "iu");
}

// From now on their words announce the token screen, too.
function learn(settings, ...lists) {
  const more = lists
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter((one) => TERMS.includes(one?.term))
    .map((one) => String(one.text ?? one.name ?? "").trim())
    .filter(Boolean);
  if (more.length > 0) {
    WORDS.push(...more);
    announcement = anyOf(WORDS);
    if (!isAwake && announce([document])) wake();
  }
  return settings;
}

// Whether any of these says one of the words, in their shadow roots, too; those are observed from now on.
function announce(nodes) {
  const found = [];
  let isFound = false;
  for (const node of nodes) isFound = says(node, found) || isFound;
  // It grows while it is gone through: roots hold hosts.
  for (const host of found) {
    const root = inside(host);
    if (root) roots.add(root);
    if (root) isFound = says(observe(root), found) || isFound;
    else if (isThere(host)) hosts.add(host);
    if (hosts.size > MOST_HOSTS) hosts.delete(hosts.values().next().value);
  }
  return isFound;
}

function says(node, found) {
  const root = typeOf(node) === Node.DOCUMENT_NODE ? rootOf(node) : node;
  let isFound = root !== null && announcement.test(textOf(root));
  for (const wanted of [node, ...all(node, WANTED)]) {
    if (!isElement(wanted)) continue;
    isFound ||= isNamed(wanted);
    if (matches(wanted, HOSTS)) found.push(wanted);
  }
  return isFound;
}

function isNamed(element) {
  return NAMES.some((name) => announcement.test(attribute(element, name)));
}

// What is not read yet, and what was hidden: whether it says one of the words now.
function announces() {
  const nodes = [...unread].filter(isThere);
  const isCompleted = nodes.some(completes);
  const outermost = nodes.filter((node) => !unread.has(parentOf(node))).map(whole);
  unread.clear();
  return announce(outermost) || isCompleted || hasAppeared();
}

// Words may come in pieces: then those around them are read, too.
function whole(node) {
  const parent = parentOf(node);
  const isPiece = typeOf(node) === Node.TEXT_NODE || matches(node, PIECES);
  return isPiece && parent && isElement(parent) && childrenOf(parent).length < MOST_PIECES ? parent : node;
}

// Whether a control came to words that were there already.
function completes(node) {
  const isControl = latent.size > 0 && (matches(node, CONTROLS) || all(node, CONTROLS).length > 0);
  return isControl && [...latent.values()].some(({ boundary }) => Node.prototype.contains.call(boundary, node));
}

function hasAppeared() {
  return [...latent].some(([element, { wasShown }]) => !wasShown && isThere(element) && isShown(element));
}

function isShown(element) {
  return Element.prototype.checkVisibility.call(element, { visibilityProperty: true });
}

// The core sleeps though these words are there. It is woken by what shows them, or completes them.
function keepLatent(roots) {
  latent = new Map();
  appearing.disconnect();
  for (const element of roots.flatMap(sayers).slice(0, MOST_LATENT)) {
    const boundary = around(element, BOUNDARY) ?? parentOf(element) ?? element;
    const wasShown = isShown(element);
    latent.set(element, { boundary, wasShown });
    if (!wasShown) appearing.observe(element);
    observer.observe(boundary, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...NAMES, ...SHOWING] });
  }
}

// The innermost elements in which a word is said.
function sayers(node) {
  const root = typeOf(node) === Node.DOCUMENT_NODE ? rootOf(node) : node;
  const named = [...all(node, NAMED)].filter(isNamed);
  const descend = (one) => {
    const inner = [...one].filter((child) => announcement.test(textOf(child)));
    return inner.flatMap((child) => {
      const deeper = descend(childrenOf(child));
      return deeper.length > 0 ? deeper : [child];
    });
  };
  const children = !root ? [] : isElement(root) ? [root] : [...root.children];
  return [...descend(children), ...named];
}

const appearing = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) readSoon();
});

// What is drawn inside an element and is no part of its own tree: a shadow root, the document of a frame.
function inside(host) {
  if (!matches(host, FRAMES)) return shadowRoot(host);
  const page = documentOf(host);
  if (page) listen(viewOf(page));
  return page;
}

// Nothing where the frame is of another origin, and looks after itself.
function documentOf(frame) {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}

function shadowRoot(host) {
  try {
    return globalThis.chrome?.dom?.openOrClosedShadowRoot(host) ?? host.openOrClosedShadowRoot;
  } catch {
    return null; // Chromium's throws for what is no HTML element.
  }
}

function observe(root) {
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
  return root;
}

// A page in the background has no frames: it is read when it comes to the front, or something is done to it.
function readSoon() {
  if (isFrameDue || isAwake) return;
  isFrameDue = true;
  requestAnimationFrame(() => {
    isFrameDue = false;
    if (isAwake) return;
    if (announces() || isTranslated()) return wake();
    clearTimeout(timer);
    askHosts(FIRST_WAIT_MS);
  });
}

function askHosts(wait) {
  if (isAwake) return;
  const ready = [...hosts].filter((host) => !isThere(host) || inside(host));
  for (const host of ready) hosts.delete(host);
  if (announce(ready.filter(isThere))) wake();
  else if (hosts.size > 0 && wait < LONGEST_WAIT_MS) timer = setTimeout(askHosts, wait, wait * 2);
}

const observer = new MutationObserver((records) => {
  for (const { addedNodes, target, type } of records) {
    if (type !== "childList") unread.add(target);
    for (const node of addedNodes) unread.add(node);
    // document.open() takes every listener away; adding one that is still there changes nothing.
    if (type === "childList" && typeOf(target) === Node.DOCUMENT_NODE) listen(viewOf(target));
  }
  readSoon();
});

// As src/guard/translation.rs has it. What is translated says none of the words, and that is to be said.
function isTranslated() {
  const root = rootOf(document);
  const head = root && childrenOf(root)[0];
  const isMarked = root && (/^(?!en\b)[a-z]/i.test(attribute(root, "lang"))
    || /\btranslated-(ltr|rtl)\b/.test(attribute(root, "class"))
    || head && all(head, "title[_msttexthash]").length > 0);
  if (!isMarked || wasTranslated) return false;
  wasTranslated = true;
  return true;
}

function sleep() {
  isAwake = false;
  unread.clear();
  roots.clear();
  // The core found nothing to guard: what is there by now is no reason to wake it again, until it is shown.
  roots.add(observe(document));
  if (announce([document])) keepLatent([...roots].filter(isPresent));
  else latent.clear();
  if (hosts.size > 0) readSoon();
}

// Not the document of a frame that is gone, nor a root of an element that is.
function isPresent(root) {
  return typeOf(root) === Node.DOCUMENT_NODE ? viewOf(root) !== null : isThere(root);
}

function wake() {
  observer.disconnect();
  appearing.disconnect();
  unread.clear();
  isAwake = true;
  if (core) core.start(sleep, listen, HOST, TEXTS);
  else begin();
}

function begin() {
  try {
    run(startCore());
  } catch (error) {
    if (!isWithoutWebAssembly(error)) {
      tell("not-started");
      throw error;
    }
    // The same core as JavaScript has to be brought.
    isWaitingForScript = true;
    bringingUntil = performance.now() + BRINGING_TAKES_MS;
    globalThis.trivetRun = (scripted) => {
      delete globalThis.trivetRun;
      isWaitingForScript = false;
      try {
        run(scripted);
      } catch (failure) {
        tell("not-started");
        throw failure;
      }
    };
    tell("bring-scripted-core");
  }
}

// The page's Content-Security-Policy forbids it here, too; or the browser has none at all, because its JIT is switched off: then
// there is no CompileError either.
function isWithoutWebAssembly(error) {
  return typeof WebAssembly === "undefined" || error instanceof WebAssembly.CompileError || error instanceof EvalError;
}

// It throws at once where the extension was updated or switched off meanwhile.
function tell(type) {
  new Promise((sent) => sent(chrome.runtime.sendMessage({ type }))).catch(() => {});
}

function run(started) {
  core = started;
  // For the tests, which search it for what must be gone. It is the extension's own world: no page sees it.
  globalThis.guardMemory = core.own_memory();
  core.start(sleep, listen, HOST, TEXTS);
  choices.then(([purpose, opensVault]) => core.set_choices(purpose, opensVault));
  policy.then(core.set_policy);
  lessons.then((found) => { if (found) core.set_lessons(found); });
  home.then((found) => { if (typeof found === "string") core.set_home(found); });
  if (isUpdated) core.set_updated(true);
  for (const ask of waiting.splice(0)) ask(core);
}

// Whatever is asked before the core runs is asked when it does.
function ask(question) {
  if (core && !isAwake) wake();
  else if (!core && !isWaitingForScript) wake();
  if (core) question(core);
  else waiting.push(question);
}

function handle(event) {
  if (!isAwake && ACTS.includes(event.type) && announces()) wake();
  if (isBroken) holdAlone(event);
  else if (isAwake && core) handOver(event);
  else if (isWaitingForScript && isPremature(event)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (!isAwake && hosts.size > 0) readSoon();
}

// Whether it may be the OK of a form that nobody has read yet, because the core is on its way.
function isPremature(event) {
  return performance.now() <= bringingUntil && ["click", "keydown", "submit"].includes(event.type)
    && (event.type !== "keydown" || ["Enter", " "].includes(event.key)) && isInAnnounced(event);
}

// Whether it is in a form or a dialog that says one of the words.
function isInAnnounced(event) {
  const [target] = event.composedPath();
  const boundary = isElementTarget(target) && around(target, BOUNDARY);
  return Boolean(boundary) && announcement.test(textOf(boundary));
}

function handOver(event) {
  try {
    if (core.handle(event)) return;
  } catch {
    // An error of its own: it must not let the event pass.
  }
  isBroken = true;
  tell("broken");
  holdAlone(event);
}

// After an error in the core nobody knows whether the values are safe: what could close the dialog or submit the form is stopped
// until the person decides. A frame of another site cannot ask, so there it is stopped once.
function holdAlone(event) {
  if (isGivenUp || !ACTS.includes(event.type)) return;
  const isKey = event.type === "keydown";
  if (isKey && !["Enter", " ", "Escape"].includes(event.key)) return;
  const isEscape = isKey && event.key === "Escape";
  if (isEscape ? !announcement.test(textOf(rootOf(document))) : !isInAnnounced(event)) return;
  if (event.cancelable) event.preventDefault();
  event.stopImmediatePropagation();
  if (["click", "keydown", "submit"].includes(event.type)) isGivenUp = self !== top || confirm(BROKEN);
}

function isElementTarget(target) {
  return target?.nodeType !== undefined && isElement(target);
}

// First of all listeners: registered on window, in the capture phase, before any script of the page ran. And, once the core
// runs, in every shadow root.
function listen(view) {
  if (!view) return;
  for (const name of EVENTS) view.addEventListener(name, handle, { capture: true, passive: false });
  if (!view.document) return;
  // A form that a script submits has no other event.
  view.navigation?.addEventListener("navigate", handle);
  view.addEventListener(FRAME_BEGINS, beginFrame, { capture: true });
  EventTarget.prototype.addEventListener.call(view.document, "load", takeFrame, { capture: true });
}

// First of all again: no script of the page hears it.
function beginFrame(event) {
  event.stopImmediatePropagation();
  takeFrame(event);
}

// A frame has another document than before. Of one in a shadow root only the host is seen here.
function takeFrame({ target, type }) {
  if (!isElementTarget(target) || !matches(target, FRAMES)) return;
  if (isAwake && core) core.take_frame(target);
  else if (!isAwake && announce([target])) wake();
}

// The frame that this document is in, where that is of the same origin: then the outermost document looks after this one.
function ownFrame() {
  try {
    return self.frameElement;
  } catch {
    return null;
  }
}

// What is kept of tokens that nobody looks after any more: their tab crashed or was left, or Trivet was not there to the end.
async function sayWhatWasLeft(stored) {
  const keys = Object.keys(stored).filter((key) => key.startsWith(RUNS));
  if (keys.length === 0) return;
  const left = await chrome.runtime.sendMessage({ type: "left-behind", keys });
  for (const key of left) ask((started) => started.add_left_behind(key, stored[key]));
}

// What is written down of tokens: Trivet's window goes on while this document is away.
function follow(entries) {
  for (const [key, line] of entries) {
    if (key.startsWith(RUNS) && typeof line === "string") core?.follow_window(key, line);
  }
}

// A document that the browser keeps for Back hears nothing: Trivet's window has to know.
function goAway({ isTrusted, persisted }) {
  if (isTrusted && persisted && core) core.goes_away();
}

async function comeBack({ isTrusted, persisted }) {
  if (!isTrusted || !persisted || !core) return;
  follow(Object.entries(await chrome.storage.local.get(null).catch(() => ({}))));
  core.came_back();
}

// How much this document is used: it has the focus (2), it is drawn in a size to work in (1), or neither.
function use() {
  if (innerWidth < 200 || innerHeight < 100) return 0;
  return document.hasFocus() ? 2 : 1;
}

// Chromium may have the policy later than the page when it has just been started or has just installed Trivet.
function readPolicy() {
  policy = chrome.storage.managed.get(null).then((found) => learn(found, found.labels, found.lessons), () => null);
}

// Every frame of the tab hears this; one that has nothing to say leaves the answer to another. The sample screen hears other
// guards, too.
function hear(message, sender, answer) {
  if (sender.id !== chrome.runtime.id || sender.tab) return;
  // The key for the next button shows the checklist where it is away, and goes there then.
  const turn = () => { if (message.turns) ask((started) => started.turn_to_next()); };
  const said = {
    hide: () => core?.hide(),
    "turn-to-next": () => core?.turn_to_next(),
    show: () => isAwake && core?.show(false) && (turn(), true),
    name: () => use() >= message.use && (ownName ??= crypto.randomUUID()),
    start: () => {
      if (message.name !== ownName) return;
      ask((started) => started.show(true));
      turn();
    },
    "give-way": () => core?.give_way(),
    headline: () => core?.headline(),
    "looks-after": () => core?.looks_after(message.key),
  }[message?.type]?.();
  if (said) answer(said);
}

function setUpdated(value) {
  if (isUpdated === (value === true)) return;
  isUpdated = !isUpdated;
  core?.set_updated(isUpdated);
}

function connected(port) {
  if (core) core.connected(port);
  else port.disconnect();
}

const frame = IS_CONSOLE ? ownFrame() : null;
if (frame) frame.dispatchEvent(new Event(FRAME_BEGINS, { composed: true }));
else if (IS_CONSOLE || IS_SAMPLE) {
  readPolicy();
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local") follow(Object.entries(changes).map(([key, { newValue }]) => [key, newValue]));
    if (area === "local" && changes.updated) setUpdated(changes.updated.newValue);
    if (area !== "managed") return;
    readPolicy();
    if (core) policy.then(core.set_policy);
  });
  addEventListener("pagehide", goAway);
  addEventListener("pageshow", comeBack);
  const stored = chrome.storage.local.get(null);
  lessons = stored.then((found) => learn(found[LESSONS], found[LESSONS]?.lessons), () => null);
  home = stored.then((found) => found[HOME], () => null);
  // With the person's own setting; src/checklist/own.rs has it.
  choices = stored.then((found) => [String(found[PURPOSE] ?? ""), found.settings?.openWindow === true], () => ["", false]);
  stored.then((found) => setUpdated(found.updated), () => {}); // Said on another page.
  stored.then(sayWhatWasLeft).catch(() => {}); // Said at the next start.
  // Left by an earlier start in this same document, with nothing alive behind it.
  for (const left of all(document, "div[data-trivet]")) left.remove();
  chrome.runtime.onMessage.addListener(hear);
  chrome.runtime.onConnect.addListener(connected);
  listen(self);
  roots.add(observe(document));
  if (announce([document])) wake();
}
