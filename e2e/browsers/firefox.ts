/** Firefox, driven by its own WebDriver BiDi. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch, type KeyInput } from "puppeteer-core";
import type { FirefoxPrograms } from "../../scripts/browsers/others";
import type { Driver, Json, Size, Tab } from "./driver";

/** Firefox' errors about files that are still loading when a page is left. */
const BROKEN_OFF = /A ServiceWorker intercepted the request and encountered an unexpected error|error loading dynamically imported module/;

/** Settings of Firefox, by their names in about:config. */
export type FirefoxPrefs = Readonly<Record<string, boolean | number>>;

/** Starts Firefox. `prefs`: further settings. */
export async function startFirefox({ firefox }: FirefoxPrograms, prefs: FirefoxPrefs = {}): Promise<Driver> {
  const downloads = mkdtempSync(path.join(tmpdir(), "elbo-room-firefox-"));
  const browser = await launch({
    browser: "firefox", executablePath: firefox, headless: true,
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
      "layout.css.prefers-color-scheme.content-override": 1, // light
      ...prefs,
    },
  });
  return {
    downloads,
    async open(size) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.evaluateOnNewDocument("globalThis.__name = (it) => it;"); // tsx inserts calls of it into functions that run in the page
      const errors: string[] = [];
      let leaving = false;
      page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
      page.on("pageerror", (error) => {
        const text = error instanceof Error ? error.message : String(error);
        if (!leaving || !BROKEN_OFF.test(text)) errors.push(`uncaught: ${text}`);
      });
      const resize = (to: Size) => page.setViewport(to);
      const call = (code: string, ...args: readonly Json[]): Promise<unknown> => page.evaluate(`(${code})(...${JSON.stringify(args)})`);
      await resize(size);
      const tab: Tab = {
        async go(address) {
          leaving = true;
          await page.goto(address);
          leaving = false;
        },
        call,
        evaluate: async (fn, ...args) => (await call(String(fn), ...args)) as Awaited<ReturnType<typeof fn>>,
        moveMouse: (x, y) => page.mouse.move(x, y),
        mouseDown: () => page.mouse.down(),
        mouseUp: () => page.mouse.up(),
        async press(key, held) {
          if (held) await page.keyboard.down(held);
          await page.keyboard.press(key as KeyInput);
          if (held) await page.keyboard.up(held);
        },
        async upload(selector, file) {
          const input = await page.$<"input">(selector as "input");
          if (!input) throw new Error(`no ${selector} here`);
          await input.uploadFile(file);
        },
        resize,
        screenshot: async () => Buffer.from(await page.screenshot()),
        consoleErrors: () => errors,
        close: () => context.close(),
      };
      return tab;
    },
    async quit() {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}
