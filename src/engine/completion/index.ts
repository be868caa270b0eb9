/**
 * Inpainting, beside training. Models with `given` decode one fill-in for each draw; for all others codes are searched that
 * fit the visible pixels. One search at a time: a newer one ends it.
 */
import { checkedRequest, type CompletionResult, type CompletionProgress, type CompletionRequest } from "../../core/latent/completion";
import { ElboError } from "../../core/errors";
import { Newest } from "../../core/newest";
import { PIXELS } from "../../core/run/runConfig";
import { onPoints } from "../../subject/data/registry";
import { tiledOriginals, decodeImages, givenImages } from "../pictures/pictures";
import { drawCodes } from "../pictures/priorDraws";
import { runSlices } from "../scheduling/slices";
import { withWeights, type FrozenModel, type FrozenModelAtStep } from "../step/frozenModel";
import { laneOf } from "../step/weights";
import { CANDIDATES, search, composite } from "./search";

export class Completions {
  readonly #run: FrozenModelAtStep;
  readonly #seed: number;
  readonly #searching = new Newest();

  constructor(run: FrozenModelAtStep, seed: number) {
    this.#run = run;
    this.#seed = seed;
  }

  /** Fills an image in with the current weights; `onProgress` receives intermediate results. One search at a time. Rejects with "nothing-visible", "superseded", or "bad-setting", also for points. */
  async complete(wish: CompletionRequest, onProgress?: (now: CompletionProgress) => void, caller?: AbortSignal): Promise<CompletionResult> {
    const { model, h, step } = this.#run;
    if (onPoints(h)) throw new ElboError("bad-setting", "points have no parts to fill in");
    const { given } = model;
    const known = given && Uint8Array.from(given.visible?.(h) ?? new Uint8Array(PIXELS).fill(1));
    const request = checkedRequest(known ? { ...wish, visible: known } : wish);
    const { samples, draw } = request;
    const drawn = (frozen: FrozenModel, count: number) =>
      drawCodes(frozen, { seed: this.#seed, purpose: "sample", step: draw, lane: laneOf("completion") }, count);
    if (given) {
      const original = { pixels: request.pixels, indices: [0] };
      return withWeights(this.#run, async (frozen) => {
        const classes = new Uint8Array(samples).fill(request.class);
        const made = await decodeImages(frozen, await drawn(frozen, samples), classes, tiledOriginals(original, samples));
        // If the condition is another image, no pixel is taken from it.
        const visible = given.visible ? request.visible : new Uint8Array(PIXELS);
        const pixels = composite({ pixels: request.pixels, visible }, made);
        return { step, visible: Uint8Array.from(visible), given: (await givenImages(frozen, original)).slice(), pixels, objective: null };
      });
    }
    const visible = Uint8Array.from(request.visible);
    const { pixels, objective } = await this.#searching.run((signal) => withWeights(this.#run, async (frozen) =>
      runSlices(search(frozen, request, { samples, draws: await drawn(frozen, CANDIDATES * samples) }), {
        signal, onSlice: (found) => found && onProgress?.({ step, visible, ...found }),
      })), caller);
    return { step, visible, pixels, objective };
  }

  /** Cancels the running search; resolves when it has ended. */
  dispose(): Promise<void> {
    return this.#searching.end();
  }
}
