// The screens that are not the job: they must be left alone.

import { showOnce } from "./dialog.js";
import { badge, draw, element, load, row, send } from "./kit.js";

export async function dashboard(main) {
  draw(main, "dashboard-screen");
  const body = main.querySelector("tbody");
  let last = 0;
  const more = async () => {
    if (!body.isConnected) return clearInterval(timer);
    for (const event of await load(`activity?after=${last}`)) {
      body.prepend(row(event.time, event.visitor, event.action, event.channel, String(event.segments)));
      last = event.number;
    }
    while (body.rows.length > 40) body.lastElementChild.remove();
  };
  const timer = setInterval(more, 1500);
  await more();
}

export function other(main, name) {
  draw(main, "other-screen");
  main.querySelector("h1").textContent = name;
}

export async function sftpList(main) {
  draw(main, "sftp-screen");
  const body = main.querySelector("tbody");
  const rows = (await load("sftp-users")).map((user) =>
    row(user.userName, badge(user.canUpload), badge(user.enabled, "Enabled", "Disabled"), user.created),
  );
  body.replaceChildren(...rows);
}

export function sftpForm(main) {
  draw(main, "sftp-form-screen");
  const form = main.querySelector("form");
  const leave = () => (location.hash = "#security/sftp");
  form.querySelector("[data-cancel]").addEventListener("click", leave);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { userName, canUpload, enabled } = form.elements;
    const body = { userName: userName.value, canUpload: canUpload.checked, enabled: enabled.checked };
    const user = await send("sftp-users", body);
    leave();
    await showOnce({
      title: "Download SFTP Credentials",
      text: "The password cannot be shown again once you close this window.",
      fields: [["User name", user.userName], ["Password", user.password]],
      file: "sftp_credentials.csv",
      button: "Close",
      report: `sftp-users/${user.number}`,
    });
  });
}

export async function users(main) {
  draw(main, "users-screen");
  const form = main.querySelector("form");
  const body = main.querySelector("tbody");
  const list = async () => {
    const rows = (await load("users")).map((user) =>
      row(element("b", {}, user.name), user.email, user.role, badge(user.enabled, "Enabled", "Disabled")),
    );
    body.replaceChildren(...rows);
  };
  form.querySelector("[data-cancel]").addEventListener("click", () => form.reset());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, email, role, enabled } = form.elements;
    await send("users", { name: name.value, email: email.value, role: role.value, enabled: enabled.checked });
    form.reset();
    await list();
  });
  await list();
}
