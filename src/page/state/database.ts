/** The page's IndexedDB database: its tables, and the upgrade from earlier versions of the page. */
import { openDB, unwrap, wrap, type DBSchema, type IDBPDatabase } from "idb";
import { isFramed } from "../../core/browser/framed";
import { ElboError } from "../../core/errors";
import type { Drawing, OwnImages } from "../../core/data/ownData";

export interface Tables extends DBSchema {
  "own-images": { key: string; value: OwnImages };
  /** One entry holds all drawings. */
  drawings: { key: string; value: readonly Drawing[] };
  /** Kept runs: the entries of the list, their weights, and their losses in pieces, by the run and the number of the piece. `runStore.ts` reads and checks them. */
  runs: { key: string; value: unknown };
  "run-states": { key: string; value: unknown };
  "run-losses": { key: [run: string, piece: number]; value: unknown };
  /** Their past: weights at earlier steps, and the state with which they began, if that was not drawn from the seed. */
  "run-keyframes": { key: [run: string, step: number]; value: unknown };
  "run-starts": { key: string; value: unknown };
}

export type Database = IDBPDatabase<Tables>;

const NAME = "elbo-room";
/** Each version adds tables. A table never changes, as a page of an earlier version may be open at the same time. */
const VERSION = 4;
export const RUN_TABLES = ["runs", "run-states", "run-losses"] as const;
export const PAST_TABLES = ["run-keyframes", "run-starts"] as const;
const TABLES = ["own-images", "drawings", ...RUN_TABLES, ...PAST_TABLES] as const;

/** Milliseconds for opening the database. If it takes longer, a tab with another version of the page probably blocks it. */
const PATIENCE = 3000;

/** The promise that callers get. It rejects if the browser takes too long; a later one resolves when the database has opened nevertheless. */
let connection: Promise<Database> | null = null;
/** The promise of the browser, without a time limit. */
let opening: Promise<Database> | null = null;

/**
 * Resolves to the database. Rejects if the browser refuses, with "storage-blocked" while another tab blocks it, and with "storage-newer" if a newer
 * version of the page has removed our tables. If the tables exist, a newer version's database is used without changing its additions. In a frame
 * it rejects without opening the database, which is the reader's, while the page around the frame may be anybody's.
 */
export function database(): Promise<Database> {
  if (isFramed()) return Promise.reject(new ElboError("storage-blocked", "The database is not opened in a frame."));
  if (connection) return connection;
  const mine = opening = open(VERSION).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "VersionError") return openNewer();
    throw error;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ElboError("storage-blocked", `The database did not open in ${PATIENCE} ms.`)), PATIENCE);
  });
  const patient = connection = Promise.race([mine, late]);
  const ended = (then: Promise<Database> | null) => {
    clearTimeout(timer);
    if (opening !== mine) return;
    connection = then;
    if (!then) opening = null;
  };
  mine.then(() => ended(mine), () => ended(null));
  return patient;
}

/** Resolves when the database has opened or has failed to; at once if it is not being opened. Never rejects. */
export const storageSettled = async (): Promise<void> => void await opening?.catch(() => undefined);

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

async function openNewer(): Promise<Database> {
  const tables = await open();
  if (TABLES.every((name) => tables.objectStoreNames.contains(name))) return tables;
  tables.close();
  throw new ElboError("storage-newer", `The database is of version ${tables.version}, without tables of version ${VERSION}.`);
}

const open = async (version?: number): Promise<Database> => quieten(await openDB<Tables>(NAME, version, {
  upgrade(tables, from) {
    if (from < 1) tables.createObjectStore("own-images", { keyPath: "id" });
    if (from < 2) tables.createObjectStore("drawings");
    if (from < 3) for (const name of RUN_TABLES) tables.createObjectStore(name);
    if (from < 4) for (const name of PAST_TABLES) tables.createObjectStore(name);
  },
  // A newer version of the page waits to add its tables.
  blocking: () => void closeDatabase(),
  terminated: () => { connection = opening = null; },
}));

/** Closes the database. The next call of `database` opens it again. */
export async function closeDatabase(): Promise<void> {
  const closing = opening;
  connection = opening = null;
  (await closing)?.close();
}
