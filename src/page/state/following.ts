/** The image that is followed through the model, and the part of it that the page shows. */
import { FOLLOW_PARTS, obstacleOf, ofTestImages, type FollowPart, type FollowRequest, type Subject } from "../../core/latent/follow";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";

/** A test image, the image at the reader's position, or one of the samples from fixed noise. */
export const FOLLOWED_KINDS = ["image", "here", "sample"] as const;
export type FollowedKind = (typeof FOLLOWED_KINDS)[number];

export interface Following {
  /** Null: the reader has not chosen, and the model's default applies. */
  readonly kind: FollowedKind | null;
  /** Number of the test image. */
  readonly image: number;
  /** Number of the sample. */
  readonly sample: number;
  /** The number of the draw of ε, or of the generated image that is shown beside a test image. */
  readonly draw: number;
  readonly part: FollowPart;
  /** The loss column by which the batch is sorted; null: the first. */
  readonly sortedBy: string | null;
}

/** The number of samples from fixed noise that the page shows. */
export const DISPLAYED_SAMPLES = 30;

export const freshFollowing: Following = { kind: null, image: 0, sample: 0, draw: 0, part: "way", sortedBy: null };

/** Returns the kind of image that is followed. The default is a generated image for models without an input image. */
export const kindOf = ({ kind }: Following, { encode, given }: Pick<Model, "encode" | "given">): FollowedKind =>
  kind ?? (encode || given ? "image" : "here");

/** Returns the parts that apply to the model, in the order of the list. */
export const partsFor = (model: Model, h: HyperparameterValues): readonly FollowPart[] =>
  FOLLOW_PARTS.filter((part) => obstacleOf(part, model, h) === null);

/** Returns the part that the page shows: the chosen one if it applies to the model, else "way". */
export const shownPart = ({ part }: Following, model: Model, h: HyperparameterValues): FollowPart =>
  (obstacleOf(part, model, h) === null ? part : "way");

/** Returns the request to the worker. Terms and posteriors exist for test images only: for a generated image, those of the test image beside it are requested. */
export function followRequest(following: Following, model: Model, h: HyperparameterValues, z: readonly number[], k: number): FollowRequest {
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

/** Returns an argument of `setState` that changes the followed image or its part. The model's default kind becomes the reader's choice. */
export const changeFollowing = (change: Partial<Following>) => ({ following, config }: { readonly following: Following; readonly config: RunConfig }) => {
  const model = findModel(config.model);
  return { following: { ...following, kind: model ? kindOf(following, model) : following.kind, ...change } };
};

/** Returns an argument of `setState` that follows this image in the place of the map. */
export const follow = (change: Pick<Following, "kind"> & Partial<Following>) => (state: Parameters<ReturnType<typeof changeFollowing>>[0]) =>
  ({ ...changeFollowing(change)(state), instrument: "follow" as const });
