/** A course page of another origin: its <elbo-room> computes nothing before Start, is as high as its panels, and accepts commands from that page alone. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, test } from "./room";

let course: Server;
test.beforeAll(async () => {
  course = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(searchParams.get("html") ?? "");
  });
  await new Promise<void>((resolve) => { course.listen(0, "127.0.0.1", resolve); });
});
test.afterAll(() => void course.close());

const LINK = "preset=first-vae@2&hidden=16&batch=16&backend=wasm";

const courseOrigin = () => `http://127.0.0.1:${(course.address() as AddressInfo).port}`;

/** Opens a page with this HTML on another port than the page's. */
const openCourse = (page: Page, html: string) =>
  page.goto(`${courseOrigin()}/?${new URLSearchParams({ html: `<!doctype html><title>Course</title>${html}` })}`);

test("the element: nothing runs before Start, then panels, locks, height, commands and events", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await openCourse(page, `<script src="${baseURL}elbo-room.js"></script>
    <elbo-room link="${LINK}" panels="settings,map" lock="beta" without="step,hidden" title="What is <b>β</b> for?" text="Train."></elbo-room>`);
  const frame = page.frameLocator("iframe");
  const height = () => page.locator("iframe").evaluate((element) => [element.clientHeight, element.clientWidth] as const);
  await expect(frame.getByRole("heading", { name: "What is <b>β</b> for?" })).toBeVisible();
  const [low] = await height();
  expect(page.workers()).toEqual([]);
  expect(asked.filter((address) => /mnist|entry-/.test(address))).toEqual([]);

  await frame.getByRole("button", { name: "Start" }).click();
  await expect(frame.getByRole("button", { name: "Train", exact: true })).toBeEnabled();
  await expect.poll(async () => (await height())[0]).toBeGreaterThan(2 * low);
  const inside = await page.frames()[1]!.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth] as const);
  await expect.poll(height).toEqual(inside); // nothing to scroll
  await expect(frame.getByRole("slider", { name: "KL weight" })).toBeDisabled();
  await expect(frame.getByRole("slider", { name: "batch size" })).toBeEnabled();
  for (const name of ["Step", "Present"]) await expect(frame.getByRole("button", { name, exact: true })).toHaveCount(0);
  await expect(frame.getByRole("slider", { name: "hidden" })).toHaveCount(0);

  const answers = await page.evaluate(async () => {
    const element = document.querySelector("elbo-room")!;
    const losses = new Promise<unknown>((resolve) => { element.addEventListener("losses", (event) => resolve((event as CustomEvent).detail), { once: true }); });
    const { step } = await element.train({ steps: 20 });
    const image = await element.decode([0, 0]);
    const wrong = await element.decode([0]).catch((error: Error & { code?: string }) => error.code);
    return { step, pixels: image.length, wrong, losses: await losses, columns: Object.keys(await element.losses()) };
  });
  expect(answers).toMatchObject({ step: 20, pixels: 784, wrong: "bad-latent", losses: { values: { total: expect.any(Number) } }, columns: ["reconstruction", "kl", "total"] });
});

test("an element with a preset or model that the page does not have says so in place of its poster, and its methods reject with the code", { tag: "@exhaustive" }, async ({ page, baseURL }) => {
  const ask = () => page.evaluate(() => document.querySelector("elbo-room")!.train().catch((error: Error & { code?: string }) => [error.code, error.message]));
  const frame = page.frameLocator("iframe");
  await openCourse(page, `<script src="${baseURL}elbo-room.js"></script><elbo-room preset="nonsense" title="A" text="B"></elbo-room>`);
  await expect(frame.getByRole("alert")).toContainText("ELBO Room has no preset “nonsense”");
  await expect(frame.getByRole("button")).toHaveCount(0);
  expect(await ask()).toEqual(["unknown-preset", expect.stringContaining("first-vae")]);
  await page.evaluate(() => document.querySelector("elbo-room")!.removeAttribute("preset"));
  await page.evaluate(() => document.querySelector("elbo-room")!.setAttribute("model", "<b>x</b>"));
  await expect(frame.getByRole("alert")).toContainText("ELBO Room has no model “<b>x</b>”");
  expect(await ask()).toEqual(["unknown-model", expect.stringContaining("vae")]);
  expect(page.workers()).toEqual([]);
  await page.evaluate((link) => document.querySelector("elbo-room")!.setAttribute("link", link), LINK);
  await expect(frame.getByRole("button", { name: "Start" })).toBeEnabled();
  expect(await page.evaluate(() => document.querySelector("elbo-room")!.open("preset=first-vae@99").catch((error: Error & { code?: string }) => error.code))).toBe("unknown-preset");
  expect((await page.evaluate(() => document.querySelector("elbo-room")!.info())).preset).toBe("first-vae@2");
});

