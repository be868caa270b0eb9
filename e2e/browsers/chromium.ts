/** Chromium's losses of the same build, with which those of the other browsers are compared. */
import { chromium } from "playwright";
import { findBrowser } from "../../scripts/browser";
import type { Losses } from "../room";

/** Trains `steps` steps in Chromium and returns the losses. */
export async function chromiumLosses(address: string, steps: number): Promise<Losses> {
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: await findBrowser(), args: [...(asRoot ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    return await page.evaluate(async (n) => {
      await window.elboRoom.train({ steps: n });
      return window.elboRoom.losses();
    }, steps);
  } finally {
    await browser.close();
  }
}
