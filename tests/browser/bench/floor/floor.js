new MutationObserver(() => {}).observe(document, { subtree: true, childList: true, characterData: true });
