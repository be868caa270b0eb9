/** Lets the panels of latent space show a trained map, with the pictures and the plane of the map's file. */
import { createStore } from "zustand/vanilla";
import { coordinatesOf } from "../../../core/latent/plane";
import { tidyRange, type Range } from "../../../core/latent/range";
import { PIXELS } from "../../../core/run/runConfig";
import { createFrames } from "../../state/frames";
import { ALL_LAYERS } from "../../state/stateKeys";
import type { State } from "../../state/store";
import type { PanelParts } from "../../ui/context";
import type { MapFile } from "./mapFile";

/** The number of images in a row of the displayed map, as in the map of a run. */
const SHOWN_SIDE = 13;

/** Returns the parts for panels inside the map. Their state follows the page's, except for plane and view. */
export function createMapParts(page: Pick<PanelParts, "store" | "session">, map: MapFile) {
  const { step, shares } = map;
  const own: Partial<State> = {
    step, ranged: false, layers: ALL_LAYERS, pinned: [], instrument: null, comparison: null,
    basis: shares ? { kind: "strongest", found: { step, shares } } : { kind: "dimensions", axes: [0, 1] },
  };
  /** The page's state with the map's plane; `range`: the part of the plane that the map shows. */
  const stateWith = (range: Range): State => {
    const state = page.store.getState();
    return { ...state, ...own, plane: { ...map.plane, middle: range.middle, extent: range.extent, through: state.z } };
  };
  const store = createStore<State>(() => stateWith(map.plane));
  const frames = createFrames();
  const grid = () => map.grids[map.grids.length > 1 ? store.getState().class : 0]!;

  function show(): void {
    frames.publish({ kind: "manifold", step, plane: map.plane, side: SHOWN_SIDE, pixels: everyNth(grid(), map.side, map.side / SHOWN_SIDE) });
    decode();
  }
  function decode(): void {
    const { z } = store.getState();
    const at = PIXELS * nearestCell(map, coordinatesOf(map.plane, z));
    const values = Float32Array.from(grid().subarray(at, at + PIXELS), (byte) => byte / 255);
    frames.publish({ kind: "decoded", step, z, movedAt: null, values });
  }

  const stops = [
    page.store.subscribe(() => store.setState(stateWith(store.getState().plane))),
    store.subscribe((now, before) => {
      if (now.class !== before.class) show();
      else if (now.z !== before.z) decode();
    }),
  ];
  show();
  if (map.labels.length > 0) frames.publish({ kind: "codes", step, directions: map.plane, points: map.codes, labels: map.labels, prior: null });
  const session: PanelParts["session"] = { ...page.session, showRange: (range) => store.setState(stateWith(tidyRange(range))) };
  return {
    parts: { store, frames, session },
    /** Ends the connection with the page. */
    stop: () => stops.forEach((stop) => stop()),
  };
}

/** Returns the index of the image whose cell has these coordinates; for places beyond the grid, of the nearest image. */
export function nearestCell({ side, plane: { middle, extent } }: Pick<MapFile, "side" | "plane">, [across, up]: readonly [number, number]): number {
  const cell = (share: number) => Math.min(side - 1, Math.max(0, Math.floor(share * side)));
  const column = cell(((across - middle[0]) / extent + 1) / 2);
  const row = cell((1 - (up - middle[1]) / extent) / 2);
  return row * side + column;
}

/** Returns the images in the middle of each square of n × n cells; n odd: with the same plane, these are the images of a coarser grid. */
function everyNth(images: Uint8Array, side: number, n: number): Uint8Array<ArrayBuffer> {
  const coarse = side / n;
  const chosen = new Uint8Array(coarse * coarse * PIXELS);
  for (let row = 0; row < coarse; row++) {
    for (let column = 0; column < coarse; column++) {
      const from = PIXELS * ((row * n + (n - 1) / 2) * side + column * n + (n - 1) / 2);
      chosen.set(images.subarray(from, from + PIXELS), PIXELS * (row * coarse + column));
    }
  }
  return chosen;
}
