// Shows what the browser says about where it runs Trivet. It changes nothing.

const CONSOLE = { origins: chrome.runtime.getManifest().host_permissions };
const OF_THE_CONSOLE = /^https:\/\/[^/]*evergage\.com\//;

// A person can let an extension in at some addresses only.
async function siteAccess() {
  if (await chrome.permissions.contains(CONSOLE)) return "all";
  const { origins = [] } = await chrome.permissions.getAll();
  const some = origins.filter((origin) => OF_THE_CONSOLE.test(origin));
  document.getElementById("some-sites").textContent = some.join(", ");
  return some.length > 0 ? "some" : "none";
}

async function privateWindows() {
  return await chrome.extension.isAllowedIncognitoAccess() ? "all" : "none";
}

// Firefox rejects where there is no policy at all.
async function policy() {
  const all = await chrome.storage.managed.get(null).catch(() => ({}));
  return Object.keys(all).length > 0 ? "all" : "none";
}

const FACTS = { "site-access": siteAccess, "private-windows": privateWindows, policy };

async function show() {
  for (const [id, ask] of Object.entries(FACTS)) document.getElementById(id).dataset.is = await ask();
}

// Chromium may read the policy after this page.
chrome.storage.onChanged.addListener(show);
chrome.permissions.onAdded.addListener(show);
chrome.permissions.onRemoved.addListener(show);
await show();
