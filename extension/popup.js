// Below the toolbar's button, or in a window of its own.

// A link opens a tab, and this closes. By itself a browser would open it here, or behind this.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  await chrome.tabs.create({ url: link.href });
  close();
});

// The button has this document for one press only.
const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
await chrome.action.setPopup({ tabId: tab.id, popup: "" });

// Said once, here or on the panel; src/checklist/update.rs has the key.
const { updated } = await chrome.storage.local.get("updated");
document.getElementById("updated").hidden = updated !== true;
if (updated === true) await chrome.storage.local.remove("updated");
