/** What a film shows, picture by picture: the same noise at every step that a run has kept, or a walk through latent space. */
import { lerp, slerp } from "../../../core/latent/interpolate";
import { findModel } from "../../../models/registry";
import { drawNoise, latentSpaceOf } from "../../../state/position";
import type { Room } from "../../../ui/context";
import { toBytes } from "../../../ui/pictures/paint";

/** Images side by side, and where they are from. */
export interface Shot {
  /** 784 bytes an image, 0 black … 255 white. */
  readonly pixels: Uint8Array;
  /** The step; between which places. */
  readonly at: Where;
}

/** Test images and noises by the numbers that the page gives them. */
export type Where = { readonly kind: "step"; readonly step: number } | { readonly kind: "images" | "noises"; readonly from: number; readonly to: number };

export interface Scene {
  /** Images in a row. */
  readonly columns: number;
  readonly shots: number;
  /** Milliseconds that a picture stands. */
  readonly pace: number;
  /** Milliseconds that the last one stands longer: the end of training; a walk goes round. */
  readonly rest: number;
  /** Ends early, without an error, where it is aborted. Rejects where the model makes no picture. */
  take(signal: AbortSignal): AsyncGenerator<Shot, void, void>;
}

/** More keyframes than these are thinned out evenly: twelve seconds. */
const MOST_SHOTS = 80;
/** A picture of a step that does not come in this time does not come: the tab is hidden, or the run went back. */
const PATIENCE_MS = 10_000;
/** Test images of six digits: 7, 2, 1, 0, 4, 9. */
const IMAGES = [0, 1, 2, 3, 4, 7] as const;
const SHOTS_A_LEG = 12;
/** Of the page's grid of samples. */
const GRID_COLUMNS = 10;

/** At most `most` of them, evenly, with the first and the last. */
export const thinned = <T>(all: readonly T[], most: number): readonly T[] =>
  (all.length <= most ? all : Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]!));

/** The grid of samples at each step that was kept, and as it stands. Meanwhile the page shows that step, too. */
export function trainingScene({ store, session, frames }: Room): Scene {
  const { keyframes, step, rewound } = store.getState();
  const steps = thinned([...new Set([...keyframes, step])], MOST_SHOTS);
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
    // Its buffer goes back to the worker once it is painted.
    const unsubscribe = frames.subscribe("samples", (picture) => { if (picture?.step === wanted) end(() => resolve(picture.pixels.slice())); });
  });
  return {
    columns: GRID_COLUMNS, shots: steps.length, pace: 150, rest: 1500,
    async *take(signal) {
      try {
        for (const wanted of steps) {
          if (signal.aborted) return;
          const shown = await session.rewind(wanted === step && !keyframes.includes(step) ? null : wanted);
          yield { pixels: await pictureOf(shown, signal), at: { kind: "step", step: shown } };
        }
      } finally {
        if (!signal.aborted || store.getState().rewound !== rewound) await session.rewind(rewound);
      }
    },
  };
}

/**
 * Through six places and back to the first: in a straight line from where the encoder puts a test image to where it puts the next, as codes need not
 * have a length that is alike; else through draws from the prior, along great circles. Conditional models keep their class.
 */
export function walkScene({ store, session }: Room): Scene {
  const { config } = store.getState();
  const model = findModel(config.model)!;
  const encodes = model.encode !== undefined && !model.conditional;
  return {
    columns: 1, shots: IMAGES.length * SHOTS_A_LEG, pace: 80, rest: 0,
    async *take(signal) {
      const places: (readonly number[])[] = [];
      for (const [i, image] of IMAGES.entries()) {
        places.push(encodes ? Array.from(await session.encode(image)) : drawNoise(latentSpaceOf(config), i).z);
      }
      for (const [leg, from] of places.entries()) {
        const next = (leg + 1) % places.length;
        for (let i = 0; i < SHOTS_A_LEG; i++) {
          if (signal.aborted) return;
          const { pixels } = await session.decode((encodes ? lerp : slerp)(from, places[next]!, i / SHOTS_A_LEG));
          yield { pixels: toBytes(pixels), at: encodes ? { kind: "images", from: IMAGES[leg]!, to: IMAGES[next]! } : { kind: "noises", from: leg, to: next } };
        }
      }
    },
  };
}
