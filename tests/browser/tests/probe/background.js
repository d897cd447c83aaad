chrome.action.onClicked.addListener((tab) => chrome.tabs.sendMessage(tab.id, "toolbar"));
chrome.runtime.onMessage.addListener(() => {
  chrome.windows.create({ url: chrome.runtime.getURL("vault.html"), type: "popup", width: 480, height: 600 });
});
