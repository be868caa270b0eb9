/**
 * Kept runs in the browser's database. Each write is one transaction: if the page ends in the middle of it, the earlier version stays
 * complete. Stored runs are trusted no more than files: they are checked by the schema of saved runs (state/checkpoint).
 */
import * as v from "valibot";
import { version } from "../../../../package.json";
import { joinFloats } from "../../../core/bytes";
import { ElboError } from "../../../core/errors";
import { areFinite } from "../../../core/run/float16";
import { step, type Step } from "../../../core/run/ids";
import { MEASUREMENT_IDS, type Measured } from "../../../subject/measurements/registry";
import { lossColumns } from "../../../core/model/model";
import { sizeOf } from "../../../core/model/parameters";
import type { Keyframe, SavedHistory, HistoryUpdate } from "../../../core/run/past";
import type { HeldOut } from "../../../core/run/reports";
import type { RunConfig } from "../../../core/run/runConfig";
import type { Snapshot } from "../../../core/run/snapshot";
import { wellFormed } from "../../../core/wellFormed";
import { modelFor } from "../../../subject/models/programs";
import { findModel } from "../../../subject/models/registry";
import { readCheckpoint } from "../../state/checkpoint/decode";
import { encodeCheckpoint, expectLoadable } from "../../state/checkpoint/encode";
import { CheckpointError, tensorsOf } from "../../state/checkpoint/format";
import { MAX_NAME, type KeptRun, type KeptRuns } from "../../state/keptRuns";
import type { LossRecord } from "../../state/series";
import { database, PAST_TABLES, RUN_TABLES } from "../../state/database";
import type { RunRecord } from "../run/runRecord";

/** A run with its settings, state and losses. */
export interface WholeRun {
  readonly head: Omit<KeptRun, "bytes" | "pastBytes" | "name">;
  readonly begun: RunConfig;
  readonly forkedFrom: number | null;
  readonly snapshot: Snapshot;
  /** Losses up to the snapshot's step. Their columns may be views of longer arrays. */
  readonly record: Pick<RunRecord, "losses" | "measurements" | "backend">;
}

/** The version of the format below; raise it when an earlier page could not read a new run. */
const FORMAT = 1;
/** Losses are stored in pieces of this many steps: a write replaces only the pieces that have changed. */
const PIECE_STEPS = 4096;
/** Limits for the runs that may be deleted (`evictableRuns`). */
const MAX_RUNS = 20;
const MAX_BYTES = 200 * 2 ** 20;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The last date of JavaScript, in milliseconds since 1970. */
export const LAST_DATE = 8.64e15;
/** Milliseconds since 1970. A run with a damaged time counts as the oldest. */
const time = v.fallback(v.pipe(whole, v.maxValue(LAST_DATE)), 0);
/** More than a browser stores, which only a damaged record says, counts as nothing: other runs would be deleted for it. */
const size = v.fallback(v.pipe(whole, v.maxValue(2 ** 40)), 0);
const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array && value.length % 784 === 0);
const HeadSchema = v.object({
  format: v.literal(FORMAT), id: v.pipe(v.string(), v.regex(/^[\da-f]{32}$/)), fragment: v.string(), mark: whole, model: v.string(), step: whole,
  keptAt: time, training: v.boolean(), picture: v.nullable(bytes), bytes: size,
  pastBytes: v.optional(size, 0), name: v.fallback(v.optional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_NAME), v.transform(wellFormed))), null), null),
});
/** This schema preserves fields that a newer version has added, so that they are stored again. */
const LooseHeadSchema = v.looseObject(HeadSchema.entries);
/** The stored head without checks: it preserves fields and names that only a newer version can read. */
const WrittenSchema = v.fallback(v.looseObject({ name: v.optional(v.unknown(), null) }), { name: null });
const SnapshotSchema = v.object({ step: whole, tensors: v.record(v.string(), v.object({ shape: v.array(whole), data: v.instance(Float32Array) })) });
/** An array from which invalid elements, and those unknown to this version, are left out. */
const all = <T>(one: v.GenericSchema) => v.pipe(v.array(v.unknown()), v.transform((written) => written.filter((each): each is T => v.is(one, each))));
const heldOut = all<HeldOut>(v.object({ step: whole, images: whole, values: v.record(v.string(), v.union([v.number(), v.nan()])), negativeElbo: v.exactOptional(v.union([v.number(), v.nan()])) }));
const measured = all<Measured>(v.object({ id: v.picklist(MEASUREMENT_IDS), step: whole, result: v.looseObject({}) }));
/** The schema of files checks settings, weights and the optimiser's state. */
const StateSchema = v.object({
  begun: v.custom<RunConfig>((value) => typeof value === "object" && value !== null),
  forkedFrom: v.nullable(whole),
  snapshot: SnapshotSchema,
  firstStep: v.nullable(whole),
  told: v.object({ heldOut, measured, afterEpochs: measured }),
  backend: v.optional(v.picklist(["webgpu", "webgl", "wasm", "cpu"])),
});
const NewerSchema = v.object({ format: v.pipe(v.number(), v.gtValue(FORMAT)) });
const PieceSchema = v.array(v.instance(Float32Array));
const KeyframeSchema = v.object({
  wished: v.optional(v.literal(true)), halves: v.custom<Keyframe["halves"]>((value) => value instanceof Uint16Array && areFinite(value)),
});

