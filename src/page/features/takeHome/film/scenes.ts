/** The content of a film, frame by frame: the same noise at every stored step of a run, or a walk through latent space. */
import { lerp, slerp } from "../../../../core/latent/interpolate";
import { findModel } from "../../../../subject/models/registry";
import { drawNoise, latentSpaceOf } from "../../../state/position";
import type { State } from "../../../state/store";
import type { PanelParts } from "../../../ui/context";
import { toBytes } from "../../../ui/pictures/paint";

/** Images of a frame, and their origin. */
export interface Shot {
  /** 784 bytes per image, 0 black … 255 white. */
  readonly pixels: Uint8Array;
  /** The step, or the two places between which the images are interpolated. */
  readonly at: Origin;
}

/** Test images and noises, by the numbers that the page gives them. */
export type Origin = { readonly kind: "step"; readonly step: number } | { readonly kind: "images" | "noises"; readonly from: number; readonly to: number };

/** A sequence of frames. */
export interface Scene {
  /** Images per row. */
  readonly columns: number;
  readonly shots: number;
  /** Milliseconds per frame. */
  readonly pace: number;
  /** Additional milliseconds for the last frame, to show the end of training; 0 for a walk, which is a loop. */
  readonly rest: number;
  /** Yields the frames. Ends early without an error if aborted. Rejects if the model makes no picture. */
  take(signal: AbortSignal): AsyncGenerator<Shot, void, void>;
}

/** More stored steps than this are thinned out evenly, to twelve seconds. */
const MAX_SHOTS = 80;
/** After this time, a step's picture is given up: the tab is hidden, or the run was rewound. In milliseconds. */
const PATIENCE_MS = 10_000;
/** Test images of six digits: 7, 2, 1, 0, 4, 9. */
const IMAGES = [0, 1, 2, 3, 4, 7] as const;
const SHOTS_PER_LEG = 12;
/** Columns of the page's grid of samples. */
const GRID_COLUMNS = 10;

/** Returns at most `most` elements, evenly spaced, including the first and the last. */
export const thinned = <T>(all: readonly T[], most: number): readonly T[] =>
  (all.length <= most ? all : Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]!));

/** Returns the steps of a film of training, one for each picture: those that the run has kept, and the newest. */
export const filmSteps = ({ keyframes, step }: Pick<State, "keyframes" | "step">): readonly number[] => thinned([...new Set([...keyframes, step])], MAX_SHOTS);
/** The number of pictures of a walk. */
export const WALK_SHOTS = IMAGES.length * SHOTS_PER_LEG;

/** How long each picture is displayed, and how much longer the last one, in milliseconds. */
const PACES = { film: { pace: 150, rest: 1500 }, walk: { pace: 80, rest: 0 } } as const;
/** Returns the length of a film in seconds. */
export const secondsOf = (id: keyof typeof PACES, shots: number): number => (shots * PACES[id].pace + PACES[id].rest) / 1000;

/** Returns a scene that displays the grid of samples at each stored step and at the current one. Meanwhile the page shows that step, too. */
export function trainingScene({ store, session, frames }: PanelParts): Scene {
  const { keyframes, step, rewound } = store.getState();
  const steps = filmSteps({ keyframes, step });
  const pictureOf = (wanted: number, signal: AbortSignal) => new Promise<Uint8Array>((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error(`no picture of step ${wanted}`))), PATIENCE_MS);
    const end = (how: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
      queueMicrotask(() => unsubscribe());
      how();
    };
    const aborted = () => end(() => reject(new Error("aborted")));
    signal.addEventListener("abort", aborted);
    // Its buffer returns to the worker once it is painted.
    const unsubscribe = frames.subscribe("samples", (picture) => { if (picture?.step === wanted) end(() => resolve(picture.pixels.slice())); });
  });
  return {
    columns: GRID_COLUMNS, shots: steps.length, ...PACES.film,
    async *take(signal) {
      try {
        for (const wanted of steps) {
          if (signal.aborted) return;
          const shown = await session.rewindNear(wanted === step && !keyframes.includes(step) ? null : wanted);
          yield { pixels: await pictureOf(shown, signal), at: { kind: "step", step: shown } };
        }
      } finally {
        if (!signal.aborted || store.getState().rewound !== rewound) await session.rewind(rewound);
      }
    },
  };
}

/**
 * Returns a scene of a closed walk through six places. Unconditional models with an encoder walk along straight lines between the codes of test
 * images, whose norms differ; others along great circles between prior samples. Conditional models keep their class.
 */
export function walkScene({ store, session }: PanelParts): Scene {
  const { config } = store.getState();
  const model = findModel(config.model)!;
  const encodes = model.encode !== undefined && !model.conditional;
  return {
    columns: 1, shots: WALK_SHOTS, ...PACES.walk,
    async *take(signal) {
      const places: (readonly number[])[] = [];
      for (const [i, image] of IMAGES.entries()) {
        places.push(encodes ? Array.from(await session.encode(image)) : drawNoise(latentSpaceOf(config), i).z);
      }
      for (const [leg, from] of places.entries()) {
        const next = (leg + 1) % places.length;
        for (let i = 0; i < SHOTS_PER_LEG; i++) {
          if (signal.aborted) return;
          const { pixels } = await session.decode((encodes ? lerp : slerp)(from, places[next]!, i / SHOTS_PER_LEG));
          yield { pixels: toBytes(pixels), at: encodes ? { kind: "images", from: IMAGES[leg]!, to: IMAGES[next]! } : { kind: "noises", from: leg, to: next } };
        }
      }
    },
  };
}
