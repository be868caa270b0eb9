/** What this browser keeps in IndexedDB: the tables, and how those of earlier versions of the page become these. */
import { openDB, unwrap, wrap, type DBSchema, type IDBPDatabase } from "idb";
import { ElboError } from "../core/errors";
import type { Drawing, OwnImages } from "../core/data/ownData";

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
export const RUN_TABLES = ["runs", "run-states", "run-losses"] as const;
export const PAST_TABLES = ["run-keyframes", "run-starts"] as const;
const TABLES = ["own-images", "drawings", ...RUN_TABLES, ...PAST_TABLES] as const;

/** Milliseconds that the browser has to open it. Where it needs longer, another tab with another version of the page seems to be in its way. */
const PATIENCE = 3000;

/** What callers get: rejected where the browser needs too long, and resolved when it has opened all the same. */
let connection: Promise<Database> | null = null;
/** Of the connection, as long as the browser needs. */
let opening: Promise<Database> | null = null;

/**
 * Rejects where the browser does not let, with "storage-blocked" while another tab is in its way, and with "storage-newer" where a newer version
 * of the page has not left our tables. Where it has, its database is used as it is: what it has added stays.
 */
export function database(): Promise<Database> {
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

/** Settles when the database has opened at last, or has failed to; at once where it is not being opened. Never rejects. */
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

export async function closeDatabase(): Promise<void> {
  const closing = opening;
  connection = opening = null;
  (await closing)?.close();
}