/** The keys of one run in tables whose keys begin with its id. */
const piecesOf = (id: string, from = 0) => IDBKeyRange.bound([id, from], [id, Infinity]);
const bytesIn = ({ tensors }: Snapshot) => Object.values(tensors).reduce((sum, { data }) => sum + data.byteLength, 0);
/** Returns the size of a run without its past. */
export const bytesOf = ({ head, snapshot, record: { losses } }: WholeRun): number => (head.picture?.length ?? 0) + bytesIn(snapshot)
  + (losses ? losses.length * losses.columns.length * Float32Array.BYTES_PER_ELEMENT : 0);

/** Returns the number of weights. */
const parametersIn = ({ model, hyperparameters }: RunConfig) => [...tensorsOf(findModel(model)!, hyperparameters)]
  .reduce((sum, [name, shape]) => sum + (name.startsWith("weights/") ? sizeOf(shape) : 0), 0);

/**
 * Writes a run. `unchanged`: the losses of this many steps are stored already. `durability` "relaxed": the write ends when the operating system
 * has the data, which survives a crash of the page or browser; "strict": when they are on the disk, which takes tens of milliseconds. `past`: new
 * keyframes, and the steps of those that stay; null: the stored past stays as it is. Rejects if the browser refuses, if storage is full, and with
 * "bad-snapshot" if a newer version of the page has written the run; the earlier version of the run is still stored then. Resolves to whether the
 * run was stored before; if it was not, all its losses are written.
 */
