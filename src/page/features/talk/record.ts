/**
 * Records a talk: steps through its moments in lecture mode, trains each one to its step, and takes pictures of the page at some steps on the
 * way. A separate script.
 */
import { base64 } from "../../../core/png/writePng";
import type { Frame } from "../../../core/latent/pictures";
import type { PageParts } from "../../state/pageParts";
import { parse } from "../../state/urlCodec";
import { displayedFigures, figureOf, withFonts } from "../../ui/figures/figures";
import { rasterised } from "../../ui/figures/png";
import { isDark } from "../../ui/preferences/theme";
import { experimentOf, RECORDED_FIGURES, withTraining, type Moment, type RecordedFrame } from "./talk";

/** Frames of a moment that has a step, evenly spaced from the run's beginning. */
const FRAMES = 3;
/** Image pixels per CSS pixel, as on the page. More would make files of many megabytes. */
const SCALE = 1;
/** The time in milliseconds to wait for pictures of the current step. */
const PATIENCE = 3000;
/** Pictures that depend on the weights. */
const KINDS: readonly Frame["kind"][] = ["samples", "reconstructions", "manifold", "codes", "strip", "densities"];

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Returns the steps of a moment's frames, in order. */
function stopsOf({ link, step }: Moment): readonly number[] {
  const at = step ?? 0;
  const begin = Math.min(parse(link).config.begin ?? 0, at); // a pretrained checkpoint has no earlier steps
  return [...new Set(Array.from({ length: FRAMES }, (_, k) => Math.min(at, Math.max(begin + 1, begin + Math.round((at - begin) * (k + 1) / FRAMES)))))];
}

/**
 * Resolves to the frames of a moment. Rejects if the run cannot be trained, or `ended` returns true. `highlight` highlights what the moment is
 * about, once the page shows it.
 */
export async function recordMoment(moment: Moment, page: PageParts, highlight: () => void, ended: () => boolean): Promise<readonly RecordedFrame[]> {
  const { store } = page;
  const frames: RecordedFrame[] = [];
  const expectOngoing = () => {
    if (ended()) throw new Error("The recording was ended.");
  };
  for (const stop of stopsOf(moment)) {
    expectOngoing();
    if (frames.length === 0) await page.openAt(experimentOf({ link: withTraining(moment.link, false), step: moment.step === null ? null : stop }));
    else await page.train({ steps: stop - store.getState().step });
    highlight();
    await whenDrawn(page, ended);
    expectOngoing();
    frames.push(await frameOf(store));
  }
  return frames;
}

/** Resolves when the displayed pictures are of the current step, or after `PATIENCE`. */
async function whenDrawn({ store, frames }: PageParts, ended: () => boolean): Promise<void> {
  const late = () => KINDS.some((kind) => {
    const picture = frames.latest(kind);
    return picture !== null && picture.step < store.getState().step;
  });
  const began = performance.now();
  do await soon(100); while (late() && !ended() && performance.now() - began < PATIENCE);
}

async function frameOf(store: PageParts["store"]): Promise<RecordedFrame> {
  const { theme, step, lastLosses } = store.getState();
  const shown = displayedFigures();
  const figures: RecordedFrame["figures"][number][] = [];
  for (const id of RECORDED_FIGURES.filter((one) => shown.includes(one))) {
    const figure = await figureOf(id, { theme: isDark(theme) ? "dark" : "light" });
    if (figure) figures.push({ id, png: base64(await rasterised(await withFonts(figure), SCALE)) });
  }
  const losses = Object.fromEntries(Object.entries(lastLosses).map(([id, value]) => [id, Number.isFinite(value) ? value : null]));
  return { step, losses, figures };
}
