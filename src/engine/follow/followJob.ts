/** Keeps the requested view of a followed image up to date, as pictures are. */
import { obstacleOf, ofTestImages, type FollowResult, type FollowRequest } from "../../core/latent/follow";
import { onPoints } from "../../subject/data/registry";
import type { Credits, PictureSource } from "../pictures/pictureSource";
import { memoisedJson } from "../pictures/memoisedJson";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type FrozenModelAtStep } from "../step/frozenModel";
import { discriminatorOutputOf } from "./discriminator";
import { posteriorOf } from "./posterior";
import { batchWith, termsOf } from "./terms";
import { layerOutputsOf } from "./layerOutputs";

/** Milliseconds between two views while training. */
const INTERVAL_MS = 400;

/** Returns the job that computes and sends the requested view. */
export function followJob(source: PictureSource, credits: Credits): SideJob {
  let shown = "";
  const [text, settings] = [memoisedJson(), memoisedJson()];
  const key = () => `${source.frozen.step} ${settings(source.frozen.h)} ${text(currentRequest())}`;
  const currentRequest = () => source.watch().follow ?? null;
  return {
    name: "follow",
    every: INTERVAL_MS,
    due: () => {
      const request = currentRequest();
      return request !== null && credits.has("followed") && shown !== key() && canCompute(source, request);
    },
    run: async function* follow(): Slices {
      const request = currentRequest();
      if (!request) return;
      shown = key();
      const { frozen } = source;
      const { step } = frozen;
      const found = yield* slicesWithWeights(frozen, (one) => slicesOf({ ...one, step }, source, request));
      source.send({ kind: "followed", step, wish: request, found, values: new Float32Array(0) });
    },
  };
}

/** Returns whether its images are loaded and the request applies to this model. */
function canCompute(source: PictureSource, request: FollowRequest): boolean {
  const { model, h } = source.frozen;
  const { subject, part, image } = request;
  if (onPoints(h) || obstacleOf(part, model, h) !== null) return false;
  if (ofTestImages(part) && subject.kind !== "image") return false;
  if (subject.kind === "code" && subject.z.length !== Number(h["latent"])) return false;
  const needed = part === "terms" ? batchWith(image) : [image];
  return source.hasTestImages(Math.max(...needed) + 1);
}

async function* slicesOf(frozen: FrozenModelAtStep, source: PictureSource, request: FollowRequest): AsyncGenerator<void, FollowResult, void> {
  switch (request.part) {
    case "way": return layerOutputsOf(frozen, source, request);
    case "terms": return yield* termsOf(frozen, source, request);
    case "posterior": return yield* posteriorOf(frozen, source, request);
    case "judged": return discriminatorOutputOf(frozen, source, request);
    default: return request.part satisfies never;
  }
}
