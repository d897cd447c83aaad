() => {
  const parts = [location.href, window.name, document.title, document.cookie, JSON.stringify(history.state)];
  for (const storage of [localStorage, sessionStorage]) {
    for (let at = 0; at < storage.length; at++) parts.push(storage.key(at), storage.getItem(storage.key(at)));
  }
  for (const entry of performance.getEntries()) parts.push(entry.name);
  const read = (root) => {
    parts.push(root.documentElement?.outerHTML ?? root.innerHTML);
    for (const element of root.querySelectorAll("*")) {
      if (typeof element.value === "string") parts.push(element.value);
      if (element.localName === "iframe" && element.contentDocument) read(element.contentDocument);
      if (element.shadowRoot) read(element.shadowRoot);
    }
  };
  read(document);
  const names = indexedDB.databases ? indexedDB.databases() : Promise.resolve([]);
  return names.then((databases) => [...parts, ...databases.map(({ name }) => name)].join("\n"));
}
