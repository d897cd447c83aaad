const status = document.querySelector('[data-part="status"]');
const value = (id) => document.querySelector(id).value;
document.querySelector("#encrypt").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([value("#password"), "|", value("#password-again")]));
  link.download = "probe.kdbx";
  link.click();
  status.dataset.state = "downloaded";
});
document.querySelector("#proof-file").addEventListener("change", async (event) => {
  status.textContent = await event.target.files[0].text();
  status.dataset.state = "verified";
});
