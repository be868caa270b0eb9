/** The browser's database, emptied for a test. Not part of the page. */
import { database } from "../../state/database";

/** Deletes all records. */
export async function emptyDatabase(): Promise<void> {
  const tables = await database();
  for (const name of tables.objectStoreNames) await tables.clear(name);
}
