/**
 * Filling images in, beside training. Models that are given something of an image are asked once for each draw; of all others
 * codes are searched that suit the visible pixels. One search at a time: a newer one ends it.
 */
import { checkedRequest, type CompletionResult, type CompletionProgress, type CompletionRequest } from "../../core/completion";
import { ElboError } from "../../core/errors";
import { PIXELS } from "../../core/runConfig";
import { onPoints } from "../../data/registry";
import { copies, decodeImages, givenImages } from "../pictures/pictures";
import { drawCodes } from "../pictures/priorDraws";
import { OneAtATime } from "../scheduling/oneAtATime";
import { finish } from "../scheduling/slices";
import { withWeights, type Still, type StillAt } from "../step/still";
import { laneOf } from "../step/weights";
import { CANDIDATES, search, composite } from "./search";

export class Completions {
  readonly #run: StillAt;
  readonly #seed: number;
  readonly #searching = new OneAtATime();

  constructor(run: StillAt, seed: number) {
    this.#run = run;
    this.#seed = seed;
  }

  /** With the weights as they are now. Rejects with "nothing-visible", "bad-setting", "superseded"; with "bad-setting" also for points. */
  async complete(wish: CompletionRequest, onProgress?: (now: CompletionProgress) => void): Promise<CompletionResult> {
    const { model, h, step } = this.#run;
    if (onPoints(h)) throw new ElboError("bad-setting", "points have no parts to fill in");
    const { given } = model;
    const known = given && Uint8Array.from(given.visible?.(h) ?? new Uint8Array(PIXELS).fill(1));
    const request = checkedRequest(known ? { ...wish, visible: known } : wish);
    const { samples, draw } = request;
    const drawn = (still: Still, count: number) =>
      drawCodes(still, { seed: this.#seed, purpose: "sample", step: draw, lane: laneOf("completion") }, count);
    if (given) {
      const original = { pixels: request.pixels, numbers: [0] };
      return withWeights(this.#run, async (still) => {
        const classes = new Uint8Array(samples).fill(request.class);
        const made = await decodeImages(still, await drawn(still, samples), classes, copies(original, samples));
        // Of what is made from another image, no pixel stays.
        const visible = given.visible ? request.visible : new Uint8Array(PIXELS);
        const pixels = composite({ pixels: request.pixels, visible }, made);
        return { step, visible: Uint8Array.from(visible), given: (await givenImages(still, original)).slice(), pixels, objective: null };
      });
    }
    const visible = Uint8Array.from(request.visible);
    const { pixels, objective } = await this.#searching.start((signal) => withWeights(this.#run, async (still) =>
      finish(search(still, request, { samples, draws: await drawn(still, CANDIDATES * samples) }), {
        signal, onSlice: (found) => found && onProgress?.({ step, visible, ...found }),
      })));
    return { step, visible, pixels, objective };
  }

  /** The search under way rejects with "superseded". */
  end(): void {
    this.#searching.end();
  }

  /** Resolves when nothing is under way any more. */
  dispose(): Promise<void> {
    return this.#searching.dispose();
  }
}
