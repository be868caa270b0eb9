/** Own images and drawings in the browser's database: reading deletes nothing, and two tabs preserve each other's drawings. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ownId, type Drawing, type OwnSplit, type OwnImages } from "../../../core/data/ownData";
import { PIXELS } from "../../../core/run/runConfig";
import { database } from "../../state/database";
import { createOwnStore } from "./ownStore";
import { emptyDatabase } from "../../app/testing/emptyDatabase";

const half = (labels: readonly number[]): OwnSplit => ({ labels: Uint8Array.from(labels), pixels: new Uint8Array(labels.length * PIXELS) });
const id = ownId({ name: "leaves", classes: 2, hash: "0123456789abcdef" });
const images: OwnImages = { id, classes: ["a", "b"], train: half([0, 1, 1]), test: half([1]) };
const drawing = (label: number, x = 0.1): Drawing => ({ label, strokes: [[{ x, y: 0.2 }, { x: 0.3, y: 0.4 }]] });
const put = async (value: unknown) => (await database()).put("own-images", value as OwnImages);
const stored = async () => (await database()).getAll("own-images") as Promise<readonly unknown[]>;

beforeEach(emptyDatabase);
afterEach(() => void vi.restoreAllMocks());

describe("own images", () => {
  test("are found as they were stored, under any name", async () => {
    expect(await createOwnStore().save(images)).toBe(true);
    expect(await createOwnStore().find(ownId({ name: "bars", classes: 2, hash: "0123456789abcdef" }))).toEqual(images);
    expect(await createOwnStore().find(ownId({ name: "bars", classes: 2, hash: "fedcba9876543210" }))).toBeNull();
  });

  test.each([
    ["own-data-newer", "of a newer version of the page", { ...images, format: 2 }],
    ["own-data-newer", "of a newer version, in another form", { id, format: 7, shards: [] }],
    ["own-data-damaged", "that are damaged", { ...images, train: half([0, 5]) }],
  ])("%s: those %s are refused, and stay until their reader deletes them", async (code, _, written) => {
    await put(written);
    const store = createOwnStore();
    await expect(store.find(id)).rejects.toMatchObject({ code });
    await expect(store.find(id)).rejects.toMatchObject({ code });
    expect(await stored()).toEqual([written]);
    expect(await store.storedIds()).toEqual([id]);
    await store.forget(id);
    expect(await stored()).toEqual([]);
  });

  test("replace the same images if those are damaged, but not if a newer version wrote them", async () => {
    const renamed = { ...images, id: ownId({ name: "bars", classes: 2, hash: "0123456789abcdef" }) };
    await put({ ...images, classes: "nonsense" });
    expect(await createOwnStore().save(renamed)).toBe(true);
    expect(await stored()).toEqual([renamed]);
    await (await database()).clear("own-images");
    await put({ ...images, classes: "nonsense" });
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => { throw new DOMException("full", "QuotaExceededError"); });
    expect(await createOwnStore().save(renamed)).toBe(false);
    full.mockRestore();
    expect(await stored()).toEqual([{ ...images, classes: "nonsense" }]);
    const newer = { ...images, format: 2 };
    await (await database()).clear("own-images");
    await put(newer);
    const store = createOwnStore();
    expect(await store.save(renamed)).toBe(true);
    expect(await stored()).toEqual([newer]);
    expect(await store.find(id)).toEqual(renamed); // until the page is closed
  });

  test("replace the same images if those have other names of classes, which the hash does not cover", async () => {
    const named = { ...images, classes: ["cat", "dog"] };
    expect(await createOwnStore().save(images)).toBe(true);
    expect(await createOwnStore().save(named)).toBe(true);
    expect(await stored()).toEqual([named]);
  });

  test("whose id a newer version writes in another way are listed, found by no other id, and deleted alone", async () => {
    await put({ ...images, id: "leaves/2", format: 2 });
    await put({ ...images, id: "bars/2", format: 2 });
    const store = createOwnStore();
    expect(await store.storedIds()).toEqual(["bars/2", "leaves/2"]);
    expect(await store.find(id)).toBeNull();
    await store.forget("leaves/2");
    expect(await store.storedIds()).toEqual(["bars/2"]);
  });
});

describe("drawings", () => {
  const labels = async (store = createOwnStore()) => (await store.drawings()).drawings.map(({ label }) => label);

  test("of two tabs are all stored; deleting one removes only that one", async () => {
    const [one, other] = [createOwnStore(), createOwnStore()];
    await one.changeDrawings([drawing(1)], []);
    expect([await labels(one), await labels(other)]).toEqual([[1], [1]]);
    await Promise.all([one.changeDrawings([drawing(2)], []), other.changeDrawings([drawing(3)], [])]);
    await one.changeDrawings([drawing(4)], []);
    expect((await labels()).sort()).toEqual([1, 2, 3, 4]);
    await other.changeDrawings([], [drawing(1), drawing(3)]);
    expect(await labels(one)).toEqual([2, 4]);
  });

  test("that are equal are deleted one by one", async () => {
    const store = createOwnStore();
    await store.changeDrawings([drawing(1), drawing(1), drawing(1)], []);
    expect((await store.changeDrawings([], [drawing(1)])).drawings).toEqual([drawing(1), drawing(1)]);
  });

  test("that this version cannot read stay when others are drawn, are counted, and are deleted with all others", async () => {
    const later = { label: 12, colour: "red" } as never; // of a newer version
    await (await database()).put("drawings", [drawing(1), later], "all");
    const store = createOwnStore();
    expect(await store.drawings()).toEqual({ drawings: [drawing(1)], unread: 1 });
    await store.changeDrawings([drawing(2)], []);
    expect(await (await database()).get("drawings", "all")).toEqual([later, drawing(1), drawing(2)]);
    expect(await store.clearDrawings([drawing(1)])).toEqual({ drawings: [drawing(2)], unread: 0 });
  });

  test("are not written over another form of a newer version", async () => {
    const later = { format: 2, all: [drawing(1)] } as never; // of a newer version
    await (await database()).put("drawings", later, "all");
    const store = createOwnStore();
    expect(await store.changeDrawings([drawing(2)], [])).toEqual({ drawings: [drawing(2)], unread: 1 });
    expect(await (await database()).get("drawings", "all")).toEqual(later);
  });

  test("stay in memory if the database cannot be written, and are written when it can be again", async () => {
    const store = createOwnStore();
    await store.changeDrawings([drawing(1), drawing(2)], []);
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => { throw new DOMException("full", "QuotaExceededError"); });
    expect((await store.changeDrawings([drawing(3)], [drawing(1)])).drawings).toEqual([drawing(2), drawing(3)]);
    expect([await labels(store), await labels()]).toEqual([[2, 3], [1, 2]]);
    full.mockRestore();
    await store.changeDrawings([drawing(4)], []);
    expect(await labels()).toEqual([2, 3, 4]);
  });

  test("are written again if one write fails; a second failure is reported", async () => {
    const said: boolean[] = [];
    const store = createOwnStore((stored) => void said.push(stored));
    const put = vi.spyOn(IDBObjectStore.prototype, "put");
    const full = () => { throw new DOMException("busy", "UnknownError"); };
    put.mockImplementationOnce(full);
    await store.changeDrawings([drawing(1)], []);
    expect((await createOwnStore().drawings()).drawings).toEqual([drawing(1)]);
    put.mockImplementationOnce(full).mockImplementationOnce(full);
    await store.changeDrawings([drawing(2)], []);
    expect(said).toEqual([true, false]);
  });
});
