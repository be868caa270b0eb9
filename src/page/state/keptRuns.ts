/** Kept runs: runs saved in this browser, the data that their list shows, and the actions on them. */
import type { RunConfig } from "../../core/run/runConfig";

/** The most letters of a kept run's name. */
export const MAX_NAME = 60;

export interface KeptRun {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** The name that the reader gave it; null: it has the name of its preset or model. */
  readonly name: string | null;
  /** The link's fragment of the experiment and its view, without #. */
  readonly fragment: string;
  /** The mark of the browser's history entry that showed it. */
  readonly mark: number;
  readonly model: string;
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  /** It trained without a limit of steps when it was written. */
  readonly training: boolean;
  /** Some samples, [count × 784] in 0 to 255; null: the model makes none. */
  readonly picture: Uint8Array<ArrayBuffer> | null;
  /** The size of everything stored of it. */
  readonly bytes: number;
  /** The part of it that its earlier steps take. */
  readonly pastBytes: number;
}

/** A message about kept runs that is no notice. */
export type KeptOffer =
  /** There is a kept run of the link's experiment. */
  | { readonly kind: "same" } & Pick<KeptRun, "id" | "step" | "keptAt">
  /** The address had no fragment, and the run that was shown last is open again. */
  | { readonly kind: "returned" } & Pick<KeptRun, "step" | "keptAt">
  /** `step`: the last step of the current run that is stored; null: none is. */
  | { readonly kind: "not-kept"; readonly step: number | null; readonly why: NotKept }
  /** The page is a file, and keeps no run. */
  | { readonly kind: "in-file" };

/** The storage is full; another tab blocks it; a newer version of the page has changed it; or the browser refuses. */
export type NotKept = "full" | "blocked" | "newer" | "refused";

export interface KeptRuns {
  /** Lists the runs, the newest first. `newer`: the number of runs that a newer version of the page has written and this one cannot read. Rejects if the browser refuses. */
  list(): Promise<{ readonly runs: readonly KeptRun[]; readonly newer: number }>;
  /** Opens a run, paused; a copy of it if another tab has it open. `view`: the fragment that says how the page shows it; default: as at its last write. Does nothing if another experiment is requested meanwhile. Rejects with "bad-snapshot" if it cannot be read. */
  open(id: string, view?: string): Promise<void>;
  /** Writes the current run. Resolves to whether a reload continues from this step or a later one. */
  keepNow(): Promise<boolean>;
  /** Shows its losses behind those of the current run. Resolves to false if its loss terms differ. */
  compare(id: string): Promise<boolean>;
  /** Deletes a run. */
  forget(id: string): Promise<void>;
  /** Names a run; null: it has the name of its preset or model again. Rejects with "bad-snapshot" if there is no such run. */
  rename(id: string, name: string | null): Promise<void>;
  /** Resolves to the bytes that this page uses and may use; null if the browser does not say. `persistent`: the browser does not evict the data by itself. */
  storageEstimate(): Promise<{ readonly used: number; readonly most: number; readonly persistent: boolean } | null>;
  /** Asks the browser not to evict the data by itself. Resolves to whether it agrees. */
  requestPersistence(): Promise<boolean>;
}

/**
 * Returns whether two configurations that were read from links may be of the same run: one of them may have more changes of live settings, if the
 * common ones are equal.
 */
export function sameRun({ then: a = [], ...one }: RunConfig, { then: b = [], ...other }: RunConfig): boolean {
  const both = Math.min(a.length, b.length);
  const made = (changes: NonNullable<RunConfig["then"]>) => JSON.stringify(changes.slice(0, both).map(({ step, id, value }) => [step, id, value]));
  return JSON.stringify(one) === JSON.stringify(other) && made(a) === made(b);
}
