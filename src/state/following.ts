/** The image that is followed through the model, and what of it is on show. */
import { FOLLOW_PARTS, obstacleOf, ofTestImages, type FollowPart, type FollowRequest, type Subject } from "../core/latent/follow";
import type { HyperparameterValues } from "../core/model/hyperparameters";
import type { Model } from "../core/model/model";
import type { RunConfig } from "../core/run/runConfig";
import { findModel } from "../models/registry";

/** A test image, what is made at the reader's position, or one of the samples from fixed noise. */
export const FOLLOWED_KINDS = ["image", "here", "sample"] as const;
export type FollowedKind = (typeof FOLLOWED_KINDS)[number];

export interface Following {
  /** Null: until somebody has chosen, what suits the model. */
  readonly kind: FollowedKind | null;
  /** Number of the test image. */
  readonly image: number;
  /** Number of the sample. */
  readonly sample: number;
  /** Which draw of ε, or of the generated image that stands beside a test image. */
  readonly draw: number;
  readonly part: FollowPart;
  /** The loss column by which the batch is sorted; null: the first. */
  readonly sortedBy: string | null;
}

/** Samples from fixed noise on show. */
export const SAMPLES_ON_SHOW = 30;

export const startFollowing: Following = { kind: null, image: 0, sample: 0, draw: 0, part: "way", sortedBy: null };

/** Models that take no image in follow what they make. */
export const kindOf = ({ kind }: Following, { encode, given }: Pick<Model, "encode" | "given">): FollowedKind =>
  kind ?? (encode || given ? "image" : "here");

/** Parts that say something of the model, in the order of the list. */
export const partsFor = (model: Model, h: HyperparameterValues): readonly FollowPart[] =>
  FOLLOW_PARTS.filter((part) => obstacleOf(part, model, h) === null);

/** The part on show: what was chosen where it says something, else the way. */
export const shownPart = ({ part }: Following, model: Model, h: HyperparameterValues): FollowPart =>
  (obstacleOf(part, model, h) === null ? part : "way");

/** Terms and posteriors are of test images: those of one that is made are asked for of the test image beside it. */
export function followWish(following: Following, model: Model, h: HyperparameterValues, z: readonly number[], k: number): FollowRequest {
  const part = shownPart(following, model, h);
  const { image, sample, draw } = following;
  const kind = ofTestImages(part) ? "image" : kindOf(following, model);
  return { part, image, draw, subject: subjectOf(kind, image, sample, z, k) };
}

function subjectOf(kind: FollowedKind, image: number, sample: number, z: readonly number[], k: number): Subject {
  switch (kind) {
    case "image": return { kind, index: image };
    case "sample": return { kind, index: sample };
    case "here": return { kind: "code", z, class: k };
    default: return kind satisfies never;
  }
}

/** For `setState`: changes which image is followed, or what of it is on show. The kind that suits the model becomes the reader's choice. */
export const changeFollowing = (change: Partial<Following>) => ({ following, config }: { readonly following: Following; readonly config: RunConfig }) => {
  const model = findModel(config.model);
  return { following: { ...following, kind: model ? kindOf(following, model) : following.kind, ...change } };
};

/** For `setState`: follows this image in the place of the map. */
export const follow = (change: Pick<Following, "kind"> & Partial<Following>) => (state: Parameters<ReturnType<typeof changeFollowing>>[0]) =>
  ({ ...changeFollowing(change)(state), instrument: "follow" as const });
