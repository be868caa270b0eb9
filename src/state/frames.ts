/** The newest picture of each kind. Canvases subscribe and paint; nothing is kept but the last. */
import type { Completing, Frame } from "../worker/protocol";

/** The fill-ins of the image held, besides the frames that the worker sends unasked. */
export type Picture = Frame | ({ readonly kind: "filling" } & Completing);

export type PictureOf<K extends Picture["kind"]> = Extract<Picture, { kind: K }>;

export interface Frames {
  latest<K extends Picture["kind"]>(kind: K): PictureOf<K> | null;
  /** Called at once with the latest, if any, then for each new one (null: cleared). Returns the way to stop. */
  subscribe<K extends Picture["kind"]>(kind: K, listener: (picture: PictureOf<K> | null) => void): () => void;
  publish(picture: Picture): void;
  /** A new run begins: nothing to show. */
  clear(): void;
}

export function createFrames(): Frames {
  const pictures = new Map<Picture["kind"], Picture>();
  const listeners = new Map<Picture["kind"], Set<(picture: Picture | null) => void>>();
  const tell = (kind: Picture["kind"], picture: Picture | null) => listeners.get(kind)?.forEach((listen) => listen(picture));
  return {
    latest: <K extends Picture["kind"]>(kind: K) => (pictures.get(kind) ?? null) as PictureOf<K> | null,
    subscribe(kind, listener) {
      const mine = listener as (picture: Picture | null) => void;
      const all = listeners.get(kind) ?? new Set();
      listeners.set(kind, all.add(mine));
      const now = pictures.get(kind);
      if (now) mine(now);
      return () => all.delete(mine);
    },
    publish(picture) {
      pictures.set(picture.kind, picture);
      tell(picture.kind, picture);
    },
    clear() {
      const kinds = [...pictures.keys()];
      pictures.clear();
      kinds.forEach((kind) => tell(kind, null));
    },
  };
}
