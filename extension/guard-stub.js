// The one part of Trivet that runs on every page of the console. It looks at what the page adds for the words that
// announce the token screen, and hands events to the Rust core once that runs. `startCore` is put before it by the build:
// it starts the core from the bytes in this same file, and throws where the page's policy forbids WebAssembly.

// ACCOUNT[.INSTANCE].evergage.com, as src/credential/account.rs has it; a document without an origin of its own stands in one.
// What is no console by its name is left out in the manifest: a pattern there cannot count labels.
const IS_CONSOLE = /^(null|https:\/\/[\w-]+(\.[\w-]+)?\.evergage\.com(:\d+)?)$/.test(self.origin);

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
const NAMED = "[aria-label],[title],[placeholder],input[type=submit],input[type=button]";
// Elements that can hold a shadow root: custom elements, and plain ones that hold nothing else. Frames are among them.
// src/console/web.rs has them, too.
const HOSTS = ":not(a,abbr,article,aside,b,blockquote,body,br,button,caption,code,col,colgroup,dd,div,dl,dt,em,fieldset,font,footer,form,h1,h2,h3,h4,h5,h6,head,header,hr,html,i,img,input,label,legend,li,link,main,meta,nav,ol,optgroup,option,p,path,pre,script,section,select,small,span,strong,style,svg,svg *,table,tbody,td,textarea,tfoot,th,thead,title,tr,u,ul),"
  + ":is(article,aside,body,div,footer,header,main,nav,p,section):empty";
const FRAMES = "iframe,frame";
// By this a frame of the page's own origin says that a new document begins in it, before anything of that document runs.
const FRAME_BEGINS = "trivet-frame";
// An element gets its shadow root without any record of it. Those that may still get one are asked again: in the next frame
// after anything happened, then ever more seldom.
const MOST_HOSTS = 100;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 10_000;
const EVENTS = [
  "pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend", "click", "dblclick",
  "keydown", "keypress", "keyup", "input", "change", "submit", "cancel", "focusin", "focusout",
  "beforetoggle", "fullscreenchange",
];

const HOST = self.origin.replace(/^https:\/\/|:\d+$/g, "");
// What the extension's storage has of this console; src/checklist/journal.rs says what a run is.
const LESSONS = `lessons ${HOST}`;
const RUNS = `run ${HOST} `;
const HOME = `panel ${HOST}`;

let announcement = anyOf(WORDS);
// The organisation's policy, and what the admin taught on this console. Neither need be there, and neither waits for the
// other: Chromium takes seconds for the policy when it has just been started.
let policy = null;
let lessons = null;
// Where the panel was put on this console.
let home = null;

let core = null;
// By this the background speaks to one frame of a tab.
let ownName = null;
let isAwake = false;
let isWaitingForScript = false;
let waiting = [];
const hosts = new Set();
let isFrameDue = false;
// The translation of this page was shown to the core once.
let wasTranslated = false;
let timer = 0;

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
    if (root) isFound = says(observe(root), found) || isFound;
    else if (host.isConnected) hosts.add(host);
    if (hosts.size > MOST_HOSTS) hosts.delete(hosts.values().next().value);
  }
  return isFound;
}

function says(node, found) {
  let isFound = announcement.test((node.documentElement ?? node).textContent);
  if (!node.querySelectorAll) return isFound;
  for (const named of isFound ? [] : [node, ...node.querySelectorAll(NAMED)]) {
    for (const name of ["aria-label", "title", "placeholder", "value"]) {
      isFound ||= announcement.test(named.getAttribute?.(name) ?? "");
    }
  }
  if (node.matches?.(HOSTS)) found.push(node);
  for (const host of node.querySelectorAll(HOSTS)) found.push(host);
  return isFound;
}

// What is drawn inside an element and is no part of its own tree: a shadow root, the document of a frame.
function inside(host) {
  if (!host.matches(FRAMES)) return shadowRoot(host);
  const page = documentOf(host);
  if (page) listen(page.defaultView);
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
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  return root;
}

function expectRoots() {
  if (isFrameDue || hosts.size === 0) return;
  isFrameDue = true;
  requestAnimationFrame(() => {
    isFrameDue = false;
    clearTimeout(timer);
    askHosts(FIRST_WAIT_MS);
  });
}

