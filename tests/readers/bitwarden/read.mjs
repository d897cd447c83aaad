// Imports files with Bitwarden's own command-line client and prints what its vault holds then.
//
// Arguments: the client. Standard input: a JSON list of { path, format, password? }. Standard output: a JSON list with the
// item that the client made of each file, as `bw list items` shows it.
//
// The client wants a server. The one here keeps what the client sends, encrypted by the client, and gives it back; nothing
// leaves this machine.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Server } from "./server.mjs";

const [client] = process.argv.slice(2);
const files = JSON.parse(await text(process.stdin));
const home = await mkdtemp(join(tmpdir(), "trivet-bitwarden-"));
const server = await Server.start(home);

const environment = {
  PATH: process.env.PATH,
  HOME: home,
  BITWARDENCLI_APPDATA_DIR: home,
  BITWARDEN_PASSWORD: server.account.password,
  NODE_EXTRA_CA_CERTS: server.certificate,
};

/** Runs the client and gives what it prints. */
function bw(words, input = "") {
  return new Promise((resolve, reject) => {
    const options = { env: environment, maxBuffer: 1 << 28 };
    const child = execFile(client, words, options, (error, stdout, stderr) =>
      error ? reject(new Error(`bw ${words[0]}: ${stdout}${stderr}${error.code}`)) : resolve(stdout),
    );
    child.stdin.end(input);
  });
}

try {
  await bw(["config", "server", server.address]);
  const { email } = server.account;
  environment.BW_SESSION = await bw(["login", email, "--passwordenv", "BITWARDEN_PASSWORD", "--raw"]);
  const made = [];
  for (const { path, format, password } of files) {
    await bw(["import", format, path], password === undefined ? "" : `${password}\n`);
    const ids = server.takeNew();
    if (ids.length !== 1) throw new Error(`${path}: ${ids.length} items`);
    made.push(ids[0]);
  }
  await bw(["sync"]);
  const items = new Map(JSON.parse(await bw(["list", "items"])).map((item) => [item.id, item]));
  process.stdout.write(JSON.stringify(made.map((id) => items.get(id))));
} finally {
  server.stop();
  await rm(home, { recursive: true, force: true });
}
