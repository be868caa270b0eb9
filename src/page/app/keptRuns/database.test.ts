/** Two versions of the page in two tabs use one database: neither waits permanently, and neither changes data that it does not know. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ownId } from "../../../core/data/ownData";
import { closeDatabase, database, storageSettled } from "../../state/database";
import { createOwnStore } from "../../features/ownData/ownStore";
import { openAsVersion, eraseDatabase, openAsVersion3 } from "../testing/otherVersion";
import { listRuns } from "./runStore";

beforeEach(eraseDatabase);
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await closeDatabase();
});

describe("while a tab of an earlier version holds the database", () => {
  test("the first request is refused after 3 s, the next one at once, and all data can be read when that tab is closed", async () => {
    const other = await openAsVersion3();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const [first, runs, images] = [database(), listRuns(), createOwnStore().find(ownId({ name: "leaves", classes: 2, hash: "0123456789abcdef" }))];
    const refused = Promise.all([first, runs, images].map((asked) => expect(asked).rejects.toMatchObject({ code: "storage-blocked" })));
    await vi.advanceTimersByTimeAsync(3000);
    await refused;
    await expect(database()).rejects.toMatchObject({ code: "storage-blocked" });
    other.close();
    await storageSettled();
    const tables = await database();
    expect([tables.version, await tables.get("runs", "mine")]).toEqual([4, { step: 4600 }]);
  });

  test("a page that has closed the database meanwhile leaves no connection open", async () => {
    const other = await openAsVersion3();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const refused = expect(database()).rejects.toMatchObject({ code: "storage-blocked" });
    await vi.advanceTimersByTimeAsync(3000);
    await refused;
    const closed = closeDatabase();
    other.close();
    await closed;
    (await openAsVersion(9)).close();
  });
});

describe("when a newer version", () => {
  test("adds tables, this one closes the database, and continues with its own tables", async () => {
    await (await database()).put("runs", { step: 100 }, "mine");
    const newer = await openAsVersion(9, (tables) => void tables.createObjectStore("folders").put("thesis", 1));
    newer.close();
    const tables = await database();
    expect([tables.version, await tables.get("runs", "mine"), await tables.get("folders" as never /* a table of the newer version */, 1)]).toEqual([9, { step: 100 }, "thesis"]);
  });

  test("has removed a table of this one, this one leaves the database unchanged, and rejects", async () => {
    (await openAsVersion(9, (tables) => void tables.createObjectStore("runs").put({ step: 100 }, "mine"))).close();
    await expect(database()).rejects.toMatchObject({ code: "storage-newer" });
    const newer = await openAsVersion(9);
    expect([newer.version, [...newer.objectStoreNames]]).toEqual([9, ["runs"]]);
    newer.close();
    (await openAsVersion(10)).close(); // no connection is open
  });
});

test("in a frame the database is neither opened nor created", async () => {
  vi.stubGlobal("window", { parent: {} });
  await expect(database()).rejects.toMatchObject({ code: "storage-blocked" });
  await expect(listRuns()).rejects.toMatchObject({ code: "storage-blocked" });
  expect(await indexedDB.databases()).toEqual([]);
});
