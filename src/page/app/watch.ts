/** Says which pictures the worker has to keep up to date, as a function of what the page shows. */
import { samePlane } from "../../core/latent/plane";
import { findModel } from "../../subject/models/registry";
import { givenOf } from "../state/fillIn";
import { followRequest } from "../state/following";
import { latentViewOf, type LatentView } from "../state/lecture";
import type { State } from "../state/store";
import { stripOf } from "../state/strips";
import type { Watch } from "../../engine/worker/protocol";

/** Thirteen digits of 28 pixels are as wide as the map. The number is odd, so that one digit is at the plane's centre. */
const MANIFOLD_SIDE = 13;
/** The number of codes on the map: enough to see ten clusters, few enough to see between them. */
const CODES = 1000;

type WatchedState = Pick<State, "config" | "preset" | "present" | "room" | "plane" | "class" | "instrument" | "instrumentSettings" | "z" | "fillIn" | "following" | "influence">;

/** Returns the instrument that the page shows in the place of the map. */
export function displayedLatentView(state: Pick<WatchedState, "config" | "preset" | "present" | "room" | "instrument" | "z">): LatentView {
  const model = findModel(state.config.model);
  return model ? latentViewOf(model, state) : "map";
}

/** Returns the worker's command `watch` for this state. */
export function watchOf(state: WatchedState): Watch {
  const { config, plane, class: chosenClass, instrumentSettings, z, fillIn, following, influence } = state;
  const model = findModel(config.model);
  const hasPosterior = model?.encode !== undefined;
  const shown = displayedLatentView(state);
  const map = shown === "map";
  const k = model?.conditional ? chosenClass : 0;
  const { u, v, centre } = plane;
  return {
    samples: true,
    reconstructions: hasPosterior,
    manifold: map ? { plane, side: MANIFOLD_SIDE, class: k } : null,
    codes: map && hasPosterior ? { directions: { u, v, centre }, count: CODES } : null,
    follow: model && shown === "follow" ? followRequest(following, model, config.hyperparameters, z, k) : null,
    slowMotion: shown === "slow",
    strip: shown === "pictures" ? null : stripOf(shown, instrumentSettings, z, k, influence),
    ...(model?.given ? { given: givenOf(fillIn) } : {}),
  };
}

/** Returns whether both states need the same pictures. */
export function sameWatch(a: WatchedState, b: WatchedState): boolean {
  return a.class === b.class && displayedLatentView(a) === displayedLatentView(b) && a.instrumentSettings === b.instrumentSettings && samePlane(a.plane, b.plane)
    && ((a.z === b.z && a.influence === b.influence) || displayedLatentView(a) !== "traverse")
    && ((a.z === b.z && a.following === b.following) || displayedLatentView(a) !== "follow");
}
