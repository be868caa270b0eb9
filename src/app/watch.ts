/** Which pictures the page wants to be kept up to date, as a function of what it shows. */
import { samePlane } from "../core/plane";
import { findModel } from "../models/registry";
import { givenOf } from "../state/fillIn";
import { shownInstrument, type Instrument } from "../state/instruments";
import type { State } from "../state/store";
import { stripOf } from "../state/strips";
import type { Watch } from "../worker/protocol";

/** Thirteen digits of 28 pixels are as wide as the map; an odd number, so that one of them is the plane's centre. */
const MANIFOLD_SIDE = 13;
/** Enough to see ten clusters, few enough to see between them. */
const CODES = 1500;

type Shown = Pick<State, "config" | "plane" | "class" | "instrument" | "looking" | "z" | "fillIn">;

/** The instrument on show. */
export function instrumentOn({ config, instrument }: Pick<State, "config" | "instrument">): Instrument {
  const model = findModel(config.model);
  return model ? shownInstrument(model, instrument) : "map";
}

export function watchOf(state: Shown): Watch {
  const { config, plane, class: held, looking, z, fillIn } = state;
  const model = findModel(config.model);
  const hasPosterior = model?.encode !== undefined;
  const instrument = instrumentOn(state);
  const map = instrument === "map";
  const k = model?.conditional ? held : 0;
  const { u, v, centre } = plane;
  return {
    samples: true,
    reconstructions: hasPosterior,
    manifold: map ? { plane, side: MANIFOLD_SIDE, class: k } : null,
    codes: map && hasPosterior ? { directions: { u, v, centre }, count: CODES } : null,
    strip: stripOf(instrument, looking, z, k),
    ...(model?.visible ? { given: givenOf(fillIn) } : {}),
  };
}

/** Both states ask for the same pictures. */
export function sameWatch(a: Shown, b: Shown): boolean {
  return a.class === b.class && instrumentOn(a) === instrumentOn(b) && a.looking === b.looking && samePlane(a.plane, b.plane)
    && (a.z === b.z || instrumentOn(a) !== "traverse");
}
