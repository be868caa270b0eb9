/** Keeps what the page wishes to know of the image it follows up to date, as the pictures are; without a wish it does nothing. */
import { obstacleOf, ofTestImages, type FollowResult, type FollowRequest } from "../../core/follow";
import { onPoints } from "../../data/registry";
import type { Credits, PictureSource } from "../pictures/pictureSource";
import { textOfLast } from "../pictures/textOfLast";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type StillAt } from "../step/still";
import { judgedOf } from "./judged";
import { posteriorOf } from "./posterior";
import { batchWith, termsOf } from "./terms";
import { wayOf } from "./way";

/** Milliseconds between two of them while training. */
const EVERY = 400;

export function followJob(source: PictureSource, credits: Credits): SideJob {
  let shown = "";
  const [text, settings] = [textOfLast(), textOfLast()];
  const key = () => `${source.still.step} ${settings(source.still.h)} ${text(wishNow())}`;
  const wishNow = () => source.watch().follow ?? null;
  return {
    name: "follow",
    every: EVERY,
    due: () => {
      const wish = wishNow();
      return wish !== null && credits.has("followed") && shown !== key() && possible(source, wish);
    },
    run: async function* follow(): Slices {
      const wish = wishNow();
      if (!wish) return;
      shown = key();
      const { still } = source;
      const { step } = still;
      const found = yield* slicesWithWeights(still, (one) => slicesOf({ ...one, step }, source, wish));
      source.send({ kind: "followed", step, wish, found, values: new Float32Array(0) });
    },
  };
}

/** The images it takes are here, and the wish is one for this model. */
function possible(source: PictureSource, wish: FollowRequest): boolean {
  const { model, h } = source.still;
  const { subject, part, image } = wish;
  if (onPoints(h) || obstacleOf(part, model, h) !== null) return false;
  if (ofTestImages(part) && subject.kind !== "image") return false;
  if (subject.kind === "code" && subject.z.length !== Number(h["latent"])) return false;
  const needed = part === "terms" ? batchWith(image) : [image];
  return Math.max(...needed) < source.testImages();
}

async function* slicesOf(still: StillAt, source: PictureSource, wish: FollowRequest): AsyncGenerator<void, FollowResult, void> {
  switch (wish.part) {
    case "way": return wayOf(still, source, wish);
    case "terms": return yield* termsOf(still, source, wish);
    case "posterior": return yield* posteriorOf(still, source, wish);
    case "judged": return judgedOf(still, source, wish);
    default: return wish.part satisfies never;
  }
}
