/**
 * Content policies of servers. With the one that the build writes beside the page, everything works; with a stricter one a sentence names the directive, and what does
 * not need the refused things works.
 */
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import path from "node:path";
import type { Page } from "@playwright/test";
import { answerFromDist, DIST } from "../scripts/serveDist";
import { OwnHost } from "./ownHost";
import { expect, test } from "./room";

const IMAGES = "model=vae&hidden=16&batch=16&backend=wasm&room=lab";
const POINTS = "model=gan&data=ring&batchNorm=off&dropout=0&latent=2&hidden=32&backend=wasm&room=lab";

const header = readFileSync(path.join(DIST, "content-policy.txt"), "utf8");
const GOOD = header.replace(/^Content-Security-Policy: /, "").trim();
/** The policy with another list of sources for one directive. */
const but = (directive: string, sources: string): string => [...GOOD.split("; ").filter((one) => !one.startsWith(`${directive} `)), `${directive} ${sources}`].join("; ");

const sending = (policy: string): RequestListener => (request, response) => {
  response.setHeader("content-security-policy", policy);
  answerFromDist(request, response);
};

test.use({ prefetches: true }); // *Export* appears once the page is idle

let host: OwnHost;
test.beforeEach(() => { host = new OwnHost(); });
test.afterEach(() => host.switchOff());

async function visit(page: Page, policy: string, fragment: string): Promise<void> {
  await host.switchOn(sending(policy));
  await page.goto(`${host.address}${fragment && `#${fragment}`}`);
}

test("the policy beside the page: all works, and the console has no error", async ({ room, page }) => {
  expect(header).toMatch(/^Content-Security-Policy: [^\n]+\n$/);
  await visit(page, GOOD, "");
  await expect(room.train).toBeEnabled();
  await page.goto("about:blank");
  await page.goto(`${host.address}#${IMAGES}`);
  await expect(room.train).toBeEnabled();
  await room.trainSteps(20);
  expect(await room.info()).toMatchObject({ backend: "wasm", engineMode: "compiled", step: 20, notices: [] });
  const { name } = await room.save();
  expect(name).toMatch(/\.safetensors$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Export/ }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await expect(dialog.getByRole("img", { name: "Preview: Loss chart" })).toHaveAttribute("src", /^blob:/);
  await dialog.getByRole("radio", { name: "PNG", exact: true }).check();
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  expect((await download).suggestedFilename()).toMatch(/\.png$/);
});

test("no WebAssembly: the sentence names the policy, and the run continues without it", async ({ room, page, consoleErrors }) => {
  consoleErrors.expect(/Content Security Policy|content policy|wasm|WebAssembly/i);
  await visit(page, "default-src 'self'", IMAGES);
  await expect(room.train).toBeEnabled();
  const notices = page.getByRole("status", { name: "Notices" });
  await expect(notices).toContainText("policy (script-src without 'wasm-unsafe-eval') forbids WebAssembly");
  await expect(notices).toContainText("content-policy.txt");
  await expect(notices).not.toContainText("failed here");
  await room.trainSteps(3);
  expect(await room.info()).toMatchObject({ backend: "cpu", step: 3 });
});

test("no workers: the sentence names the policy in place of “Try again”, and can be read in Spanish", async ({ room, page, consoleErrors }) => {
  consoleErrors.expect(/Content Security Policy|content policy|worker/i);
  await visit(page, but("worker-src", "'none'"), IMAGES);
  const failure = page.getByRole("alert");
  await expect(failure).toContainText("policy (worker-src) forbids workers");
  await expect(failure.getByRole("button")).toHaveCount(0);
  await expect(page.getByText("lost three times")).toHaveCount(0);
  await page.goto("about:blank");
  await page.goto(`${host.address}#${IMAGES}&lang=es`);
  await expect(failure).toContainText("(worker-src) prohíbe los workers");
  expect((await room.info()).phase).toBe("failed");
});

test("no fetches: the sentence names the policy, models of points train, and parts that are loaded later open", async ({ room, page, consoleErrors }) => {
  consoleErrors.expect(/Content Security Policy|content policy|Failed to fetch|connect-src|wasm/i);
  await visit(page, but("connect-src", "'none'"), IMAGES);
  await expect(page.getByRole("alert")).toContainText("policy (connect-src) does not let the page fetch");
  await page.goto("about:blank");
  await page.goto(`${host.address}#${POINTS}`);
  await expect(room.train).toBeEnabled();
  await room.trainSteps(3);
  await expect(page.getByText("did not load")).toHaveCount(0);
});

test("another list of Trusted Types policies: a sentence names it in place of the page", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/Content Security Policy|content policy|Trusted|trusted/);
  await visit(page, `${GOOD}; require-trusted-types-for 'script'; trusted-types default`, IMAGES);
  await expect(page.getByRole("alert")).toContainText("policy (trusted-types) does not list elbo-room");
});

