/**
 * Filling images in, beside training. Models that complete images are asked once for each draw; of all others codes are
 * searched that suit the visible pixels. One search at a time: a newer one ends it.
 */
import { checkedRequest, type Completed, type Completing, type CompletionRequest } from "../../core/completion";
import { ElboError } from "../../core/errors";
import type { Step } from "../../core/ids";
import { PIXELS } from "../../core/runConfig";
import { OneAtATime } from "../scheduling/oneAtATime";
import { decodeImages, type Still } from "../pictures/pictures";
import { nextTask } from "../scheduling/tasks";
import { laneOf, release, retain } from "../step/weights";
import { CANDIDATES, search, together, type Found } from "./search";

/** The weights as they stand whenever they are looked at. */
type Run = Still & { readonly step: Step };

export class Completions {
  readonly #run: Run;
  readonly #seed: number;
  readonly #searching = new OneAtATime();

  constructor(run: Run, seed: number) {
    this.#run = run;
    this.#seed = seed;
  }

  /** With the weights as they are now. Rejects with "nothing-visible", "bad-setting", "superseded". */
  async complete(wish: CompletionRequest, onProgress?: (now: Completing) => void): Promise<Completed> {
    const { model, specs, h, step, weights } = this.#run;
    const mask = model.visible && Uint8Array.from(model.visible(h));
    const request = checkedRequest(mask ? { ...wish, visible: mask } : wish);
    const { samples, draw } = request;
    const prior = (count: number) =>
      model.prior.draw({ seed: this.#seed, purpose: "sample", step: draw, lane: laneOf("completion") }, count, Number(h["latent"]));
    if (mask) {
      const given = new Float32Array(samples * PIXELS);
      for (let i = 0; i < samples; i++) given.set(request.pixels, i * PIXELS);
      const made = await decodeImages(this.#run, prior(samples), new Uint8Array(samples).fill(request.class), given);
      return { step, visible: mask, pixels: together({ pixels: request.pixels, visible: mask }, made), objective: null };
    }
    const { pixels, objective } = await this.#searching.start((signal) => {
      const kept = retain(weights);
      return this.#finish(
        search({ model, specs, h, weights: kept }, request, { samples, draws: prior(CANDIDATES * samples) }), signal,
        (found) => onProgress?.({ step, visible: Uint8Array.from(request.visible), ...found }),
      ).finally(() => release(kept));
    });
    return { step, visible: Uint8Array.from(request.visible), pixels, objective };
  }

  /** The search under way rejects with "superseded". */
  end(): void {
    this.#searching.end();
  }

  /** Resolves when nothing is under way any more. */
  dispose(): Promise<void> {
    return this.#searching.dispose();
  }

  async #finish(
    slices: ReturnType<typeof search>, signal: AbortSignal, onProgress: (found: Found) => void,
  ): Promise<Found> {
    try {
      for (;;) {
        const { value } = await slices.next();
        if (value && value.done === value.of) return value;
        if (value) onProgress(value);
        await nextTask();
        if (signal.aborted) throw new ElboError("superseded", "another image is being filled in, or none");
      }
    } finally {
      await slices.return();
    }
  }
}
