// The one part of Trivet that runs on every page of the console. It looks at what the page adds for the words that
// announce the token screen, and hands events to the Rust core once that runs. `startCore` is put before it by the build:
// it starts the core from the bytes in this same file, and throws where the page's policy forbids WebAssembly.

// Forms of labels from src/checklist/label.rs; a test there holds the two together.
const WORDS = [
  "create token", "token erstellen", "crear token",
  "can access api", "kann auf api zugreifen", "puede acceder a api",
  "download api key credentials", "api key secret", "api secret key",
];
const ANNOUNCES = new RegExp(WORDS.map((word) => word.replaceAll(" ", "\\s*")).join("|"), "i");
const NAMED = "[aria-label],[title],[placeholder],input[type=submit],input[type=button]";
// Elements that are no shadow hosts, or so seldom that asking each of them would cost more than it finds.
const HOSTS = ":not(a,abbr,b,br,button,caption,code,col,colgroup,dd,div,dl,dt,em,fieldset,font,form,h1,h2,h3,h4,h5,h6,hr,i,img,input,label,legend,li,link,meta,ol,optgroup,option,p,path,pre,script,select,small,span,strong,style,svg,table,tbody,td,textarea,tfoot,th,thead,title,tr,u,ul)";
const EVENTS = [
  "pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend", "click", "dblclick",
  "keydown", "keypress", "keyup", "input", "change", "submit", "cancel", "focusin", "focusout",
];

let core = null;
let isAwake = false;
let isWaitingForScript = false;
let waiting = [];

function announces(node) {
  if (ANNOUNCES.test(node.textContent)) return true;
  if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return false;
  for (const named of [node, ...node.querySelectorAll(NAMED)]) {
    if (!named.getAttribute) continue;
    for (const name of ["aria-label", "title", "placeholder", "value"]) {
      if (ANNOUNCES.test(named.getAttribute(name) ?? "")) return true;
    }
  }
  return shadowRoots(node).some((root) => watch(root));
}

function shadowRoots(node) {
  const hosts = node.matches?.(HOSTS) ? [node] : [];
  return [...hosts, ...node.querySelectorAll(HOSTS)]
    .filter((host) => host instanceof HTMLElement)
    .map((host) => globalThis.chrome?.dom?.openOrClosedShadowRoot(host) ?? host.openOrClosedShadowRoot)
    .filter(Boolean);
}

function watch(root) {
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  return announces(root);
}

const observer = new MutationObserver((records) => {
  const added = new Set();
  for (const { addedNodes, target, type } of records) {
    if (type === "characterData") added.add(target);
    else for (const node of addedNodes) added.add(node);
  }
  for (const node of added) {
    // What was added inside something else that was added is read with it, once: a parser reports every node by itself.
    if (!added.has(node.parentNode) && announces(node)) {
      wake();
      return;
    }
  }
});

function sleep() {
  isAwake = false;
  watch(document);
}

function wake() {
  observer.disconnect();
  isAwake = true;
  if (core) core.start(sleep);
  else begin();
}

function begin() {
  try {
    run(startCore());
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError || error instanceof EvalError)) throw error;
    // The page's Content-Security-Policy forbids WebAssembly here too: the same core as JavaScript has to be brought.
    isWaitingForScript = true;
    globalThis.trivetRun = (scripted) => {
      delete globalThis.trivetRun;
      isWaitingForScript = false;
      run(scripted);
    };
    chrome.runtime.sendMessage({ type: "bring-scripted-core" }).catch(() => {});
  }
}

function run(started) {
  core = started;
  // For the tests, which search it for what must be gone. It is the extension's own world: no page sees it.
  globalThis.guardMemory = core.own_memory();
  core.start(sleep);
  chrome.storage.managed.get(null).then(core.set_policy, () => {});
  for (const ask of waiting.splice(0)) ask(core);
}

// Whatever is asked before the core runs is asked when it does.
function ask(question) {
  if (core && !isAwake) wake();
  else if (!core && !isWaitingForScript) wake();
  if (core) question(core);
  else waiting.push(question);
}

for (const name of EVENTS) {
  // First of all listeners: registered on window, in the capture phase, before any script of the page ran.
  addEventListener(name, (event) => { if (isAwake && core) core.handle(event); }, { capture: true, passive: false });
}

chrome.runtime.onMessage.addListener((message, sender) => {
  if (sender.id === chrome.runtime.id && message?.type === "toggle") ask((started) => started.toggle());
});

chrome.runtime.onConnect.addListener((port) => {
  if (core) core.connected(port);
  else port.disconnect();
});

watch(document);
if (ANNOUNCES.test(document.documentElement?.textContent ?? "")) wake();
