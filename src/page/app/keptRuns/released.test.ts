/** This version reads everything that released versions of the page have stored in a browser, and every number is the same to the bit. */
import "fake-indexeddb/auto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { step } from "../../../core/run/ids";
import type { Drawing, OwnImages } from "../../../core/data/ownData";
import { listIn } from "../../../delivery/offline/list";
import { NOTEBOOK } from "../../features/learn/lessons/notebook";
import { STUDY_NOTES } from "../../features/learn/studies/studyNotes";
import { readTalk, writeTalk } from "../../features/talk/talkFile";
import { database } from "../../state/database";
import { createOwnStore } from "../../features/ownData/ownStore";
import { listRuns, readPast, readRun } from "./runStore";

interface Stored {
  readonly texts: Readonly<Record<string, string>>;
  readonly tables: { readonly version: number; readonly entries: Readonly<Record<string, { readonly keyPath: string | null; readonly entries: readonly (readonly [IDBValidKey, unknown])[] }>> };
  readonly files: string | null;
  readonly run: { readonly step: number; readonly last: Readonly<Record<string, readonly number[]>> } | null;
}
interface RunState {
  readonly snapshot: { readonly step: number; readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>> };
  readonly told: object;
  readonly begun: { readonly hyperparameters: object; readonly then: readonly object[] };
}

const folder = path.join(import.meta.dirname, "../../../../e2e/released");
const arrays = { Float32Array, Uint16Array, Uint8Array };

/** Restores numbers and bytes, which are stored in base64. */
const stored = (commit: string): Stored => storedIn(`browser-${commit}.json.gz`);
const storedIn = (file: string): Stored => JSON.parse(gunzipSync(readFileSync(path.join(folder, file))).toString(), (_, part: unknown) => {
  if (typeof part !== "object" || part === null || !("$" in part)) return part;
  const { $, base64 } = part as { $: keyof typeof arrays; base64: string };
  return new arrays[$](Uint8Array.from(Buffer.from(base64, "base64")).buffer);
}) as Stored;

/** Puts these tables into the database. */
async function fill({ version, entries: all }: Stored["tables"]): Promise<void> {
  const now = await database();
  expect(now.version).toBeGreaterThanOrEqual(version);
  for (const [name, { entries }] of Object.entries(all)) {
    const table = now.transaction(name as "runs", "readwrite").store;
    await table.clear();
    for (const [key, value] of entries) await (table.keyPath === null ? table.put(value, key as string) : table.put(value));
  }
}

describe.each(["e83c392", "8a8cc4f"])("the browser of %s", (commit) => {
  const { texts, tables, files, run } = stored(commit);
  const one = <T>(table: string) => tables.entries[table]!.entries[0]![1] as T;
  const [id] = tables.entries["runs"]!.entries[0]! as [string, unknown];

  beforeEach(() => fill(tables));

  test("has a named run, its weights, losses, changes, measurements and earlier steps", async () => {
    const { runs, newer } = await listRuns();
    expect([runs.map(({ name, step: at }) => [name, at]), newer]).toEqual([[["For my thesis", 4600]], 0]);
    const { snapshot, told, begun } = one<RunState>("run-states");
    const read = (await readRun(id))!;
    expect(read.snapshot).toEqual(snapshot);
    expect(read.record.measurements).toEqual(told);
    expect(read.begun).toEqual({ ...begun, hyperparameters: { ...begun.hyperparameters, pool: "all" } }); // the settings that models had then, and one of later
    expect(begun.then).toHaveLength(1);
    const { length, columns, values } = read.record.losses!;
    expect(length).toBe(4600);
    const pieces = tables.entries["run-losses"]!.entries.map(([, piece]) => piece as readonly Float32Array[]);
    expect(pieces).toHaveLength(2);
    columns.forEach((column, c) => {
      expect([...values(column)]).toEqual(pieces.flatMap((piece) => [...piece[c]!]));
      expect([...values(column).slice(-4)]).toEqual(run!.last[column]);
    });
    const past = await readPast(id, read.begun, step(4600));
    expect(past.keyframes.map((keyframe) => [keyframe.step, keyframe.halves])).toEqual(
      tables.entries["run-keyframes"]!.entries.map(([key, value]) => [(key as [string, number])[1], (value as { halves: Uint16Array }).halves]));
  });

  test("has own images and drawings", async () => {
    const store = createOwnStore();
    const images = one<OwnImages>("own-images");
    expect(images.train.labels).toHaveLength(240);
    expect(await store.find(images.id)).toEqual(images);
    expect(await store.drawings()).toEqual({ drawings: one<readonly Drawing[]>("drawings"), unread: 0 });
  });

  test("has a talk with a note and a recording, and a list of cached files", async () => {
    const text = texts["elbo-room.talk"]!;
    const talk = readTalk(text);
    expect(JSON.parse(writeTalk(talk))).toEqual(JSON.parse(text));
    expect([talk.moments[0]!.note, talk.moments[0]!.recording!.length > 0]).toEqual(["Ask what the ring is for. 问：环有什么用？", true]);
    expect(await listIn(new Response(files))).toEqual(JSON.parse(files!));
  });
});

test.each(readdirSync(folder).filter((name) => /^\d+\.\d/.test(name)))("the browser of version %s has its named run with weights, losses and earlier steps, and its talk", async (version) => {
  const { texts, tables } = storedIn(path.join(version, "browser.json.gz"));
  await fill(tables);
  const { runs, newer } = await listRuns();
  const named = runs.find(({ name }) => name === "For my thesis");
  expect([named?.step, newer]).toEqual([128, 0]);
  const read = (await readRun(named!.id))!;
  expect(read.snapshot).toEqual((tables.entries["run-states"]!.entries.find(([key]) => key === named!.id)![1] as RunState).snapshot);
  expect(read.record.losses!.length).toBe(128);
  const past = await readPast(named!.id, read.begun, step(128));
  expect(past.keyframes).toHaveLength(tables.entries["run-keyframes"]!.entries.filter(([key]) => (key as [string, number])[0] === named!.id).length);
  expect(readTalk(texts["elbo-room.talk"]!).title).toBe("Lecture 1 · 第一讲");
});

test.each(["b6b5f0d", "feb51eb", "e83c392", "8a8cc4f"])("notes of lessons by %s are read and written whole", (commit) => {
  const text = stored(commit).texts["elbo-room.lessons"]!;
  const notebook = NOTEBOOK.read(text);
  expect(notebook["elbo-terms"]).toMatchObject({ at: 2, outcomes: { kl: { measured: { "loss kl": expect.any(Number) as number } } } });
  expect(JSON.parse(NOTEBOOK.write(notebook, NOTEBOOK.empty, null))).toEqual(JSON.parse(text));
});

test.each(["feb51eb", "e83c392", "8a8cc4f"])("notes of studies by %s are read and written whole", (commit) => {
  const text = stored(commit).texts["elbo-room.studies"]!;
  const notes = STUDY_NOTES.read(text);
  expect([notes.guesses["rate-distortion"], notes.points.length]).toEqual(["down", 1]);
  expect(JSON.parse(STUDY_NOTES.write(notes, STUDY_NOTES.empty, null))).toEqual(JSON.parse(text));
});

test("a talk's file of 8a8cc4f is read and written whole", () => {
  const text = readFileSync(path.join(folder, "8a8cc4f.talk.json"), "utf8");
  expect(writeTalk(readTalk(text))).toBe(text);
});
