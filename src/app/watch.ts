/** Which pictures the page wants to be kept up to date, as a function of what it shows. */
import { findModel } from "../models/registry";
import { givenOf } from "../state/fillIn";
import type { State } from "../state/store";
import type { Plane, Watch } from "../worker/protocol";

/** Thirteen digits of 28 pixels are as wide as the map; an odd number, so that one of them is the plane's centre. */
const MANIFOLD_SIDE = 13;
/** Enough to see ten clusters, few enough to see between them. */
const CODES = 1500;

export function watchOf({ config, plane, class: k, fillIn }: Pick<State, "config" | "plane" | "class" | "fillIn">): Watch {
  const model = findModel(config.model);
  const hasPosterior = model?.encode !== undefined;
  return {
    samples: true,
    reconstructions: hasPosterior,
    manifold: { plane, side: MANIFOLD_SIDE, class: model?.conditional ? k : 0 },
    ...(model?.visible ? { given: givenOf(fillIn) } : {}),
    codes: hasPosterior ? { axes: plane.axes, count: CODES } : null,
  };
}

/** Moving within a plane leaves it where it is: where it passes through counts only in the other dimensions. */
export function samePlane(a: Plane, b: Plane): boolean {
  return a === b || (a.extent === b.extent && a.axes.join() === b.axes.join() && a.through.length === b.through.length
    && a.through.every((value, i) => a.axes.includes(i) || value === b.through[i]));
}
