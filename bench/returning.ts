/** Measures the time from a reload until the page shows what it showed before: the step, the whole curve and every picture. */
import { freshPage, openRoom, trainInPage, type Lab } from "./lab";
import { median, round, spread, type Report } from "./report";

const LINK = "preset=first-vae&backend=wasm&room=lab";
const STEPS = 2000;
const RELOADS = 10;
/** The target, in milliseconds. */
const TARGET_MS = 1500;
/** Milliseconds between two reads of all canvases, as each takes the page some time. */
const EVERY = 40;
/** Canvases are compared by their mean grey (0 to 255) in FIELDS × FIELDS fields. */
const FIELDS = 24;
const SAME = 2;

interface Shown {
  readonly step: number;
  readonly losses: number;
  /** The mean greys of each canvas: edges of points may differ by 1 of 255. */
  readonly pictures: readonly (readonly number[])[];
}

interface Return {
  readonly numbers: number;
  readonly pictures: number;
}

declare global {
  interface Window {
    benchShown?: () => Promise<Shown>;
  }
}

/** Reloads a kept run ten times and returns milliseconds. */
export async function returning(lab: Lab): Promise<Report> {
  const browser = await lab.launch();
  const returns: Return[] = [];
  try {
    const page = await freshPage(browser, {}, lab.threads);
    await page.addInitScript((fields) => {
      const small = new OffscreenCanvas(fields, fields).getContext("2d", { willReadFrequently: true })!;
      const greys = (canvas: HTMLCanvasElement) => {
        small.clearRect(0, 0, fields, fields);
        small.imageSmoothingQuality = "high";
        small.drawImage(canvas, 0, 0, fields, fields);
        const { data } = small.getImageData(0, 0, fields, fields);
        return Array.from({ length: fields * fields }, (_, i) => (data[4 * i]! + data[4 * i + 1]! + data[4 * i + 2]!) / 3 + data[4 * i + 3]!);
      };
      window.benchShown = async () => {
        const { step } = await window.elboRoom.info();
        const losses = Object.values(await window.elboRoom.losses())[0]?.length ?? 0;
        return { step, losses, pictures: [...document.querySelectorAll("canvas")].filter(({ width, height }) => width * height > 0).map(greys) };
      };
    }, FIELDS);
    await openRoom(page, lab.address, LINK);
    await trainInPage(page, STEPS);
    await page.waitForTimeout(5000); // until the last pictures are drawn, scripts are prefetched and the run is written
    const before = await page.evaluate(() => window.benchShown!());
    for (let turn = 0; turn < RELOADS; turn++) {
      await page.reload({ waitUntil: "commit" });
      await page.waitForFunction(() => "elboRoom" in window);
      const found = await page.evaluate(async ({ before, every, same }) => {
        const isBefore = (pictures: Shown["pictures"]) => pictures.length === before.pictures.length
          && pictures.every((greys, c) => greys.every((grey, i) => Math.abs(grey - before.pictures[c]![i]!) <= same));
        let numbers = 0;
        while (performance.now() < 60_000) {
          const now = await window.benchShown!();
          const at = performance.now();
          if (numbers === 0 && now.step === before.step && now.losses === before.losses) numbers = at;
          if (numbers > 0 && isBefore(now.pictures)) return { numbers, pictures: at };
          await new Promise((resolve) => setTimeout(resolve, every));
        }
        throw new Error("The page is not as it was within a minute.");
      }, { before, every: EVERY, same: SAME });
      returns.push(found);
      console.log(`  reload ${turn + 1} of ${RELOADS}: numbers after ${round(found.numbers)} ms, pictures after ${round(found.pictures)} ms`);
      await page.waitForTimeout(2000);
    }
  } finally {
    await browser.close();
  }
  const pictures = returns.map((one) => one.pictures);
  return {
    tables: [{
      title: `first-vae at step ${STEPS}, paused, on ${lab.threads} thread(s): ms from a reload; median (smallest–largest) of ${RELOADS}`,
      columns: ["step and whole curve", "all pictures as before"],
      rows: [[spread(returns.map((one) => one.numbers)), spread(pictures)]],
    }],
    targets: [{ what: "from a reload to the page as it was", unit: "ms", value: median(pictures), expected: { atMost: TARGET_MS } }],
    figures: returns,
  };
}
