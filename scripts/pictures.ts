/**
 * Takes the README's pictures of the built page during a run, light and dark, and saves the page's film of the run's samples as
 * film.gif. `npm run pictures` (after `npm run build`) writes them to docs/pictures; an end-to-end test takes the pictures elsewhere
 * and checks that they are not blank.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright";
import { findBrowser } from "./browser";
import { serveDist, SUB_PATH } from "./serveDist";

const LINK = "preset=first-vae@1&backend=wasm&z=0.62,-0.35";

export interface PictureOptions {
  readonly folder: string;
  readonly steps: number;
}

/** Writes light.png and dark.png of the page at `address`; returns their paths. */
export async function takePictures(page: Page, address: string, { folder, steps }: PictureOptions): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(`${address}#${LINK}`);
  await page.waitForFunction(() => "elboRoom" in window);
  await page.evaluate(async (n) => {
    await window.elboRoom.train({ steps: n });
  }, steps);
  const files: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(1000); // until the run's last pictures and the curves are drawn
    const file = path.join(folder, `${colorScheme}.png`);
    await page.screenshot({ path: file, animations: "disabled" });
    files.push(file);
  }
  return files;
}

/** Saves the film of training, as a reader does, as film.gif; returns its path. */
async function saveFilm(page: Page, folder: string): Promise<string> {
  await page.getByRole("button", { name: /^Take home/ }).click();
  const dialog = page.getByRole("dialog", { name: "Take home" });
  for (const name of ["Film of training", "GIF"]) await dialog.getByRole("radio", { name, exact: true }).check();
  const download = page.waitForEvent("download", { timeout: 300_000 });
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  const file = path.join(folder, "film.gif");
  await (await download).saveAs(file);
  return file;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const port = 4180;
  const server = await serveDist(port);
  const browser = await chromium.launch({
    executablePath: await findBrowser(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    const page = await browser.newPage();
    const folder = path.join(import.meta.dirname, "..", "docs", "pictures");
    const files = await takePictures(page, `http://127.0.0.1:${port}${SUB_PATH}`, { folder, steps: 1872 });
    console.log([...files, await saveFilm(page, folder)].join("\n"));
  } finally {
    await browser.close();
    server.close();
  }
}
