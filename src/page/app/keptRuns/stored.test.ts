/**
 * The browser's storage may have been written by another version of the page, another page of the same site or by hand: whatever it contains, reading
 * does not throw, and its result is well formed. Links, files and messages have the same test beside their readers.
 */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isLanguage } from "../../../core/language";
import { ownId, type OwnSplit, type OwnImages } from "../../../core/data/ownData";
import { MAX_THREADS, tidyThreads } from "../../../core/run/threads";
import { BACKENDS, PIXELS } from "../../../core/run/runConfig";
import { EMPTY_NOTES, NOTEBOOK } from "../../features/learn/lessons/notebook";
import { ROOMS } from "../../state/rooms";
import { STUDY_NOTES } from "../../features/learn/studies/studyNotes";
import { PREFERENCES, rememberedPreferences } from "../../ui/preferences/remembered";
import { FORMATS, storedOptions, SCALES } from "../../features/takeHome/saveOptions";
import { step } from "../../../core/run/ids";
import { makeRun } from "../../state/checkpoint/testing";
import { wellFormed } from "../../../core/wellFormed";
import { database } from "../../state/database";
import { readDrawings, readOwnImages } from "../../features/ownData/ownSchema";
import { listRuns, readPast, readRun, writeRun } from "./runStore";
import { browserAddress } from "../address";
import { createBackendMemory } from "../backendMemory";

const stored = new Map<string, string>();
const storage = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key),
};
let historyState: unknown = null;

beforeEach(() => {
  stored.clear();
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("history", { get state() { return historyState; } });
});
afterEach(() => void vi.unstubAllGlobals());

const anything = fc.anything({ withMap: true, withTypedArray: true, withNullPrototype: true });
/** Texts as they were written with some letters replaced, any JSON, and any text. */
const damagedText = (...written: readonly string[]) => fc.oneof(
  fc.tuple(fc.constantFrom(...written), fc.nat(400), fc.nat(12), fc.constantFrom("", "null", "-1", "1e999", "[]", "{}", '"__proto__":1,', '"', ",")).map(
    ([text, at, length, piece]) => text.slice(0, at % text.length) + piece + text.slice((at % text.length) + length)),
  fc.json(), fc.string({ unit: "binary-ascii" }),
);
const half = (labels: readonly number[]): OwnSplit => ({ labels: Uint8Array.from(labels), pixels: new Uint8Array(labels.length * PIXELS) });
const images: OwnImages = { id: ownId({ name: "leaves", classes: 2, hash: "0123456789abcdef" }), classes: ["a", "b"], train: half([0, 1, 1]), test: half([1]) };
const drawing = { label: 7, strokes: [[{ x: 0.1, y: 0.2 }, { x: 0.3, y: 0.4 }]] };

describe("stored texts", () => {
  const notebook = NOTEBOOK.write({ "elbo-terms": { ...EMPTY_NOTES, at: 3, guesses: { kl: [1, 2] }, words: "The code pays." } }, NOTEBOOK.empty, null);
  const studies = STUDY_NOTES.write({ guesses: { "rate-distortion": "down" }, points: [{ run: "a", model: "vae", beta: 4, latent: 2, step: 400, rate: 8.1, distortion: 140.2 }] }, STUDY_NOTES.empty, null);

  it("of lessons and studies are read as notes that can be written again", () => {
    fc.assert(fc.property(damagedText(notebook, studies), (text) => {
      const [notes, points] = [NOTEBOOK.read(text), STUDY_NOTES.read(text)];
      expect(NOTEBOOK.read(NOTEBOOK.write(notes, NOTEBOOK.empty, null))).toEqual(notes);
      expect(STUDY_NOTES.read(STUDY_NOTES.write(points, STUDY_NOTES.empty, null))).toEqual(points);
    }), { numRuns: 300 });
  });

  it("of preferences and of file formats are read as existing choices", () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...PREFERENCES.map(([, { name }]) => name), "elbo-room.take-home"), damagedText("dark", "zh-CN", '{"format":"png","scale":2}', "off", "4")), (written) => {
      stored.clear();
      for (const [key, text] of Object.entries(written)) stored.set(key, text);
      const { theme, language, room, threads } = rememberedPreferences();
      expect([["light", "dark", "system"].includes(theme), isLanguage(language), ROOMS.includes(room)]).toEqual([true, true, true]);
      const tidy = tidyThreads(threads);
      expect(tidy === "auto" || (Number.isInteger(tidy) && tidy >= 1 && tidy <= MAX_THREADS)).toBe(true);
      const { format, scale } = storedOptions();
      expect([FORMATS.includes(format), SCALES.some((one) => one === scale)]).toEqual([true, true]);
    }), { numRuns: 500 });
  });

  it("of backends are read as existing backends, or nothing", () => {
    fc.assert(fc.property(damagedText("wasm@4", "webgpu@4 threads=3", "0.1.0 webgpu webgl"), (text) => {
      for (const key of ["elbo-room.backend.vae", "elbo-room.distrusted"]) stored.set(key, text);
      const memory = createBackendMemory(() => storage);
      expect([undefined, ...BACKENDS]).toContain(memory.recall({ model: "vae" }));
      for (const backend of memory.distrusted()) expect(BACKENDS).toContain(backend);
    }), { numRuns: 500 });
  });
});