test("no scripts: a sentence that the page has from the beginning", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/Content Security Policy|content policy|Content-Security-Policy/);
  await visit(page, "default-src 'none'", "");
  await expect(page.getByText("ELBO Room has not started")).toBeVisible();
  await host.switchOff();
  await visit(page, but("script-src", "'none'"), ""); // with styles
  await expect(page.getByText("ELBO Room has not started")).toBeHidden();
  await expect(page.getByText("ELBO Room has not started")).toBeVisible();
});

test("only the script in the page: it names the policy", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/Content Security Policy|content policy/);
  const [hash] = /'sha256-[^']*'/.exec(GOOD)!;
  await visit(page, but("script-src", hash), IMAGES);
  await expect(page.getByRole("alert")).toContainText(/policy \(script-src(-elem)?\) forbids its scripts/);
  await expect(page.getByText("ELBO Room has not started")).toHaveCount(0);
});

test("a sandbox without allow-same-origin: the sentence names it, also in a frame", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/CORS|origin|sandbox|ERR_FAILED/i);
  await visit(page, "sandbox allow-scripts", IMAGES);
  await expect(page.getByRole("alert")).toContainText("sandbox without allow-same-origin");
  await host.becomes((_, response) => { response.setHeader("content-type", "text/html").end(`<!doctype html><iframe sandbox="allow-scripts" src="${test.info().project.use.baseURL}#${IMAGES}"></iframe>`); });
  await page.goto(host.address);
  await expect(page.frameLocator("iframe").getByRole("alert")).toContainText("sandbox without allow-same-origin");
});

/** docs/embedding.md names these values. */
const SANDBOX = "allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox";

test("a frame's sandbox with the documented values: it trains, saves and opens the whole page", async ({ page, baseURL, consoleErrors }) => {
  consoleErrors.expect(/sandbox/);
  expect(readFileSync(path.join(DIST, "..", "docs", "embedding.md"), "utf8")).toContain(`sandbox="${SANDBOX}"`);
  await host.switchOn((_, response) => { response.setHeader("content-type", "text/html").end(`<!doctype html><iframe width=900 height=900 sandbox="${SANDBOX}" src="${baseURL}#${IMAGES}&embed=1"></iframe>`); });
  await page.goto(host.address);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Start" }).click();
  await frame.getByRole("button", { name: "Train", exact: true }).click();
  await expect(frame.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  const opened = page.waitForEvent("popup");
  await frame.getByRole("button", { name: /^ELBO Room:/ }).click();
  const whole = await opened;
  await whole.waitForFunction(() => "elboRoom" in window);
  expect(await whole.evaluate(() => origin)).not.toBe("null");
});

test("text before the doctype: the page trains with plainer formulas, and a sentence says that it was changed", async ({ room, page, consoleErrors }) => {
  consoleErrors.expect(/outside the document's <head>/, /404/); // the proxy's text ends the head, so that browsers ignore the policy in it
  await host.switchOn((request, response) => {
    if (new URL(request.url ?? "/", "http://localhost").pathname !== host.under) return answerFromDist(request, response);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(`<div>A proxy</div>${readFileSync(path.join(DIST, "index.html"), "utf8")}`);
  });
  await page.goto(`${host.address}#${IMAGES}`);
  await expect(room.train).toBeEnabled();
  expect(await page.evaluate(() => document.compatMode)).toBe("BackCompat");
  await expect(page.getByRole("status", { name: "Notices" })).toContainText("Something between you and the server has changed the page");
  await room.trainSteps(3);
  await expect(page.locator("math").first()).toBeVisible();
  await expect(page.getByText("The page has stopped")).toHaveCount(0);
});
