// Wires the browser's own surfaces together: the toolbar's button, the vault's window, the scripted core, the first run. It
// decides nothing and keeps nothing; it may be asleep at any time.

const [GUARD] = chrome.runtime.getManifest().content_scripts;
const SAMPLE = chrome.runtime.getURL("sample.html");
const CONSOLE = { origins: chrome.runtime.getManifest().host_permissions };
const OUR_WINDOW = { width: 560, height: 800 };
const OUR_POPUP = { width: 380, height: 420 };
// A renderer that was taken over can say anything. It opens so many windows a minute, and says so much at the toolbar's button.
const MOST_WINDOWS = 10;
const WINDOWS_WITHIN_MS = 60_000;
const LONGEST_HEADLINE = 120;
let openedAt = [];

function mayOpen() {
  const now = Date.now();
  openedAt = openedAt.filter((at) => now - at < WINDOWS_WITHIN_MS);
  return openedAt.length < MOST_WINDOWS && openedAt.push(now) > 0;
}

// A page of the extension has a tab, too, but not an address of somebody else. Only the sample screen has a guard of its own.
function fromOurGuard({ id, tab, frameId, url }) {
  return id === chrome.runtime.id && tab !== undefined && frameId !== undefined
    && (url === SAMPLE ? frameId === 0 : !url?.startsWith(chrome.runtime.getURL("")));
}

async function openVault(sender, ticket) {
  const address = new URL(chrome.runtime.getURL("vault.html"));
  address.hash = new URLSearchParams({ tab: sender.tab.id, frame: sender.frameId, ticket }).toString();
  const { tabs } = await chrome.windows.create({ url: address.href, type: "popup", ...OUR_WINDOW });
  for (const tab of tabs ?? []) await keep(tab.id, true);
}

// Whether the browser may throw the tab out of memory to save some. Values that only it holds would be lost. Not every
// browser knows how.
async function keep(tabId, isNeeded) {
  await chrome.tabs.update(tabId, { autoDiscardable: !isNeeded }).catch(() => {});
}

async function bringScriptedCore(sender) {
  await chrome.scripting.executeScript({
    target: { tabId: sender.tab.id, frameIds: [sender.frameId] },
    files: ["guard-scripted.js"],
    injectImmediately: true,
  });
}

// Asks every frame of a tab; the first that has an answer gives it. Nothing where there is no guard at all.
async function askFrames(tab, message) {
  return chrome.tabs.sendMessage(tab.id, message).catch(() => undefined);
}

// The guard of a page could not begin, or failed: nothing is held there any more.
async function showFailed(sender, message) {
  try {
    await chrome.action.setTitle({ tabId: sender.tab.id, title: chrome.i18n.getMessage(message) });
    await chrome.action.setBadgeText({ tabId: sender.tab.id, text: "!" });
  } catch {
    // The tab is gone.
  }
}

async function showStatus({ tab }, own, isTokenScreen) {
  // What was asked for in one frame is shown by the frame that has the token screen.
  if (isTokenScreen) await askFrames(tab, { type: "give-way" });
  const headline = own || await askFrames(tab, { type: "headline" });
  await keep(tab.id, Boolean(headline));
  const title = headline ? `Trivet: ${headline}` : chrome.i18n.getMessage("actionTitle");
  await chrome.action.setTitle({ tabId: tab.id, title });
  await chrome.action.setBadgeText({ tabId: tab.id, text: headline ? "●" : "" });
}

// Of these tokens the ones that no page looks after. The console may be in a frame of any site, so every tab is asked, and
// none by its address. A page that does not answer may be one that does: then nothing is said.
async function leftBehind(keys) {
  const tabs = await chrome.tabs.query({});
  const isLeft = async (key) => {
    const answers = await Promise.all(tabs.map((tab) => askFrames(tab, { type: "looks-after", key })));
    return !answers.some(Boolean);
  };
  const answers = await Promise.all(keys.map(isLeft));
  return keys.filter((_, index) => answers[index]);
}

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (!fromOurGuard(sender)) return;
  switch (message?.type) {
    case "open-vault":
      // As src/vault/link.rs reads it.
      if (typeof message.ticket === "string" && /^[\w-]{1,128}$/.test(message.ticket) && mayOpen()) openVault(sender, message.ticket);
      break;
    case "bring-scripted-core":
      bringScriptedCore(sender).catch(() => showFailed(sender, "actionNotStarted"));
      break;
    case "not-started":
      showFailed(sender, "actionNotStarted");
      break;
    case "broken":
      showFailed(sender, "actionBroken");
      break;
    case "open-changes":
      if (mayOpen()) chrome.runtime.openOptionsPage().catch(() => {}); // No window is left to open it in.
      break;
    case "left-behind":
      if (!Array.isArray(message.keys)) break;
      leftBehind(message.keys).then(answer);
      return true; // It answers later.
    case "status":
      // The tab may be gone by now; then there is nothing to show.
      showStatus(sender, String(message.headline).slice(0, LONGEST_HEADLINE), message.screen === "token").catch(() => {});
      break;
  }
});