function askHosts(wait) {
  if (isAwake) return;
  const ready = [...hosts].filter((host) => !host.isConnected || inside(host));
  for (const host of ready) hosts.delete(host);
  if (announce(ready.filter((host) => host.isConnected))) wake();
  else if (hosts.size > 0 && wait < LONGEST_WAIT_MS) timer = setTimeout(askHosts, wait, wait * 2);
}

const observer = new MutationObserver((records) => {
  const added = new Set();
  for (const { addedNodes, target, type } of records) {
    if (type === "characterData") added.add(target);
    else for (const node of addedNodes) added.add(node);
    // document.open() takes every listener away; adding one that is still there changes nothing.
    if (target.defaultView) listen(target.defaultView);
  }
  // What was added inside something else that was added is read with it, once: a parser reports every node by itself.
  if (announce([...added].filter((node) => !added.has(node.parentNode))) || isTranslated()) wake();
  else expectRoots();
});

// As src/guard/translation.rs has it. What is translated says none of the words, and that is to be said.
function isTranslated() {
  const root = document.documentElement;
  const stated = (attribute) => root.getAttribute(attribute) ?? "";
  const isMarked = root && (/^(?!en\b)[a-z]/i.test(stated("lang")) || /\btranslated-(ltr|rtl)\b/.test(stated("class"))
    || document.head?.querySelector("title[_msttexthash]"));
  if (!isMarked || wasTranslated) return false;
  wasTranslated = true;
  return true;
}

function sleep() {
  isAwake = false;
  // The core found nothing to guard: what is there by now is no reason to wake it again.
  announce([observe(document)]);
  expectRoots();
}

function wake() {
  observer.disconnect();
  isAwake = true;
  if (core) core.start(sleep, listen, HOST);
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
  core.start(sleep, listen, HOST);
  policy.then(core.set_policy);
  lessons.then((found) => { if (found) core.set_lessons(found); });
  home.then((found) => { if (typeof found === "string") core.set_home(found); });
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
  if (isAwake && core) core.handle(event);
  else expectRoots();
}

// First of all listeners: registered on window, in the capture phase, before any script of the page ran. And, once the core
// runs, in every shadow root.
function listen(view) {
  for (const name of EVENTS) view.addEventListener(name, handle, { capture: true, passive: false });
  if (!view.document) return;
  // A form that a script submits has no other event.
  view.navigation?.addEventListener("navigate", handle);
  for (const name of [FRAME_BEGINS, "load"]) view.document.addEventListener(name, takeFrame, { capture: true });
}

// A frame has another document than before. Of one in a shadow root only the host is seen here.
function takeFrame({ target, type }) {
  if (type === "load" && !target.matches?.(FRAMES)) return;
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

// How much this document is used: it has the focus (2), it is drawn in a size to work in (1), or neither.
function use() {
  if (innerWidth < 200 || innerHeight < 100) return 0;
  return document.hasFocus() ? 2 : 1;
}

// Every frame of the tab hears this; one that has nothing to say leaves the answer to another.
function hear(message, sender, answer) {
  if (sender.id !== chrome.runtime.id) return;
  const said = {
    hide: () => core?.hide(),
    show: () => isAwake && core?.show(false),
    name: () => use() >= message.use && (ownName ??= crypto.randomUUID()),
    start: () => { if (message.name === ownName) ask((started) => started.show(true)); },
    "give-way": () => core?.give_way(),
    headline: () => core?.headline(),
    "looks-after": () => core?.looks_after(message.key),
  }[message?.type]?.();
  if (said) answer(said);
}

function connected(port) {
  if (core) core.connected(port);
  else port.disconnect();
}

const frame = IS_CONSOLE ? ownFrame() : null;
if (frame) frame.dispatchEvent(new Event(FRAME_BEGINS, { composed: true }));
else if (IS_CONSOLE) {
  policy = chrome.storage.managed.get(null).then((found) => learn(found, found.labels, found.lessons), () => null);
  const stored = chrome.storage.local.get(null);
  lessons = stored.then((found) => learn(found[LESSONS], found[LESSONS]?.lessons), () => null);
  home = stored.then((found) => found[HOME], () => null);
  stored.then(sayWhatWasLeft).catch(() => {}); // Said at the next start.
  // Left by an earlier start in this same document, with nothing alive behind it.
  document.querySelector("trivet-panel")?.remove();
  chrome.runtime.onMessage.addListener(hear);
  chrome.runtime.onConnect.addListener(connected);
  listen(self);
  if (announce([observe(document)])) wake();
}
