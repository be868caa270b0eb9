/** The newest picture of each kind. Canvases subscribe and paint; nothing is kept but the last. */
import type { Frame } from "../worker/protocol";

export type PictureOf<K extends Frame["kind"]> = Extract<Frame, { kind: K }>;

export interface Frames {
  latest<K extends Frame["kind"]>(kind: K): PictureOf<K> | null;
  /** Called at once with the latest, if any, then for each new one (null: cleared). Returns the way to stop. */
  subscribe<K extends Frame["kind"]>(kind: K, listener: (picture: PictureOf<K> | null) => void): () => void;
  publish(picture: Frame): void;
  /** A new run begins: nothing to show. */
  clear(): void;
}

export function createFrames(): Frames {
  const pictures = new Map<Frame["kind"], Frame>();
  const listeners = new Map<Frame["kind"], Set<(picture: Frame | null) => void>>();
  const tell = (kind: Frame["kind"], picture: Frame | null) => listeners.get(kind)?.forEach((listen) => listen(picture));
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
      tell(picture.kind, picture);
    },
    clear() {
      const kinds = [...pictures.keys()];
      pictures.clear();
      kinds.forEach((kind) => tell(kind, null));
    },
  };
}
