// The least that Bitwarden's client takes for its server: one account, and a list of what the client encrypted.
//
// The account's keys are made as the client makes them for a new account: the master key by PBKDF2 from the password, salted
// with the address; under it a random key; under that a key pair.

import { execFileSync } from "node:child_process";
import { createCipheriv, createHmac, generateKeyPairSync, pbkdf2Sync, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";

const PBKDF2 = 0;
const ITERATIONS = 600_000;

/** HKDF-Expand by itself (RFC 5869), to one block. */
function expand(key, info) {
  return createHmac("sha256", key).update(info).update(Buffer.of(1)).digest();
}

/** AES-256-CBC with HMAC-SHA-256, written as the client writes it. */
function seal(plain, encryption, authentication) {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", encryption, iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const tag = createHmac("sha256", authentication).update(iv).update(sealed).digest();
  return `2.${[iv, sealed, tag].map((part) => part.toString("base64")).join("|")}`;
}

/** A new account. */
function newAccount() {
  const email = "made-up@trivet.example";
  const password = randomBytes(16).toString("hex");
  const master = pbkdf2Sync(password, email, ITERATIONS, 32, "sha256");
  const user = randomBytes(64);
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  return {
    id: randomUUID(),
    email,
    password,
    key: seal(user, expand(master, "enc"), expand(master, "mac")),
    privateKey: seal(pair.privateKey, user.subarray(0, 32), user.subarray(32)),
    publicKey: pair.publicKey.toString("base64"),
  };
}

/** What the client keeps of a log-in; it reads the claims and leaves the signature alone. */
function token(account) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: account.id,
    email: account.email,
    email_verified: true,
    name: "Made up",
    premium: true,
    sstamp: "made-up",
    device: randomUUID(),
    scope: ["api", "offline_access"],
    amr: ["Application"],
    nbf: now,
    exp: now + 86_400,
  };
  return [{ alg: "none", typ: "JWT" }, claims, {}].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}

/** A certificate for this machine, signed by itself: the client speaks HTTPS only. */
function certificate(folder) {
  const [key, cert] = ["key.pem", "certificate.pem"].map((name) => join(folder, name));
  const words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost";
  execFileSync("openssl", [...words.split(" "), "-keyout", key, "-out", cert], { stdio: "pipe" });
  return { key: readFileSync(key), cert: readFileSync(cert), path: cert };
}

export class Server {
  account = newAccount();
  #ciphers = [];
  #new = [];
  #http;

  constructor(folder) {
    const { path, ...identity } = certificate(folder);
    /** Where the certificate is, for the client to trust. */
    this.certificate = path;
    this.#http = createServer(identity, (request, response) => this.#answer(request, response));
  }

  /** Starts one on this machine; its certificate lies in the folder. */
  static async start(folder) {
    const server = new Server(folder);
    await new Promise((resolve) => server.#http.listen(0, "localhost", resolve));
    return server;
  }

  stop() {
    this.#http.close();
    this.#http.closeAllConnections();
  }

  get address() {
    return `https://localhost:${this.#http.address().port}`;
  }

  /** The ids of what was imported since the last time. */
  takeNew() {
    return this.#new.splice(0);
  }

  async #answer(request, response) {
    let body = "";
    for await (const chunk of request) body += chunk;
    const path = new URL(request.url, this.address).pathname;
    const route = this.#routes[`${request.method} ${path}`];
    response.writeHead(route ? 200 : 404, { "content-type": "application/json" });
    if (!route && process.env.TRIVET_BITWARDEN_TRACE) console.error(request.method, path);
    response.end(JSON.stringify(route ? route(body) : { message: "no such thing here" }));
  }

  get #kdf() {
    return { kdf: PBKDF2, kdfIterations: ITERATIONS, kdfMemory: null, kdfParallelism: null };
  }

  get #accountKeys() {
    const { privateKey, publicKey } = this.account;
    return { publicKeyEncryptionKeyPair: { wrappedPrivateKey: privateKey, publicKey } };
  }

  get #unlock() {
    const { email, key } = this.account;
    const kdf = { kdfType: PBKDF2, iterations: ITERATIONS, memory: null, parallelism: null };
    return { salt: email, kdf, masterKeyEncryptedUserKey: key };
  }

  #routes = {
    "POST /identity/accounts/prelogin": () => this.#kdf,
    "POST /identity/accounts/prelogin/password": () => this.#kdf,
    "POST /identity/connect/token": () => ({
      access_token: token(this.account),
      refresh_token: "made-up",
      token_type: "Bearer",
      expires_in: 86_400,
      scope: "api offline_access",
      key: this.account.key,
      privateKey: this.account.privateKey,
      accountKeys: this.#accountKeys,
      ...this.#kdf,
      resetMasterPassword: false,
      forcePasswordReset: false,
      userDecryptionOptions: { hasMasterPassword: true, masterPasswordUnlock: this.#unlock },
    }),
    "GET /api/config": () => ({ version: "2026.6.0", featureStates: {}, environment: {} }),
    "GET /api/accounts/revision-date": () => Date.now(),
    "GET /api/sync": () => ({
      object: "sync",
      profile: {
        id: this.account.id,
        name: "Made up",
        email: this.account.email,
        emailVerified: true,
        premium: true,
        culture: "en-US",
        key: this.account.key,
        privateKey: this.account.privateKey,
        accountKeys: this.#accountKeys,
        securityStamp: "made-up",
        creationDate: new Date(0).toISOString(),
        organizations: [],
        providers: [],
        providerOrganizations: [],
      },
      folders: [],
      collections: [],
      ciphers: this.#ciphers,
      domains: { equivalentDomains: [], globalEquivalentDomains: [] },
      policies: [],
      sends: [],
      userDecryption: { masterPasswordUnlock: this.#unlock },
    }),
    "POST /api/ciphers/import": (body) => {
      const now = new Date().toISOString();
      for (const cipher of JSON.parse(body).ciphers) {
        const id = randomUUID();
        this.#ciphers.push({
          ...cipher,
          id,
          object: "cipherDetails",
          organizationId: null,
          attachments: null,
          collectionIds: [],
          edit: true,
          viewPassword: true,
          creationDate: now,
          revisionDate: now,
        });
        this.#new.push(id);
      }
      return {};
    },
  };
}
