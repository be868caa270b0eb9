/** The shell: the static HTML that is shown until the page's scripts have run. */
import { expect, test, type Page } from "@playwright/test";

/** What the shell shows where the page will show it. */
const SHOWN = [".header__name", ".room-switch", ".header__more", ".preset-choice", ".start__about", ".start__buttons .button--main", ".start__question"];

const displayed = (page: Page) => page.evaluate((selectors) => selectors.map((selector) => {
  const found = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
  const { x, y, width, height } = found?.getBoundingClientRect() ?? new DOMRect();
  return { selector, text: found?.textContent ?? null, box: [x, y, width, height].map(Math.round) };
}), SHOWN);

const withoutScripts = (page: Page) => page.route(/\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
const fontsAreHere = (page: Page) => page.evaluate(async () => void await document.fonts.ready);

for (const { language, width, height, tag } of [
  { language: "en-GB", width: 1280, height: 720, tag: [] }, { language: "en-GB", width: 390, height: 844, tag: ["@exhaustive"] },
  { language: "zh-CN", width: 1280, height: 720, tag: ["@exhaustive"] }, { language: "es-MX", width: 390, height: 844, tag: [] },
]) {
  test.describe(`${language}, ${width} × ${height}`, { tag }, () => {
    test.use({ locale: language, viewport: { width, height }, serviceWorkers: "block" });

    test("the shell shows before any script what the page shows in the same places", async ({ page }) => {
      const refused: string[] = [];
      page.on("console", (message) => { if (message.text().includes("Content Security Policy")) refused.push(message.text()); });
      await withoutScripts(page);
      await page.goto("./");
      await fontsAreHere(page);
      const before = await displayed(page);
      for (const { text, selector } of before) expect(text, selector).not.toBeNull();
      expect(before[4]!.text).toContain({ "zh-CN": "编码器", "es-MX": "codificador" }[language] ?? "encoder");

      await page.unrouteAll();
      await page.reload();
      await expect(page.locator(".shell")).toHaveCount(0);
      await expect(page.locator(".start__buttons .button--main")).toBeEnabled();
      await fontsAreHere(page);
      expect(await displayed(page)).toEqual(before);
      expect(refused).toEqual([]);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 412, height: 823 }, serviceWorkers: "block" });

  test("the largest text is painted once, with the shell", async ({ page }) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => { release = resolve; });
    await page.route(/\.js$/, async (route) => {
      await released;
      await route.continue();
    });
    // Styles hold the first frame back. If the page's head did not fetch the font, they would never arrive.
    const font = page.waitForEvent("requestfinished", (request) => request.url().includes("source-sans-3-latin-wght"));
    await page.route(/\.css$/, async (route) => {
      await font;
      await route.continue();
    });
    await page.addInitScript(() => {
      const paints: string[] = [];
      new PerformanceObserver((list) => {
        for (const { element } of list.getEntries() as (PerformanceEntry & { readonly element: Element | null })[]) {
          paints.push(`${element?.className}, ${element?.isConnected && element.closest(".shell") ? "shell" : "page"}`);
        }
      }).observe({ type: "largest-contentful-paint" });
      Object.assign(window, { paints });
    });
    await page.goto("./", { waitUntil: "commit" });
    const paints = () => page.evaluate(() => Reflect.get(window, "paints") as readonly string[]);
    await expect.poll(async () => (await paints()).at(-1)).toBe("start__about, shell");
    const before = await paints();
    release();
    await expect(page.locator(".start__buttons .button--main")).toBeEnabled();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await paints()).toEqual(before);
  });
});

test("a link to another view, or a stored preference, opens without the shell", async ({ page }) => {
  await withoutScripts(page);
  await page.goto("./#room=lab");
  await expect(page.locator(".shell")).toHaveCount(0);
  await page.evaluate(() => localStorage.setItem("elbo-room.theme", "dark"));
  await page.goto("about:blank");
  await page.goto("./");
  await expect(page.locator(".shell")).toHaveCount(0);
});
