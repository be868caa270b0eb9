/**
 * Stores the reader's prepared images and drawings: in memory, and in IndexedDB if it can be written. Reading deletes nothing: damaged records
 * and those of newer versions of the page stay until the reader deletes them.
 */
import { ElboError } from "../../../core/errors";
import type { Drawing, OwnImages } from "../../../core/data/ownData";
import { readOwnId, sameOwn } from "../../../core/data/ownId";
import { database, type Database } from "../../state/database";
import { isOfNewerPage, readDrawings, readOwnImages } from "./ownSchema";

/** The stored drawings. */
export interface StoredDrawings {
  readonly drawings: readonly Drawing[];
  /** The number of drawings that this version of the page cannot read. */
  readonly unread: number;
}

/** Storage of own images and drawings. */
export type OwnStore = ReturnType<typeof createOwnStore>;

const ALL = "all";

/** Returns the store of the reader's drawings in the browser's database. `onWritten` is called after each attempt to store drawings, with whether it succeeded. */
export function createOwnStore(onWritten: (stored: boolean) => void = () => undefined) {
  /** The images requested last, because a run is opened with the same ones repeatedly. */
  let recent: OwnImages | null = null;
  /** Changes of drawings that are not written yet. */
  let added: readonly Drawing[] = [], removed: readonly Drawing[] = [];
  let changes: Promise<unknown> = Promise.resolve();
  /** Repeats work that fails once, because a busy disk may fail one call. Resolves to undefined if there is no database or no room. */
  const asked = async <T>(work: (tables: Database) => Promise<T>): Promise<T | undefined> => {
    const ask = () => database().then(work);
    return ask().catch(ask).catch(() => undefined);
  };
  const keys = async (): Promise<readonly string[]> => await asked((tables) => tables.getAllKeys("own-images")) ?? [];
  const same = (all: readonly string[], id: string) => all.find((key) => key === id) ?? all.find((key) => readOwnId(key) !== null && sameOwn(key, id));

  const merged = (written: unknown): StoredDrawings => {
    const { drawings, unread } = readDrawings(written);
    return { drawings: without([...drawings, ...added], removed), unread: unread.length };
  };
  async function drawings(): Promise<StoredDrawings> {
    await changes;
    return merged(await asked((tables) => tables.get("drawings", ALL)));
  }
  /** Reads, merges and writes in one transaction, so that no other tab writes in between. */
  async function writeDrawings(keepUnread: boolean) {
    const written = await asked(async (tables) => {
      const transaction = tables.transaction("drawings", "readwrite");
      const before: unknown = await transaction.store.get(ALL);
      if (keepUnread && before !== undefined && !Array.isArray(before)) return false;
      const unread = keepUnread ? readDrawings(before).unread : [];
      // What this version cannot read is written back unchanged.
      await Promise.all([transaction.store.put([...unread as Drawing[], ...merged(before).drawings], ALL), transaction.done]);
      return true;
    });
    if (written) added = removed = [];
    onWritten(written === true);
  }
  function change(add: readonly Drawing[], remove: readonly Drawing[], keepUnread: boolean): Promise<StoredDrawings> {
    changes = changes.then(() => {
      added = [...added, ...add];
      removed = [...removed, ...remove];
      return writeDrawings(keepUnread);
    });
    return drawings();
  }

  return {
    /**
     * Finds images by the hash in the id, whatever its name. Null: they are not stored here. Rejects with "own-data-newer" and
     * "own-data-damaged", and with "storage-blocked" and "storage-newer" as `database` does.
     */
    async find(this: void, id: string): Promise<OwnImages | null> {
      if (recent && sameOwn(recent.id, id)) return recent;
      // If the storage cannot be opened now, nothing is reported as missing.
      await database().catch((error: unknown) => { if (error instanceof ElboError) throw error; });
      const key = same(await keys(), id);
      if (key === undefined) return null;
      const record: unknown = await asked((tables) => tables.get("own-images", key));
      if (record === undefined) return null;
      if (isOfNewerPage(record)) throw new ElboError("own-data-newer", key);
      const read = readOwnImages(record);
      if (!read) throw new ElboError("own-data-damaged", key);
      return recent = read;
    },
    /** Resolves to false if the images last only until the page is closed. */
    async save(images: OwnImages): Promise<boolean> {
      recent = images;
      return await asked(async (tables) => {
        const { store, done } = tables.transaction("own-images", "readwrite");
        const key = same(await store.getAllKeys(), images.id);
        const before: unknown = key === undefined ? undefined : await store.get(key);
        const kept = readOwnImages(before);
        // The hash does not cover the names of classes: the newest file says them.
        if (isOfNewerPage(before) || (kept && String(kept.classes) === String(images.classes))) return true;
        // Requests that may fail come first: one that cannot even be made does not end the transaction.
        await Promise.all([store.put(images), ...(key === undefined || key === images.id ? [] : [store.delete(key)]), done]);
        return true;
      }) ?? false;
    },
    drawings,
    /** Adds and removes drawings and preserves those of other tabs. Resolves to all that are stored then. */
    changeDrawings: (add: readonly Drawing[], remove: readonly Drawing[]): Promise<StoredDrawings> => change(add, remove, true),
    /** Deletes these drawings and those that this version of the page cannot read. */
    clearDrawings: (shown: readonly Drawing[]): Promise<StoredDrawings> => change([], shown, false),
    /** Resolves to the ids of all stored images. */
    async storedIds(): Promise<readonly string[]> {
      const all = await keys();
      return recent && same(all, recent.id) === undefined ? [...all, recent.id] : all;
    },
    async forget(id: string): Promise<void> {
      if (recent && sameOwn(recent.id, id)) recent = null;
      const key = same(await keys(), id);
      if (key !== undefined) await asked((tables) => tables.delete("own-images", key));
    },
  };
}

/** Removes one equal drawing for each of `gone`. */
function without(all: readonly Drawing[], gone: readonly Drawing[]): readonly Drawing[] {
  const left = new Map<string, number>();
  for (const one of gone) left.set(JSON.stringify(one), (left.get(JSON.stringify(one)) ?? 0) + 1);
  return all.filter((one) => {
    const written = JSON.stringify(one);
    const count = left.get(written) ?? 0;
    if (count > 0) left.set(written, count - 1);
    return count === 0;
  });
}
