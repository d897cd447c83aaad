// Puts the texts of _locales into a page of the extension, before the page's own script runs.

const text = (key) => chrome.i18n.getMessage(key);

for (const element of document.querySelectorAll("[data-message]")) element.textContent = text(element.dataset.message);
for (const [attribute, name] of [["aria-label", "messageLabel"], ["placeholder", "messagePlaceholder"]]) {
  for (const element of document.querySelectorAll(`[data-message-${name.slice(7).toLowerCase()}]`)) {
    element.setAttribute(attribute, text(element.dataset[name]));
  }
}
document.documentElement.lang = text("panel_language");
document.documentElement.dir = text("panel_direction");
