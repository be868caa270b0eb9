/** The reader's prepared images and their drawings, kept in this browser: in the page's memory, and in IndexedDB where it may be written. */
import type { Drawing, OwnImages } from "../core/ownData";
import { sameOwn } from "../core/ownId";
import { database, type Database } from "./database";
import { readDrawings, readOwnImages } from "./ownSchema";

export interface OwnStore {
  /** Whatever the name in the id, by the hash. Null where they are not here. */
  find(this: void, id: string): Promise<OwnImages | null>;
  /** False: until the page is closed only. */
  keep(images: OwnImages): Promise<boolean>;
  /** The ids of all. */
  kept(): Promise<readonly string[]>;
  forget(id: string): Promise<void>;
  drawings(this: void): Promise<readonly Drawing[]>;
  /** Instead of those before. */
  keepDrawings(this: void, drawings: readonly Drawing[]): Promise<void>;
}

const ALL = "all";

export function createOwnStore(): OwnStore {
  /** The ones that were asked for last: a run is opened with them again and again. */
  let recent: OwnImages | null = null;
  let drawn: readonly Drawing[] | null = null;
  /** Undefined where there is no database, or no room. */
  const asked = <T>(work: (tables: Database) => Promise<T>): Promise<T | undefined> => database().then(work).catch(() => undefined);
  const keys = async (): Promise<readonly string[]> => await asked((tables) => tables.getAllKeys("own-images")) ?? [];
  const remove = (key: string) => asked((tables) => tables.delete("own-images", key));
  const same = async (id: string) => (await keys()).find((key) => sameOwn(key, id));
  return {
    async find(id) {
      if (recent && sameOwn(recent.id, id)) return recent;
      const key = await same(id);
      if (key === undefined) return null;
      const kept: unknown = await asked((tables) => tables.get("own-images", key));
      if (kept === undefined) return null;
      recent = readOwnImages(kept);
      if (!recent) await remove(key); // damaged: the same images, chosen again, are kept in its place
      return recent;
    },
    async keep(images) {
      recent = images;
      if (await same(images.id)) return true;
      return await asked((tables) => tables.put("own-images", images)) !== undefined;
    },
    drawings: async () => drawn ??= readDrawings(await asked((tables) => tables.get("drawings", ALL))),
    async keepDrawings(drawings) {
      drawn = drawings;
      await asked((tables) => tables.put("drawings", drawings, ALL));
    },
    kept: async () => [...new Set([...await keys(), ...(recent && !(await same(recent.id)) ? [recent.id] : [])])],
    async forget(id) {
      if (recent && sameOwn(recent.id, id)) recent = null;
      const key = await same(id);
      if (key !== undefined) await remove(key);
    },
  };
}