test("a frame whose link names another page: commands are refused and start nothing", async ({ page, baseURL }) => {
  await openCourse(page, `<iframe src="${baseURL}#${LINK}&amp;embed=1&amp;title=A&amp;text=B&amp;origin=https://course.example" width="320" height="300"></iframe>`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("button", { name: "Start" })).toBeEnabled();
  const reply = await page.evaluate(() => new Promise((resolve) => {
    window.addEventListener("message", ({ data }: MessageEvent<{ id?: number }>) => { if (data.id === 5) resolve(data); });
    document.querySelector("iframe")!.contentWindow!.postMessage({ elboRoom: 1, id: 5, command: "train" }, "*");
  }));
  expect(reply).toMatchObject({ error: { code: "foreign-origin", message: expect.stringContaining("https://course.example") } });
  await expect(frame.getByRole("button", { name: "Start" })).toBeEnabled();
  expect(page.workers()).toEqual([]);
});

test("of a key that occurs twice the first counts: the whole page opens, and its frame takes no commands", async ({ page, baseURL }) => {
  await openCourse(page, `<iframe src="${baseURL}#${LINK}&amp;embed=0&amp;embed=1&amp;origin=${courseOrigin()}" width="1000" height="600"></iframe>`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("button", { name: "Copy link" })).toBeVisible();
  const replies = await page.evaluate(async () => {
    const received: unknown[] = [];
    window.addEventListener("message", ({ data }: MessageEvent<unknown>) => received.push(data));
    document.querySelector("iframe")!.contentWindow!.postMessage({ elboRoom: 1, id: 5, command: "info" }, "*");
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    return received;
  });
  expect(replies).toEqual([]);
});

test("the element takes no address that could run a script in the page around it, and any text", async ({ page, baseURL }) => {
  await openCourse(page, `<script src="${baseURL}elbo-room.js"></script>`);
  const bad = ["javascript:window.ran=1//", "JavaScript:window.ran=1//", " \tjava\nscript:window.ran=1//", "data:text/html,<script>parent.ran=1</script>", "vbscript:1", "blob:null/1", "file:///etc/"];
  const shown = (address: string) => page.evaluate(async (to) => {
    const element = document.createElement("elbo-room");
    element.setAttribute("link", "model=vae");
    element.setAttribute("page", to);
    document.body.replaceChildren(element);
    await new Promise((resolve) => { setTimeout(resolve); }); // a javascript: address runs in a separate task
    const frame = element.shadowRoot!.querySelector("iframe");
    return { frame: frame?.src ?? null, says: element.shadowRoot!.textContent, ran: "ran" in window };
  }, address);
  for (const address of bad) expect(await shown(address), address).toEqual({ frame: null, says: expect.stringContaining("Use an address that begins with https:"), ran: false });
  expect((await shown(baseURL!)).frame).toContain(`${baseURL}#model=vae&embed=1`);
  await page.evaluate(() => document.querySelector("elbo-room")!.setAttribute("text", "half \ud800 of a character"));
  await expect(page.locator("iframe")).toHaveAttribute("src", /&text=half%20%EF%BF%BD%20of%20a%20character&/);
  await page.evaluate(() => document.querySelector("elbo-room")!.setAttribute("page", "javascript:window.ran=1//"));
  await expect(page.locator("iframe")).toHaveCount(0);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
});
