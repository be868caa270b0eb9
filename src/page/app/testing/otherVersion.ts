/** Simulates another version of the page in another tab, for tests. Not part of the page. */
import { closeDatabase } from "../../state/database";

const NAME = "elbo-room";

/** Opens the database as the given version of the page does. Rejects if another tab keeps it open. */
export const openAsVersion = (version: number, upgrade: (tables: IDBDatabase) => void = () => undefined) => new Promise<IDBDatabase>((resolve, reject) => {
  const request = indexedDB.open(NAME, version);
  request.onupgradeneeded = () => upgrade(request.result);
  request.onblocked = () => reject(new Error("A tab did not let go of the database."));
  request.onerror = () => reject(request.error!);
  request.onsuccess = () => resolve(request.result);
});

/** Deletes the database of this browser. */
export async function eraseDatabase(): Promise<void> {
  await closeDatabase();
  await new Promise((resolve) => { indexedDB.deleteDatabase(NAME).onsuccess = resolve; });
}

/** Opens the database as a tab of version 3, with a run in it, which does not close it when a newer version asks, like a tab that the browser has frozen. */
export async function openAsVersion3(): Promise<IDBDatabase> {
  await eraseDatabase();
  return openAsVersion(3, (tables) => {
    tables.createObjectStore("own-images", { keyPath: "id" });
    tables.createObjectStore("drawings");
    for (const name of ["run-states", "run-losses"]) tables.createObjectStore(name);
    tables.createObjectStore("runs").put({ step: 4600 }, "mine");
  });
}
