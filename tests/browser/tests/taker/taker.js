async function take(id) {
  await chrome.downloads.cancel(id).catch(() => {});
  await chrome.downloads.removeFile(id).catch(() => {});
  await chrome.downloads.erase({ id });
}

chrome.downloads.onCreated.addListener(({ id }) => take(id));
chrome.downloads.onChanged.addListener(({ id, state }) => state?.current === "complete" && take(id));
