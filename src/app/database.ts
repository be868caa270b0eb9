/** What this browser keeps in IndexedDB: the tables, and how those of earlier versions of the page become these. */
import { openDB, unwrap, wrap, type DBSchema, type IDBPDatabase } from "idb";
import type { Drawing, OwnImages } from "../core/ownData";

export interface Tables extends DBSchema {
  "own-images": { key: string; value: OwnImages };
  /** One entry: all of them. */
  drawings: { key: string; value: readonly Drawing[] };
  /** Of kept runs what a list shows, their weights, and their losses in pieces, by the run and the number of the piece. Read by `runStore.ts`, which believes none of it. */
  runs: { key: string; value: unknown };
  "run-states": { key: string; value: unknown };
  "run-losses": { key: [run: string, piece: number]; value: unknown };
  /** Of their past: weights at earlier steps, and the state that they began with, where that was not drawn from the seed. */
  "run-keyframes": { key: [run: string, step: number]; value: unknown };
  "run-starts": { key: string; value: unknown };
}

export type Database = IDBPDatabase<Tables>;

const NAME = "elbo-room";
/** Each number adds tables; none is ever changed, as a page of an earlier version may be open beside this one. */
const VERSION = 4;

let connection: Promise<Database> | null = null;

/** Rejects where the browser does not let. Where a newer version of the page has been here, its tables are there, too. */
export function database(): Promise<Database> {
  const opened = connection ??= open(VERSION).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "VersionError") return open();
    throw error;
  });
  opened.catch(() => { connection = null; });
  return opened;
}

/** A failed transaction rejects its requests, which callers handle. This keeps its `done` promise from being an unhandled rejection as well. */
function quieten(tables: Database): Database {
  const raw = unwrap(tables);
  const begin = raw.transaction.bind(raw);
  raw.transaction = (...options) => {
    const transaction = begin(...options);
    wrap(transaction).done.catch(() => undefined);
    return transaction;
  };
  return tables;
}

const open = async (version?: number): Promise<Database> => quieten(await openDB<Tables>(NAME, version, {
  upgrade(tables, from) {
    if (from < 1) tables.createObjectStore("own-images", { keyPath: "id" });
    if (from < 2) tables.createObjectStore("drawings");
    if (from < 3) for (const name of ["runs", "run-states", "run-losses"] as const) tables.createObjectStore(name);
    if (from < 4) for (const name of ["run-keyframes", "run-starts"] as const) tables.createObjectStore(name);
  },
  // A newer version of the page waits to add its tables.
  blocking: () => void closeDatabase(),
  terminated: () => { connection = null; },
}));

export async function closeDatabase(): Promise<void> {
  const closing = connection;
  connection = null;
  (await closing)?.close();
}
