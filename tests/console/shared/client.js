// What pages of several skins share: the options in their address, the server, and what its answers are shown as.

const query = new URLSearchParams(location.search);

export const options = {
  screen: query.get("screen") ?? "dashboard",
  twoDialogs: query.get("dialogs") === "two",
  presetDataset: query.get("datasets") === "preset",
  secretLabel: query.get("wording") === "secret-key" ? "API Secret Key" : "API Key Secret",
  extra: query.has("extra"),
  enabled: query.has("enabled"),
  late: Number(query.get("late") ?? 0),
  redraw: Number(query.get("redraw") ?? 0),
};

export async function load(path) {
  const answer = await fetch(`/ui/api/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export async function send(path, body, method = "POST") {
  const answer = await fetch(`/ui/api/${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
    keepalive: true,
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

/** The permissions of the form in their order: where each is kept, and its label. */
export function permissions(account) {
  const extra = options.extra ? account.extraPermissions : [];
  return [
    ["accessApi", "Can access API"],
    ["sendEvents", "Can send events"],
    ...extra.map(({ label }) => [label, label]),
    ["enabled", "Is enabled"],
  ];
}

/** What the form of a new token holds at the start, each permission by itself. */
export function blankToken(account) {
  const extra = account.extraPermissions.map(({ label, ticked }) => [label, options.extra && ticked]);
  return {
    rights: { accessApi: false, sendEvents: true, enabled: options.enabled, ...Object.fromEntries(extra) },
    datasets: options.presetDataset ? ["engage"] : [],
    notes: "",
    ipAcceptList: "",
  };
}

/** The same for a token that exists. */
export function existingToken({ number, rights, datasets, notes, ipAcceptList }) {
  const extra = Object.fromEntries(rights.extra.map((label) => [label, true]));
  return { number, rights: { ...rights, ...extra }, datasets: [...datasets], notes, ipAcceptList };
}

/** Saves what the form holds; answers with the dialogs to show after it, one after the other. */
export async function saveToken({ number, rights, datasets, notes, ipAcceptList }) {
  const { accessApi, sendEvents, enabled, extra, ...others } = rights;
  const granted = Object.keys(others).filter((label) => others[label]);
  const body = { rights: { accessApi, sendEvents, enabled, extra: granted }, datasets, notes, ipAcceptList };
  if (!number) return tokenDialogs(await send("tokens", body));
  await send(`tokens/${number}`, body, "PUT");
  return [];
}

/** The dialogs for a token that was just made, one after the other. */
export function tokenDialogs({ number, apiKeyId, apiKeySecret }) {
  const { late, secretLabel, twoDialogs } = options;
  const what = { fields: [["API Key ID", apiKeyId], [secretLabel, apiKeySecret]], report: `tokens/${number}` };
  const first = {
    ...what,
    title: "API Token Created",
    text: "The API token was created with these values.",
    button: "OK",
    late,
  };
  const download = {
    ...what,
    title: "Download API Key Credentials",
    text: "Download or copy these credentials now. They cannot be shown again once this window is closed.",
    file: "api_key_credentials.csv",
    button: "Close",
    late: twoDialogs ? 0 : late,
  };
  return twoDialogs ? [first, download] : [download];
}

/** Makes an SFTP user; answers with the dialog to show after it. */
export async function saveSftpUser(form) {
  const { number, userName, password } = await send("sftp-users", form);
  return {
    title: "Download SFTP Credentials",
    text: "Download or copy the password now. It cannot be shown again once this window is closed.",
    fields: [["User name", userName], ["Password", password]],
    file: "sftp_credentials.csv",
    button: "Close",
    report: `sftp-users/${number}`,
    late: 0,
  };
}

/** Lets the browser save the values, and tells the server. */
export function saveCsv({ fields, file, report }) {
  const quoted = (cells) => cells.map((cell) => `"${cell}"`).join(",");
  const lines = [fields.map(([label]) => label), fields.map(([, value]) => value)].map(quoted);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  send(`${report}/csv-downloaded`);
}

/** Calls back with the new rows of the activity feed, until the callback answers false. */
export async function follow(callback) {
  let last = 0;
  const more = async () => {
    const rows = await load(`activity?after=${last}`);
    last = rows.at(-1)?.number ?? last;
    if (callback(rows) === false) clearInterval(timer);
  };
  const timer = setInterval(more, 1500);
  await more();
}

export const TILES = [
  ["Active visitors", "1,284"],
  ["Campaign impressions", "48,930"],
  ["Clickthrough rate", "3.6 %"],
  ["Attributed revenue", "$ 92,417"],
];
