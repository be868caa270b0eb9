/** Measures what it costs to keep runs in the browser: the same steps through the page, with keeping and without, in turns. */
import { freshPage, openRoom, trainInPage, type Lab } from "./lab";
import { median, round, spread, type Report } from "./report";

const LINK = "model=vae&backend=wasm&room=lab";
const KINDS = ["kept", "not kept"] as const;
type Kind = (typeof KINDS)[number];
/** By this step the first pictures are drawn and the prefetched scripts are loaded. */
const BEFORE = 300;
const STEPS = 1500;
const ROUNDS = 4;
/** The speed to reach, in percent of the speed without keeping. */
const MIN_PERCENT = 98;

/** Trains `vae` on WASM with and without keeping and compares milliseconds per step. */
export async function keeping(lab: Lab): Promise<Report> {
  const browser = await lab.launch();
  const figures: Record<Kind, number[]> = { kept: [], "not kept": [] };
  try {
    for (let turn = 0; turn < ROUNDS; turn++) {
      for (const kind of turn % 2 === 0 ? KINDS : KINDS.toReversed()) {
        const page = await freshPage(browser, {}, lab.threads);
        // The page takes itself for a frame of another page, where nothing is kept.
        if (kind === "not kept") await page.addInitScript(() => { Object.defineProperty(window, "parent", { value: null }); });
        await openRoom(page, lab.address, LINK);
        await trainInPage(page, BEFORE);
        figures[kind].push(await trainInPage(page, STEPS) / STEPS);
        const written = await page.evaluate(async () => (await indexedDB.databases()).length > 0 && localStorage.getItem("elbo-room.last-run") !== null);
        if (written !== (kind === "kept")) throw new Error(`The run is ${written ? "" : "not "}kept, as it should ${written ? "not " : ""}be.`);
        await page.context().close();
      }
      console.log(`  round ${turn + 1} of ${ROUNDS}: ${round(figures.kept.at(-1)!)} ms/step kept, ${round(figures["not kept"].at(-1)!)} not kept`);
    }
  } finally {
    await browser.close();
  }
  const shares = figures["not kept"].map((ms, turn) => (100 * ms) / figures.kept[turn]!);
  return {
    tables: [{
      title: `vae on WASM through the page, ${lab.threads} thread(s): ms/step of ${STEPS} steps; median (smallest–largest) of ${ROUNDS} rounds`,
      columns: ["kept", "not kept", "kept runs at, %"],
      rows: [[spread(figures.kept), spread(figures["not kept"]), spread(shares)]],
    }],
    targets: [{ what: "a run that is kept trains at this share of its speed otherwise", unit: "%", value: median(shares), expected: { atLeast: MIN_PERCENT } }],
    figures,
  };
}
