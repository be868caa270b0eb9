/** Holds the newest picture of each kind. Canvases subscribe and paint. */
import type { Frame } from "../../engine/worker/protocol";

export type PictureOf<K extends Frame["kind"]> = Extract<Frame, { kind: K }>;

export interface Frames {
  latest<K extends Frame["kind"]>(kind: K): PictureOf<K> | null;
  /** Calls the listener at once with the latest picture, if any, then with each new one (null: cleared). Returns a function that stops it. */
  subscribe<K extends Frame["kind"]>(kind: K, listener: (picture: PictureOf<K> | null) => void): () => void;
  publish(picture: Frame): void;
  /** Removes all pictures, as a new run begins. */
  clear(): void;
}

/** Returns frames without pictures. */
export function createFrames(): Frames {
  const pictures = new Map<Frame["kind"], Frame>();
  const listeners = new Map<Frame["kind"], Set<(picture: Frame | null) => void>>();
  const notify = (kind: Frame["kind"], picture: Frame | null) => listeners.get(kind)?.forEach((listen) => listen(picture));
  return {
    latest: <K extends Frame["kind"]>(kind: K) => (pictures.get(kind) ?? null) as PictureOf<K> | null,
    subscribe(kind, listener) {
      const mine = listener as (picture: Frame | null) => void;
      const all = listeners.get(kind) ?? new Set();
      listeners.set(kind, all.add(mine));
      const now = pictures.get(kind);
      if (now) mine(now);
      return () => all.delete(mine);
    },
    publish(picture) {
      pictures.set(picture.kind, picture);
      notify(picture.kind, picture);
    },
    clear() {
      const kinds = [...pictures.keys()];
      pictures.clear();
      kinds.forEach((kind) => notify(kind, null));
    },
  };
}
