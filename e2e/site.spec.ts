/** The documentation site: every link leads somewhere, nothing comes from elsewhere, and the search finds words of all languages, also when a page is opened as a file. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { serveFolder } from "../scripts/serveDist";
import { buildSite } from "../scripts/site/buildSite";
import { seriousFindingsIn, source } from "./axe";
import { cutFormulas } from "./formulas";
import { expect, test } from "./room";

const UNDER = "/elbo-room/docs/";
let server: Server;
let [folder, address] = ["", ""];
test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "elbo-room-site-"));
  await buildSite({ out: folder, page: "../", source: null });
  server = await serveFolder(folder, UNDER, 0);
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${UNDER}`;
});
test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

test("every link and picture within the site exists, with its anchor", () => {
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  expect(pages.length).toBeGreaterThan(80);
  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
  const anchors = new Map(pages.map((file) => [file, new Set([...read(file).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]));
  const broken = pages.flatMap((file) => [...read(file).matchAll(/ (?:href|src|srcset)="([^"]+)"/g)].map(([, to]) => to!).filter((to) => !/^[a-z]+:/.test(to)).flatMap((to) => {
    const [target = "", anchor] = to.split("#") as [string, string?];
    const found = target === "" ? file : path.join(path.dirname(file), target);
    if (found.startsWith("..")) return /^\.\.\/$/.test(path.relative(".", found) + "/") ? [] : [`${file}: ${to}`]; // ELBO Room itself
    return existsSync(path.join(folder, found)) && (anchor === undefined || anchors.get(found)?.has(anchor)) ? [] : [`${file}: ${to}`];
  }));
  expect(broken).toEqual([]);
});

for (const { where, home, tag } of [
  { where: "on a host below another path", home: () => address, tag: [] },
  { where: "opened as a file", home: () => pathToFileURL(folder).href + "/", tag: ["@exhaustive"] },
]) {
  test(`${where}, the search finds a part of a page and leads to it, and nothing comes from elsewhere`, { tag }, async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${home()}links.html`);
    await page.keyboard.press("/");
    await page.keyboard.type("continues in pytorch");
    await page.getByRole("link", { name: /: A run that continues in PyTorch/ }).first().click();
    await expect(page).toHaveURL(/\/parity\.html#a-run-that-continues-in-pytorch$/);
    await page.getByRole("searchbox", { name: "Search" }).fill("后验坍塌");
    await expect(page.getByRole("link", { name: /Glossary/ }).first()).toBeVisible();
    await page.getByRole("searchbox", { name: "Search" }).fill("zzzz");
    await expect(page.getByText("Nothing was found.")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("Nothing was found.")).toBeHidden();
    expect(asked.filter((url) => !url.startsWith(home()) && !url.startsWith("data:"))).toEqual([]);
  });
}

test("a lesson's page has all languages and leads to the lesson; a model's page has its formulas; axe finds nothing serious, light and dark", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${address}learn/blur.html`);
    await expect(page.getByRole("link", { name: "Open the lesson" })).toHaveAttribute("href", "../../#lesson=blur&lang=en");
    await expect(page.getByRole("heading", { name: "Why VAEs blur" })).toBeVisible();
    for (const [lang, name] of [["zh-CN", "打开课程"], ["es", "Abrir la lección"]] as const) await expect(page.locator(`[lang="${lang}"]`).getByRole("link", { name })).toBeVisible();
    await page.evaluate(source);
    expect(await seriousFindingsIn((fn) => page.evaluate(fn))).toEqual([]);
    await page.goto(`${address}models/vae.html`);
    await expect(page.locator("math").first()).toBeVisible();
    await page.evaluate(source);
    expect(await seriousFindingsIn((fn) => page.evaluate(fn))).toEqual([]);
  }
});

test("on a phone every formula is whole or scrolls, and no page scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const withFormulas = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html") && readFileSync(path.join(folder, file), "utf8").includes("<math"));
  expect(withFormulas.length).toBeGreaterThan(20);
  for (const file of withFormulas) {
    await page.goto(`${address}${file}`);
    expect(await cutFormulas(page), file).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), file).toBeLessThanOrEqual(0);
  }
});
