/**
 * Takes pictures of the built page during a run: the README's film.gif from step 0 on, and light.png and dark.png at its end.
 * `npm run pictures` (after `npm run build`) writes them to docs/pictures; an end-to-end test takes pictures elsewhere and checks that
 * they are not blank.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import gifenc from "gifenc";
import { chromium, type Page } from "playwright";
import { findBrowser } from "./browser";
import { serveDist, SUB_PATH } from "./serveDist";

const LINK = "preset=first-vae@2&backend=wasm&z=0.62,-0.35&room=lab";
/** The film's frames, each at a step of the run, and their size in pixels. */
const FILMED = [0, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1400, 1872];
const [FILM_WIDTH, FILM_HEIGHT] = [960, 540];
const [FRAME_MS, LAST_FRAME_MS] = [400, 4000];
const FILM_COLOURS = 128;

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

/** Films the page at `address` from step 0 on; returns the path of film.gif. */
async function film(page: Page, address: string, folder: string): Promise<string> {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(`${address}#${LINK}`);
  await page.waitForFunction(() => "elboRoom" in window);
  const frames: Uint8Array[] = [];
  for (const step of FILMED) {
    await page.evaluate(async (goal) => {
      const { step: at } = await window.elboRoom.info();
      if (goal > at) await window.elboRoom.train({ steps: goal - at });
    }, step);
    await page.waitForTimeout(1000); // until pictures and curves are drawn
    const png = (await page.screenshot({ animations: "disabled" })).toString("base64");
    frames.push(Uint8Array.from(Buffer.from(await page.evaluate(async ({ source, width, height }) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(source), (c) => c.charCodeAt(0))]), { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
      const context = new OffscreenCanvas(width, height).getContext("2d")!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      return Array.from({ length: Math.ceil(data.length / 30_000) }, (_, i) => String.fromCharCode(...data.subarray(30_000 * i, 30_000 * (i + 1)))).map(btoa).join("");
    }, { source: png, width: FILM_WIDTH!, height: FILM_HEIGHT! }), "base64")));
  }
  const palette = gifenc.quantize(frames.at(-1)!, FILM_COLOURS);
  const gif = gifenc.GIFEncoder();
  for (const [at, frame] of frames.entries()) {
    const delay = at === frames.length - 1 ? LAST_FRAME_MS! : FRAME_MS!;
    gif.writeFrame(gifenc.applyPalette(frame, palette), FILM_WIDTH!, FILM_HEIGHT!, { delay, ...(at === 0 ? { palette, repeat: 0 } : {}) });
  }
  gif.finish();
  const file = path.join(folder, "film.gif");
  writeFileSync(file, gif.bytes());
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
    const address = `http://127.0.0.1:${port}${SUB_PATH}`;
    const filmed = await film(await browser.newPage(), address, folder);
    console.log([filmed, ...await takePictures(page, address, { folder, steps: FILMED.at(-1)! })].join("\n"));
  } finally {
    await browser.close();
    server.close();
  }
}
