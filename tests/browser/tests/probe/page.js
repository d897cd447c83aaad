const host = document.createElement("div");
host.setAttribute("data-trivet", "");
const root = host.attachShadow({ mode: "closed" });
root.innerHTML = `
  <div data-part="panel" style="position: fixed; right: 8px; top: 8px; background: #ffd">
    <p data-part="headline">Untouched</p>
    <ol><li data-step="1" data-state="done">One</li><li data-step="2" data-state="current">Two</li></ol>
    <div data-part="notice" data-kind="credentials">Take them<button data-action="open-vault">Vault</button></div>
  </div>
  <span data-part="mark" data-kind="point" style="position: fixed; left: 40px; top: 50px">Here</span>`;
const say = (text) => (root.querySelector('[data-part="headline"]').textContent = text);
root.querySelector("button").addEventListener("click", (event) => {
  say(event.isTrusted ? "Trusted" : "Scripted");
  chrome.runtime.sendMessage("open");
});
chrome.runtime.onMessage.addListener(say);
document.documentElement.append(host);
addEventListener("beforeunload", (event) => event.preventDefault());
