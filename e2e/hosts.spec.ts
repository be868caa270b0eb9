/** Hosts that are set up badly: the page works all the same, or says in a sentence what is wrong with its server. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { answerFromDist, DIST, SUB_PATH } from "../scripts/serveDist";
import { OwnHost } from "./ownHost";
import { expect, test } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm&room=lab";

/** Answers as a good host does, with these types instead. */
const sending = (types: Readonly<Record<string, string>>): RequestListener => (request, response) => {
  const type = types[path.extname(new URL(request.url ?? "/", "http://localhost").pathname)];
  const write = response.writeHead.bind(response);
  response.writeHead = ((status: number, headers: object = {}) => write(status, { ...headers, ...(type && { "content-type": type }) })) as typeof response.writeHead;
  answerFromDist(request, response);
};

/** Answers with the page where there is no such file, also above the page's folder. */
const pageForAll: RequestListener = (request, response) => {
  const write = response.writeHead.bind(response);
  response.writeHead = ((status: number, headers?: object) => {
    if (status !== 404) return write(status, headers as Record<string, string>);
    write(200, { "content-type": "text/html" });
    response.end(readFileSync(path.join(DIST, "index.html")));
    return { end: () => response };
  }) as typeof response.writeHead;
  answerFromDist(request, response);
};

let host: OwnHost;
test.beforeEach(() => { host = new OwnHost(); });
test.afterEach(() => host.switchOff());

for (const { name, types, tag } of [
  { name: "text/plain", types: { ".js": "text/plain" }, tag: [] },
  { name: "application/octet-stream", types: { ".js": "application/octet-stream", ".css": "text/css" }, tag: ["@exhaustive"] },
]) {
  test(`scripts as ${name}: a sentence names the file and the type, and what the server has to send`, { tag }, async ({ page, consoleErrors }) => {
    consoleErrors.expect(/MIME type/);
    await host.switchOn(sending(types));
    for (const address of [host.address, `${host.address}#${tiny}`]) {
      await page.goto(address);
      const alert = page.getByRole("alert");
      await expect(alert).toContainText(new RegExp(`its server sends ${SUB_PATH}assets/index-[\\w-]+\\.js as ${name}, and browsers refuse`));
      await expect(alert).toContainText("text/javascript");
      await expect(page.getByRole("button", { name: "Train", exact: true })).toHaveCount(0); // the shell is gone
      await page.goto("about:blank");
    }
    await host.becomes(DIST);
    await page.goto(host.address);
    await expect(page.getByRole("button", { name: "Train", exact: true })).toBeEnabled();
  });
}

test("a first script that arrives cut off: a sentence instead of an empty page", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/SyntaxError|Unexpected end|missing \)/);
  const script = readdirSync(path.join(DIST, "assets")).find((file) => /^index-.*\.js$/.test(file) && readFileSync(path.join(DIST, "index.html"), "utf8").includes(file))!;
  const whole = readFileSync(path.join(DIST, "assets", script));
  for (const share of [0.37, 0.5, 0.83]) {
    await host.switchOn((request, response) => {
      if (!request.url?.includes(script)) return answerFromDist(request, response);
      response.writeHead(200, { "content-type": "text/javascript" });
      response.end(whole.subarray(0, Math.floor(share * whole.length)));
    });
    await page.goto(`${host.address}#${tiny}`);
    await expect(page.getByRole("alert")).toContainText("did not load completely");
    await page.goto("about:blank");
    await host.switchOff();
  }
});

test("WebAssembly, data, lists and the manifest as text/plain: the page opens and trains", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/MIME type|wasm streaming/i);
  await host.switchOn(sending({ ".wasm": "text/plain", ".bin": "text/plain", ".webmanifest": "text/plain", ".json": "text/plain" }));
  await room.page.goto(`${host.address}#${tiny}`);
  await expect(room.train).toBeEnabled();
  await room.trainSteps(3);
  expect(await room.info()).toMatchObject({ backend: "wasm", engineMode: "compiled", step: 3, notices: [] });
});

test("the page for every missing file: at the page's address it works; at a wrong one a sentence says so", async ({ room, page, consoleErrors }) => {
  consoleErrors.expect(/MIME type/);
  await host.switchOn(pageForAll);
  await page.goto(`${host.address}lecture/3#${tiny}`);
  await expect(page.getByRole("alert")).toContainText(new RegExp(`its server does not have ${SUB_PATH}lecture/assets/index-[\\w-]+\\.js at this address`));
  await page.goto(`${host.address}#${tiny}`);
  await expect(room.train).toBeEnabled();
  await room.trainSteps(3);
});

test("the page's address without its last slash: a sentence says that it may be missing", { tag: "@exhaustive" }, async ({ page, consoleErrors }) => {
  consoleErrors.expect(/404/);
  await host.switchOn((request, response) => {
    if (request.url !== SUB_PATH.slice(0, -1)) return answerFromDist(request, response);
    response.writeHead(200, { "content-type": "text/html" }).end(readFileSync(path.join(DIST, "index.html")));
  });
  await page.goto(host.address.slice(0, -1));
  await expect(page.getByRole("alert")).toContainText("or lacks its last slash");
});

test("a script that was not copied to the host: a sentence names it", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/404|dynamically imported module/);
  await host.switchOn((request, response) => (/\/main-[^/]+\.js$/.test(request.url ?? "") ? void response.writeHead(404).end() : answerFromDist(request, response)));
  await page.goto(host.address);
  await expect(page.getByRole("alert")).toContainText(/its server does not have .*assets\/main-[\w-]+\.js at this address/);
});

test("a script at which the host fails or refuses: a sentence names it and the error", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/403|503|dynamically imported module/);
  for (const status of [503, 403]) {
    await host.becomes((request, response) => (/\/main-[^/]+\.js$/.test(request.url ?? "") ? void response.writeHead(status, { "content-type": "text/html" }).end("down") : answerFromDist(request, response)));
    await page.goto(host.address);
    await expect(page.getByRole("alert")).toContainText(new RegExp(`its server failed to send .*assets/main-[\\w-]+\\.js \\(error ${status}\\)`));
    await page.goto("about:blank");
  }
});

test("a script that an extension adds and that does not load leaves the page as it is", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open(tiny);
  await page.evaluate(() => document.head.appendChild(document.createElement("script")).dispatchEvent(new Event("error")));
  await room.trainSteps(3);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("another path, with spaces and letters of other alphabets: the page trains", async ({ room }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "elbo-room-"));
  const deep = new OwnHost("/~lehre/VAE%20%E8%AF%BE%E7%A8%8B/ws%202026/");
  try {
    cpSync(DIST, folder, { recursive: true });
    await deep.switchOn(folder);
    await room.page.goto(`${deep.address}#${tiny}`);
    await expect(room.train).toBeEnabled();
    await room.trainSteps(3);
  } finally {
    await deep.switchOff();
    rmSync(folder, { recursive: true });
  }
});

test("the page opened as a file: a sentence names what opens so", { tag: "@exhaustive" }, async ({ page, consoleErrors }) => {
  consoleErrors.expect(/CORS|file:|ERR_FAILED|Unsafe/);
  await page.goto(pathToFileURL(path.join(DIST, "index.html")).href);
  await expect(page.getByRole("alert")).toContainText("was opened as a file");
});