// Does this with the checklist in whichever frame it is; else shows it where the token screen is; else starts it in one frame
// that holds a console: the one that is being used (2), else one that is drawn (1), else any. Throws where there is no guard.
async function askOrShow(tab, type) {
  const turns = type === "turn-to-next";
  const ask = (message) => chrome.tabs.sendMessage(tab.id, message);
  if (await ask({ type }) || await ask({ type: "show", turns })) return;
  for (const use of [2, 1, 0]) {
    const name = await ask({ type: "name", use });
    if (name) return void await ask({ type: "start", name, turns });
  }
}

// Says what Trivet is, below the button; in a window where the browser does not open it there. The document takes itself back
// from the button once it is open: the next press asks the tab again, for a console may have come into it.
async function introduce(tab) {
  await chrome.action.setPopup({ tabId: tab.id, popup: "popup.html" });
  try {
    await chrome.action.openPopup({ windowId: tab.windowId });
  } catch {
    await chrome.action.setPopup({ tabId: tab.id, popup: "" });
    await chrome.windows.create({ url: "popup.html", type: "popup", ...OUR_POPUP });
  }
}

chrome.action.onClicked.addListener(async (tab) => {
  try {
    await askOrShow(tab, "hide");
  } catch {
    // No guard in this tab: it is no page of the console, or the browser keeps Trivet away from the console: then it is said
    // how to change that.
    if (!await chrome.permissions.contains(CONSOLE)) return void await chrome.runtime.openOptionsPage();
    await introduce(tab).catch(() => {}); // The tab is gone.
  }
});

// Only the browser tells of a key. In front of a page without a guard, Trivet's own window among them, there is no next button.
chrome.commands.onCommand.addListener((command, tab) => {
  if (command === "next-button" && tab) askOrShow(tab, "turn-to-next").catch(() => {});
});

// Whether a pattern of the manifest is for this host.
function isFor(host, pattern) {
  const name = pattern.replace(/^https:\/\/|\/\*$/g, "");
  const base = name.replace(/^\*\./, "");
  return host === base || (name !== base && host.endsWith(`.${base}`));
}

function isGuarded(host) {
  const fits = (pattern) => isFor(host, pattern);
  return Boolean(host) && GUARD.matches.some(fits) && !GUARD.exclude_matches.some(fits);
}

// Chromium brings content scripts to pages that are loaded from now on. A page that another site shows in a frame is out of
// reach: without access to the page around it no frame can be named.
async function guardOpenTab({ id }) {
  const inject = (target, what) => chrome.scripting.executeScript({ target: { tabId: id, ...target }, injectImmediately: true, ...what });
  const frames = await inject({ allFrames: true }, { func: () => location.hostname });
  const frameIds = frames.filter(({ result }) => isGuarded(result)).map(({ frameId }) => frameId);
  if (frameIds.length > 0) await inject({ frameIds }, { files: GUARD.js });
}

// An update that changes what a person sees is said once, below the toolbar's button or on the panel, whichever comes first. Its
// build has a message for that, and no other. A version that is only loaded anew is no update.
async function noteUpdate(previousVersion) {
  if (previousVersion === chrome.runtime.getManifest().version) return;
  await (chrome.i18n.getMessage("changes") ? chrome.storage.local.set({ updated: true }) : chrome.storage.local.remove("updated"));
}

// The first run. Where an organization installs Trivet, nobody asked for a page.
chrome.runtime.onInstalled.addListener(async ({ reason, previousVersion }) => {
  if (reason === "update") await noteUpdate(previousVersion);
  if (reason !== "install") return;
  for (const tab of await chrome.tabs.query({})) guardOpenTab(tab).catch(() => {}); // No console, or not ours to read.
  const { installType } = await chrome.management.getSelf();
  if (installType !== "admin") await chrome.tabs.create({ url: "welcome.html" });
});