export async function writeRun(run: WholeRun, unchanged: number, durability: "relaxed" | "strict", past: HistoryUpdate | null = null): Promise<boolean> {
  const { head, begun, forkedFrom, snapshot, record: { losses, measurements, backend } } = run;
  const { id } = head;
  expectLoadable(begun, snapshot.step, version); // a run that could not be read again must not replace one that can
  const state = { begun, forkedFrom, snapshot, firstStep: losses?.firstStep ?? null, told: measurements, backend };
  const transaction = (await database()).transaction([...RUN_TABLES, ...PAST_TABLES], "readwrite", { durability });
  const table = transaction.objectStore("run-losses");
  const [keyframes, starts] = [transaction.objectStore("run-keyframes"), transaction.objectStore("run-starts")];
  try {
    const [before, storedKeys, startKey] = await Promise.all([transaction.objectStore("runs").get(id), keyframes.getAllKeys(piecesOf(id)), starts.getKey(id)]);
    if (v.is(NewerSchema, before)) throw new ElboError("bad-snapshot", "A newer version of the page has written this run.");
    const written = v.parse(WrittenSchema, before ?? {});
    const first = before === undefined ? 0 : Math.floor(unchanged / PIECE_STEPS);
    const pieces = piecesFrom(losses, first);
    const removed = storedKeys.filter(([, at]) => past && !past.steps.includes(step(at)));
    const added = (past?.keyframes ?? []).filter((one) => storedKeys.every(([, at]) => at !== one.step));
    const start = past?.start === undefined ? startKey !== undefined : past.start !== null;
    const pastBytes = (storedKeys.length - removed.length + added.length) * parametersIn(begun) * Uint16Array.BYTES_PER_ELEMENT + (start ? bytesIn(snapshot) : 0);
    const requests: readonly (() => Promise<unknown>)[] = [
      () => transaction.objectStore("runs").put({ ...written, ...head, format: FORMAT, bytes: bytesOf(run) + pastBytes, pastBytes }, id),
      () => transaction.objectStore("run-states").put(state, id),
      () => table.delete(piecesOf(id, first)),
      ...pieces.map((piece, i) => () => table.put(piece, [id, first + i])),
      ...removed.map((key) => () => keyframes.delete(key)),
      ...(past?.keyframes ?? []).map(({ step: at, ...keyframe }) => () => keyframes.put(keyframe, [id, at])),
      ...(past?.start === undefined ? [] : [() => (past.start ? starts.put(past.start, id) : starts.delete(id))]),
    ];
    // Each row is stored by a task of its own: the browser copies rows on this thread, and the reader's input is handled between two tasks.
    for (const request of requests) await request();
    await transaction.done;
    return before !== undefined;
  } catch (caught) {
    // A request that throws does not abort the transaction, which would then store half a run.
    try {
      transaction.abort();
    } catch {
      // It has ended.
    }
    throw transaction.error ?? caught; // if the disk is full, each request says only that it was aborted
  }
}

/** Returns the pieces from number `first` on, as copies: for a view, the browser would write its whole buffer. */
function piecesFrom(losses: LossRecord | null, first: number): Float32Array[][] {
  if (!losses) return [];
  const pieces = Math.ceil(losses.length / PIECE_STEPS);
  return Array.from({ length: Math.max(0, pieces - first) }, (_, i) => {
    const from = (first + i) * PIECE_STEPS;
    return losses.columns.map((column) => losses.values(column).slice(from, Math.min(losses.length, from + PIECE_STEPS)));
  });
}

/** Lists the runs, the newest first. `newer`: the number of runs that a newer version of the page has written. */
export async function listRuns(): Promise<Awaited<ReturnType<KeptRuns["list"]>>> {
  const written = await (await database()).getAll("runs");
  const runs = written.flatMap((one): KeptRun[] => {
    const read = v.safeParse(HeadSchema, one);
    return read.success ? [read.output] : [];
  });
  return { runs: runs.sort((a, b) => b.keptAt - a.keptAt), newer: written.filter((one) => v.is(NewerSchema, one)).length };
}

/** Reads a run; null if there is none. Rejects with "bad-snapshot" if it is damaged. */
export async function readRun(id: string): Promise<WholeRun | null> {
  const transaction = (await database()).transaction(RUN_TABLES);
  const [written, state, pieces] = await Promise.all([
    transaction.objectStore("runs").get(id), transaction.objectStore("run-states").get(id), transaction.objectStore("run-losses").getAll(piecesOf(id)),
  ]);
  if (written === undefined) return null;
  const { bytes: _, pastBytes: __, name: ___, ...head } = parseStored(HeadSchema, written);
  const { begun, forkedFrom, snapshot, firstStep, told: measurements, backend } = parseStored(StateSchema, state);
  const { snapshot: checked, config } = await checkState(begun, snapshot);
  const losses = firstStep === null ? null : lossesOf(pieces, config, step(firstStep), checked.step);
  // The format of files does not say which changes of live settings were made by hand.
  const then = config.then?.map((change, i) => (begun.then?.[i]?.byHand === true ? { ...change, byHand: true as const } : change));
  return { head, begun: then ? { ...config, then } : config, forkedFrom, snapshot: checked, record: { losses, measurements, backend } };
}

