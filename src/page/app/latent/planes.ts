/** Chooses the map's plane. Most planes need codes or directions from the worker; only the newest request counts. */
import { Newest } from "../../../core/newest";
import { coordinatePlane, dot, planeThrough, type Plane } from "../../../core/latent/plane";
import type { Place } from "../../../core/latent/pictures";
import { STANDARD_RANGE, tidyRange, type Range } from "../../../core/latent/range";
import { roundExtent } from "../../../core/rounding";
import { firstAxes, type Basis, type Three } from "../../state/instrumentSettings";
import type { State, Store } from "../../state/store";
import type { Influence } from "../../../engine/worker/protocol";
import type { RunKeeper } from "../run/runKeeper";

/** The map extends to this many standard deviations of the first component. */
const DEVIATIONS = 3;

export type Planes = ReturnType<typeof createPlanes>;

/** Returns the session's actions on the map's plane: `influence` finds the directions that change pictures most, and writes them into the store. `goTo` moves z. */
export function createPlanes(
  store: Store, run: Pick<RunKeeper, "call">, influence: () => Promise<Influence>, goTo: (z: readonly number[]) => void,
) {
  const requests = new Newest();
  let pending = 0;

  async function codesOf(places: Three<Place>): Promise<{ codes: number[][]; step: State["step"] }> {
    const images = places.flatMap((place) => (place.kind === "image" ? [place.index] : []));
    const encoded = images.length > 0 ? await run.call("encode", { images }) : null;
    const d = (encoded?.codes.length ?? 0) / Math.max(1, images.length);
    const found = images.map((_, i) => Array.from(encoded!.codes.subarray(i * d, (i + 1) * d)));
    const codes = places.map((place) => (place.kind === "noise" || place.kind === "held" ? [...place.z] : found.shift() ?? []));
    return { codes, step: encoded?.step ?? store.getState().step };
  }

  /** Shows a plane. If it was found again, it keeps the range that the reader has set; another plane begins with its own. */
  function show(basis: Basis, plane: Plane): void {
    const { basis: before, plane: now, ranged } = store.getState();
    const keepsRange = ranged && before.kind === basis.kind;
    const { middle, extent } = keepsRange ? now : plane;
    store.setState({ basis, plane: { ...plane, middle, extent }, ranged: keepsRange });
  }

  function dimensions(axes: readonly [number, number]) {
    requests.cancel();
    show({ kind: "dimensions", axes }, coordinatePlane(axes, store.getState().z, STANDARD_RANGE));
  }

  /** Resolves to the answer, or to null if another plane has been requested since. */
  async function ask<T>(kind: Exclude<Basis["kind"], "dimensions">, question: () => Promise<T>): Promise<T | null> {
    const signal = requests.begin();
    pending++;
    if (store.getState().basis.kind !== kind) store.setState({ basis: { kind, found: null }, ranged: false });
    try {
      const answer = await question();
      return signal.aborted ? null : answer;
    } catch (error) {
      const { basis, z } = store.getState();
      // Every model has directions that change its pictures: they are requested again later.
      if (!signal.aborted && basis.kind !== "dimensions" && basis.kind !== "strongest" && !basis.found) dimensions(firstAxes(z.length));
      throw error;
    } finally {
      pending--;
    }
  }

  const planes = {
    dimensions,

    /** Shows the plane of the two directions that change pictures most. This and the next ones reject as the worker does. */
    async strongest(): Promise<void> {
      const found = await ask("strongest", influence);
      const [u, v] = found?.directions ?? [];
      if (!found || !u || !v) return;
      const { z, plane: before, basis } = store.getState();
      const turned = basis.kind === "strongest" && basis.found ? [withSignOf(u, before.u), withSignOf(v, before.v)] as const : [u, v] as const;
      const { step, shares } = found;
      // A plane that is found again keeps its range.
      const range = basis.kind === "strongest" && basis.found ? before : STANDARD_RANGE;
      const plane = { u: turned[0], v: turned[1], centre: z.map(() => 0), through: z, middle: range.middle, extent: range.extent };
      show({ kind: "strongest", found: { step, shares } }, plane);
    },

    /** Shows the first two principal components of the codes. If that fails and no plane was found before, the map shows two dimensions. */
    async components(): Promise<void> {
      const found = await ask("components", () => run.call("components", null));
      const [u, v] = found?.directions ?? [];
      if (!found || !u || !v) return;
      const { step, shares, images, mean, variances } = found;
      const extent = roundExtent(DEVIATIONS * Math.sqrt(variances[0] ?? 0));
      const plane: Plane = { u, v, centre: mean, through: store.getState().z, middle: [0, 0], extent };
      show({ kind: "components", found: { step, shares, images } }, plane);
    },

    /** Shows the plane through the three chosen places. It fails as `components` does. */
    async three(): Promise<void> {
      const found = await ask("three", () => codesOf(store.getState().instrumentSettings.three));
      if (!found) return;
      const [a, b, c] = found.codes;
      const plane = planeThrough(a!, b!, c!);
      const trouble = typeof plane === "string" ? plane : null;
      const basis = { kind: "three", found: { ...found, trouble } } as const;
      if (typeof plane === "string") return store.setState({ basis });
      show(basis, plane);
      goTo(plane.centre);
    },

    /** Finds the map's plane again with the current weights. */
    async again(): Promise<void> {
      const { basis } = store.getState();
      if (basis.kind !== "dimensions") await planes[basis.kind]();
    },

    /** Sets the part of the plane that the map shows. It stays until another plane is chosen. */
    range(range: Range) {
      store.setState(({ plane }) => ({ plane: { ...plane, ...tidyRange(range) }, ranged: true }));
    },

    /** A request has not been answered yet. */
    get asking(): boolean {
      return pending > 0;
    },
    /** Another run is being opened: answers to earlier requests are dropped. */
    forget: (): void => requests.cancel(),
  };
  return planes;
}

/** Returns the direction with the sign that agrees with `before`: the sign is arbitrary, and the map is not to flip when it is found again. */
const withSignOf = (direction: readonly number[], before: readonly number[]): readonly number[] =>
  (dot(direction, before) < 0 ? direction.map((value) => -value || 0) : direction);
