/** The planes that need codes to be found: principal components, and the plane through three. The newest wish wins. */
import { coordinatePlane, planeThrough, roundExtent } from "../core/plane";
import type { Place } from "../core/pictures";
import type { Three } from "../state/looking";
import { MAP_EXTENT, type State, type Store } from "../state/store";
import type { RunKeeper } from "./runKeeper";

/** The map spans so many standard deviations of the first component. */
const DEVIATIONS = 3;

export interface Planes {
  dimensions(axes: readonly [number, number]): void;
  /** Rejects as the worker does; where there was a plane to go back to, that of two dimensions is on the map then. */
  components(): Promise<void>;
  three(): Promise<void>;
  /** Another run: answers under way are no longer wanted. */
  forget(): void;
}

export function createPlanes(store: Store, run: Pick<RunKeeper, "call">, goTo: (z: readonly number[]) => void): Planes {
  let newest = 0;

  async function codesOf(places: Three<Place>): Promise<{ codes: number[][]; step: State["step"] }> {
    const images = places.flatMap((place) => (place.kind === "image" ? [place.index] : []));
    const encoded = images.length > 0 ? await run.call("encode", { images }) : null;
    const d = (encoded?.codes.length ?? 0) / Math.max(1, images.length);
    let next = 0;
    const codes = places.map((place) => {
      if (place.kind === "noise" || place.kind === "held") return [...place.z];
      const code = Array.from(encoded?.codes.subarray(next * d, (next + 1) * d) ?? []);
      next += 1;
      return code;
    });
    return { codes, step: encoded?.step ?? store.getState().step };
  }

  function dimensions(axes: readonly [number, number]) {
    newest++;
    const { z } = store.getState();
    store.setState({ basis: { kind: "dimensions", axes }, plane: coordinatePlane(axes, z, MAP_EXTENT) });
  }

  /** The answer, or null where something else is wanted by now. */
  async function ask<T>(kind: "components" | "three", question: () => Promise<T>): Promise<T | null> {
    const ticket = ++newest;
    if (store.getState().basis.kind !== kind) store.setState({ basis: { kind, found: null } });
    try {
      const answer = await question();
      return ticket === newest ? answer : null;
    } catch (error) {
      const { basis } = store.getState();
      if (ticket === newest && basis.kind !== "dimensions" && !basis.found) dimensions([0, 1]);
      throw error;
    }
  }

  return {
    dimensions,

    async components() {
      const found = await ask("components", () => run.call("components", null));
      const [u, v] = found?.directions ?? [];
      if (!found || !u || !v) return;
      const { step, shares, images, mean, variances } = found;
      const extent = roundExtent(DEVIATIONS * Math.sqrt(variances[0] ?? 0));
      const plane = { u, v, centre: mean, through: store.getState().z, extent };
      store.setState({ basis: { kind: "components", found: { step, shares, images } }, plane });
    },

    async three() {
      const found = await ask("three", () => codesOf(store.getState().looking.three));
      if (!found) return;
      const [a, b, c] = found.codes;
      const plane = planeThrough(a!, b!, c!);
      const trouble = typeof plane === "string" ? plane : null;
      store.setState({ basis: { kind: "three", found: { ...found, trouble } } });
      if (typeof plane === "string") return;
      store.setState({ plane });
      goTo(plane.centre);
    },

    forget: () => void newest++,
  };
}