/** Checks a state as one of a file. Rejects with "bad-snapshot" if it does not fit the run. */
async function checkState(begun: RunConfig, { step: at, tensors }: v.InferOutput<typeof SnapshotSchema>) {
  try {
    await modelFor(begun);
    return await readCheckpoint(new Blob(encodeCheckpoint(begun, { step: step(at), tensors }, version)));
  } catch (caught) {
    throw caught instanceof CheckpointError ? caught : new CheckpointError("settings"); // a configuration of another shape cannot be encoded
  }
}

/**
 * Reads the past of a run up to a step. A damaged keyframe is left out. Rejects with "bad-snapshot" if the state with which the run
 * began is damaged.
 */
export async function readPast(id: string, begun: RunConfig, upTo: Step): Promise<SavedHistory> {
  const transaction = (await database()).transaction(PAST_TABLES);
  const keyframes = transaction.objectStore("run-keyframes");
  const [keys, written, start] = await Promise.all([
    keyframes.getAllKeys(piecesOf(id)), keyframes.getAll(piecesOf(id)), transaction.objectStore("run-starts").get(id),
  ]);
  const parameters = parametersIn(begun);
  return {
    start: start === undefined ? null : (await checkState(begun, parseStored(SnapshotSchema, start))).snapshot,
    keyframes: keys.flatMap(([, at], i): Keyframe[] => {
      const read = v.safeParse(KeyframeSchema, written[i]);
      return read.success && read.output.halves.length === parameters && v.is(whole, at) && at <= upTo ? [{ step: step(at), ...read.output }] : [];
    }),
  };
}

/** Returns the stored losses; null if they do not cover all steps: the run's curve then begins at its snapshot. */
function lossesOf(pieces: readonly unknown[], { model }: RunConfig, firstStep: Step, last: Step): LossRecord | null {
  const columns = lossColumns(findModel(model)!).map(({ id }) => id);
  const read = v.safeParse(v.array(PieceSchema), pieces);
  if (!read.success || read.output.some((piece) => piece.length !== columns.length)) return null;
  const length = last - firstStep + 1;
  const values = columns.map((_, c) => joinFloats(read.output.map((piece) => piece[c]!)));
  if (values.some((column) => column.length !== length)) return null;
  return { columns, length, firstStep, values: (column) => values[columns.indexOf(column)] ?? new Float32Array(0) };
}

function parseStored<S extends v.GenericSchema>(schema: S, written: unknown): v.InferOutput<S> {
  const read = v.safeParse(schema, written);
  if (!read.success) throw new CheckpointError("settings", v.getDotPath(read.issues[0]) ?? "");
  return read.output;
}

const deletionTransaction = async () => (await database()).transaction([...RUN_TABLES, ...PAST_TABLES], "readwrite");

const deleteIn = async (transaction: Awaited<ReturnType<typeof deletionTransaction>>, id: string) => Promise.all([
  ...(["runs", "run-states", "run-starts"] as const).map((name) => transaction.objectStore(name).delete(id)),
  ...(["run-losses", "run-keyframes"] as const).map((name) => transaction.objectStore(name).delete(piecesOf(id))),
  transaction.done,
]);

/** Resolves to the time of the run's last write in milliseconds since 1970; null if there is no such run. */
export async function writtenAt(id: string): Promise<number | null> {
  const head = v.safeParse(HeadSchema, await (await database()).get("runs", id));
  return head.success ? head.output.keptAt : null;
}

