/** Runs that this browser keeps: what a list shows of them, and what can be done with them. */
import type { RunConfig } from "../core/run/runConfig";

/** Letters of a kept run's name. */
export const MOST_NAME = 60;

export interface KeptRun {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** Given by the reader; null: it is called as its preset or model. */
  readonly name: string | null;
  /** The experiment as it was looked at last, without #. */
  readonly fragment: string;
  /** The entry of the browser's history that showed it. */
  readonly mark: number;
  readonly model: string;
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  /** Training went on, and not for a number of steps. */
  readonly training: boolean;
  /** Some samples, [count × 784] in 0 to 255; null: the model makes none. */
  readonly picture: Uint8Array<ArrayBuffer> | null;
  /** Of all that is kept of it. */
  readonly bytes: number;
  /** Of that, what its earlier steps take. */
  readonly pastBytes: number;
}

/** What the page says of kept runs, beside its notices. */
export type KeptOffer =
  /** The link's experiment was trained before. */
  | { readonly kind: "same" } & Pick<KeptRun, "id" | "step" | "keptAt">
  /** The address said nothing, and the run that was shown last is open again. */
  | { readonly kind: "returned" } & Pick<KeptRun, "step" | "keptAt">
  /** `step`: of the run on show what comes after it is not kept; null: nothing is. */
  | { readonly kind: "not-kept"; readonly step: number | null; readonly why: NotKept };

/** The browser has no room; it waits for another tab; a newer version of the page keeps runs in another way; or it does not let. */
export type NotKept = "full" | "blocked" | "newer" | "refused";

export interface KeptRuns {
  /** Newest first. `newer`: how many a newer version of the page has written, which this one does not read. Rejects where the browser does not let. */
  list(): Promise<{ readonly runs: readonly KeptRun[]; readonly newer: number }>;
  /** Goes on from where it was kept, paused; a copy of it where another tab has it open. Does nothing where another experiment is asked for meanwhile. Rejects with "bad-snapshot" where it cannot be read. */
  open(id: string): Promise<void>;
  /** Writes the run on show as it stands. Resolves to whether a reload goes on from there, or from later. */
  keepNow(): Promise<boolean>;
  /** Its losses stand behind those of the run on show. Resolves to false where they are of other terms. */
  compare(id: string): Promise<boolean>;
  forget(id: string): Promise<void>;
  /** null: as its preset or model again. Rejects with "bad-snapshot" where it is gone. */
  rename(id: string, name: string | null): Promise<void>;
  /** Bytes that this page takes in the browser and may take in all; null where the browser does not say. `lasting`: the browser deletes nothing by itself. */
  room(): Promise<{ readonly used: number; readonly most: number; readonly lasting: boolean } | null>;
  /** Asks the browser to delete nothing by itself; resolves to whether it agrees. */
  askToLast(): Promise<boolean>;
}

/**
 * Whether one is the other's run, as far as both tell: what changed in mid-run may have gone on in one of them. Of configurations read
 * from links.
 */
export function sameRun({ then: a = [], ...one }: RunConfig, { then: b = [], ...other }: RunConfig): boolean {
  const both = Math.min(a.length, b.length);
  const made = (changes: NonNullable<RunConfig["then"]>) => JSON.stringify(changes.slice(0, both).map(({ step, id, value }) => [step, id, value]));
  return JSON.stringify(one) === JSON.stringify(other) && made(a) === made(b);
}
