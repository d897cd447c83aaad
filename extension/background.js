// Wires the browser's own surfaces together: the toolbar's button, the vault's window, the scripted core. It decides
// nothing and keeps nothing; it may be asleep at any time.

const OUR_WINDOW = { width: 560, height: 800 };

// A page of the extension has a tab, too, but not an address of somebody else.
function fromOurContentScript(sender) {
  return sender.id === chrome.runtime.id && sender.tab !== undefined && sender.frameId !== undefined
    && !sender.url?.startsWith(chrome.runtime.getURL(""));
}

async function openVault(sender, ticket) {
  const address = new URL(chrome.runtime.getURL("vault.html"));
  address.hash = new URLSearchParams({ tab: sender.tab.id, frame: sender.frameId, ticket }).toString();
  await chrome.windows.create({ url: address.href, type: "popup", ...OUR_WINDOW });
}

async function bringScriptedCore(sender) {
  await chrome.scripting.executeScript({
    target: { tabId: sender.tab.id, frameIds: [sender.frameId] },
    files: ["guard-scripted.js"],
    injectImmediately: true,
  });
}

async function showStatus(sender, headline) {
  // What was asked for in the page itself is shown by the frame that has the token screen.
  if (headline && sender.frameId !== 0) chrome.tabs.sendMessage(sender.tab.id, { type: "give-way" }, { frameId: 0 }).catch(() => {});
  const title = headline ? `Trivet: ${headline}` : chrome.i18n.getMessage("actionTitle");
  await chrome.action.setTitle({ tabId: sender.tab.id, title });
  await chrome.action.setBadgeText({ tabId: sender.tab.id, text: headline ? "●" : "" });
}

// Of these runs the ones that no page looks after. A page that does not answer may be one that does: then nothing is said.
async function leftBehind(keys) {
  const tabs = await chrome.tabs.query({ url: chrome.runtime.getManifest().host_permissions });
  const ask = (tab, key) => chrome.tabs.sendMessage(tab.id, { type: "looks-after", key }).catch(() => false);
  const isLeft = async (key) => !(await Promise.all(tabs.map((tab) => ask(tab, key)))).some(Boolean);
  const answers = await Promise.all(keys.map(isLeft));
  return keys.filter((_, index) => answers[index]);
}

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (!fromOurContentScript(sender)) return;
  switch (message?.type) {
    case "open-vault":
      // As src/vault/link.rs reads it.
      if (typeof message.ticket === "string" && /^[\w-]{1,128}$/.test(message.ticket)) openVault(sender, message.ticket);
      break;
    case "bring-scripted-core":
      bringScriptedCore(sender);
      break;
    case "left-behind":
      if (!Array.isArray(message.keys)) break;
      leftBehind(message.keys).then(answer);
      return true; // It answers later.
    case "status":
      // The tab may be gone by now; then there is nothing to show.
      showStatus(sender, String(message.headline)).catch(() => {});
      break;
  }
});

// Hides the checklist in whichever frame it is; else shows it where the token screen is; else in the page itself.
async function toggleChecklist(tab) {
  const ask = (type, options) => chrome.tabs.sendMessage(tab.id, { type }, options);
  if (await ask("hide") || await ask("show")) return;
  await ask("start", { frameId: 0 });
}

chrome.action.onClicked.addListener(async (tab) => {
  try {
    await toggleChecklist(tab);
  } catch {
    // No guard in this tab: it is no page of the console, or it was open before Trivet was installed.
    await chrome.action.setTitle({ tabId: tab.id, title: chrome.i18n.getMessage("actionElsewhere") });
    await chrome.action.setBadgeText({ tabId: tab.id, text: "–" });
  }
});