/** Deletes a run. */
export async function forgetRun(id: string): Promise<void> {
  await deleteIn(await deletionTransaction(), id);
}

/** Deletes a run that has no name. Resolves to false if it has one by now, does not exist, or was written by a newer version of the page. */
export async function evictRun(id: string): Promise<boolean> {
  const transaction = await deletionTransaction();
  const written: unknown = await transaction.objectStore("runs").get(id);
  if (written === undefined || v.is(NewerSchema, written) || v.parse(WrittenSchema, written).name !== null) return false;
  await deleteIn(transaction, id);
  return true;
}

/** Names a run; later writes preserve the name. Null removes it. Rejects with "bad-snapshot" if there is no such run. */
export async function renameRun(id: string, name: string | null): Promise<void> {
  const transaction = (await database()).transaction("runs", "readwrite");
  const head = parseStored(LooseHeadSchema, await transaction.store.get(id));
  await Promise.all([transaction.store.put({ ...head, name }, id), transaction.done]);
}

/** Deletes the earlier steps of a run that has no name, but not the run. */
export async function evictPast(id: string): Promise<void> {
  const transaction = (await database()).transaction(["runs", ...PAST_TABLES], "readwrite");
  const runs = transaction.objectStore("runs");
  const stored: unknown = await runs.get(id);
  if (stored === undefined) return; // another tab has deleted it
  const { bytes, pastBytes, ...head } = parseStored(LooseHeadSchema, stored);
  if (head.name !== null) return;
  await Promise.all([
    runs.put({ ...head, bytes: bytes - pastBytes, pastBytes: 0 }, id), transaction.objectStore("run-keyframes").delete(piecesOf(id)),
    transaction.objectStore("run-starts").delete(id), transaction.done,
  ]);
}

/** A selection to delete: the earlier steps of some runs, and other runs as a whole. */
export interface Eviction {
  readonly pasts: readonly KeptRun[];
  readonly runs: readonly KeptRun[];
}

/** Returns the runs that may be deleted, the shortest first: those without a name that no tab has open. */
export const evictableRuns = (kept: readonly KeptRun[], open: ReadonlySet<string>): readonly KeptRun[] =>
  kept.filter(({ id, name }) => name === null && !open.has(id)).sort((a, b) => a.step - b.step || a.keptAt - b.keptAt);

/** Selects what to delete of the spare runs to comply with the limits. The longest run always stays. */
export function aboveLimits(spare: readonly KeptRun[]): Eviction {
  const [tooMany, rest] = [spare.slice(0, -MAX_RUNS), spare.slice(-MAX_RUNS)];
  const { pasts, runs } = selectToFree(rest, rest.slice(0, -1), rest.reduce((sum, { bytes }) => sum + bytes, 0) - MAX_BYTES);
  return { pasts, runs: [...tooMany, ...runs] };
}

/** Selects what to delete of the spare runs to free this many bytes for a run at step `at`; null if that is not enough. No longer run is deleted. */
export function evictionToFree(bytes: number, at: number, spare: readonly KeptRun[]): Eviction | null {
  const { left, ...eviction } = selectToFree(spare, spare.filter(({ step: end }) => end <= at), bytes);
  return left > 0 ? null : eviction;
}

/** Selects earlier steps before whole runs until `bytes` are freed. `left`: the bytes that are still missing. */
function selectToFree(withPast: readonly KeptRun[], shortest: readonly KeptRun[], bytes: number): Eviction & { readonly left: number } {
  let left = bytes;
  const frees = (taken: number) => {
    const needed = left > 0;
    if (needed) left -= taken;
    return needed;
  };
  const pasts = withPast.filter(({ pastBytes }) => pastBytes > 0 && frees(pastBytes));
  // Runs are selected only if deleting all earlier steps does not free enough.
  const runs = shortest.filter(({ bytes: whole, pastBytes }) => frees(whole - pastBytes));
  return { pasts: pasts.filter((run) => !runs.includes(run)), runs, left };
}
