/** Holds the pictures of the rounds that were run during this visit, beside which a later round shows its own. */
import { copyOf } from "../../../../core/latent/pictures";
import type { RunConfig } from "../../../../core/run/runConfig";
import type { LessonId } from "../../../../course/lessons/ids";
import type { Frames, PictureOf } from "../../../state/frames";
import type { Store } from "../../../state/store";
import type { PanelParts } from "../../../ui/context";

/** A run's pictures at the end of its round; null: the run has none of this kind. */
export interface EarlierRun {
  readonly config: RunConfig;
  readonly samples: PictureOf<"samples"> | null;
  readonly reconstructions: PictureOf<"reconstructions"> | null;
  readonly densities: PictureOf<"densities"> | null;
}

const runs = new WeakMap<Store, Map<string, EarlierRun>>();

/** Keeps the pictures that the page displays as those of this round's run. */
export function keepPictures({ store, frames }: Pick<PanelParts, "store" | "frames">, lesson: LessonId, round: string): void {
  const { config } = store.getState();
  const run = { config, samples: copied(frames, "samples"), reconstructions: copied(frames, "reconstructions"), densities: copied(frames, "densities") };
  const earlier = runs.get(store) ?? new Map<string, EarlierRun>();
  runs.set(store, earlier.set(`${lesson}/${round}`, run));
}

function copied<K extends "samples" | "reconstructions" | "densities">(frames: Frames, kind: K): PictureOf<K> | null {
  const picture = frames.latest(kind);
  return picture && copyOf(picture) as PictureOf<K>; // a copy is of the same kind
}

/** Returns the run of a round; undefined: it was not run during this visit. */
export const earlierRun = (store: Store, lesson: LessonId, round: string): EarlierRun | undefined => runs.get(store)?.get(`${lesson}/${round}`);