describe("stored values", () => {
  it("of own images and drawings are read as they were written", () => {
    expect(readOwnImages(images)).toEqual(images);
    expect(readDrawings([drawing, { ...drawing, label: 10 }, null, drawing])).toEqual({ drawings: [drawing, drawing], unread: [{ ...drawing, label: 10 }, null] });
    expect(readDrawings(undefined)).toEqual({ drawings: [], unread: [] });
  });

  it("have no lone surrogates in the names of classes", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "\ud800", "\udc00", "\ud83d\ude00") }), (name) => {
      expect(readOwnImages({ ...images, classes: images.classes.map(() => name) })?.classes).toEqual(images.classes.map(() => wellFormed(name)));
    }));
  });

  it("are damaged if a part does not fit the others", () => {
    for (const damage of [
      { id: "leaves" }, { id: ownId({ name: "leaves", classes: 3, hash: "0123456789abcdef" }) }, { classes: [] }, { test: half([]) }, { test: half([2]) },
      { train: { ...images.train, pixels: new Uint8Array(PIXELS) } }, { train: { labels: [0], pixels: new Array(PIXELS).fill(0) } },
    ]) expect(readOwnImages({ ...images, ...damage })).toBeNull();
  });

  it("never throw", () => {
    fc.assert(fc.property(fc.constantFrom(...Object.keys(images), "label", "strokes", "mark"), anything, (key, value) => {
      const read = readOwnImages({ ...images, [key]: value });
      if (read) expect(read.train.pixels.length).toBe(read.train.labels.length * PIXELS);
      for (const { label, strokes } of readDrawings([{ ...drawing, [key]: value }, value]).drawings) expect([label <= 9, strokes.flat().every(({ x, y }) => Number.isFinite(x + y))]).toEqual([true, true]);
      expect([readOwnImages(value), readDrawings(value).drawings]).toEqual([null, []]);
      for (const state of [value, { mark: value }]) {
        historyState = state;
        const mark = browserAddress.mark();
        expect(mark === null || (Number.isSafeInteger(mark) && mark >= 0)).toBe(true);
      }
    }), { numRuns: 300 });
  });
});

describe("stored runs", () => {
  const id = "0123456789abcdef".repeat(2);
  const { config: begun, snapshot } = makeRun("vae", { hidden: 16 }, 12);
  const halves = new Uint16Array(Object.entries(snapshot.tensors).reduce((sum, [name, { data }]) => sum + (name.startsWith("weights/") ? data.length : 0), 0));
  const head = { id, fragment: "model=vae", mark: 7, model: "vae", step: 12, keptAt: 1, training: true, picture: null };
  const told = { heldOut: [], measured: [], afterEpochs: [] };
  const losses = { columns: ["reconstruction", "kl", "total"], length: 12, firstStep: step(1), values: () => new Float32Array(12) };
  const written = [["runs", id], ["run-states", id], ["run-losses", [id, 0]], ["run-keyframes", [id, 3]], ["run-starts", id]] as const;

  it("with one altered value are left out, refused, or well formed", async () => {
    const keys = [...Object.keys(head), "bytes", "pastBytes", "begun", "snapshot", "firstStep", "told", "tensors", "halves", "wished", "0"];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...written), fc.constantFrom(null, ...keys), anything, async ([table, at], key, value) => {
      await writeRun({ head, begun, forkedFrom: null, snapshot, record: { losses, measurements: told, backend: "wasm" } }, 0, "relaxed", {
        steps: [step(3)], start: snapshot, keyframes: [{ step: step(3), halves }],
      });
      const tables = await database();
      const good = await tables.get(table, at as string) as object;
      await tables.put(table, key === null ? value : Array.isArray(good) ? good.with(0, value) : { ...good, [key]: value }, at as string);
      for (const { step: last, bytes, pastBytes } of (await listRuns()).runs) expect([last, bytes, pastBytes].every(Number.isSafeInteger)).toBe(true);
      const read = await readRun(id).catch(() => null);
      if (read) {
        expect(read.head.id).toBe(table === "runs" && key === "id" ? value : id);
        expect([null, read.snapshot.step]).toContain(read.record.losses && read.record.losses.length);
      }
      const past = await readPast(id, begun, step(12)).catch(() => null);
      for (const keyframe of past?.keyframes ?? []) expect(keyframe.halves).toHaveLength(halves.length);
    }), { numRuns: 60 });
  });
});
