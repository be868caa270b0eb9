/** The classes of fake-indexeddb, with the types of the real ones. `idb` also finds them under these names. */
import "fake-indexeddb/auto";

export const FDBFactory = IDBFactory;
export const FDBDatabase = IDBDatabase;
export const FDBObjectStore = IDBObjectStore;
export type FDBFactory = IDBFactory;
export type FDBDatabase = IDBDatabase;
export type FDBObjectStore = IDBObjectStore;

/** A world's database ends with the world. Closing would wait, within the next world, for transactions that never end. */
IDBDatabase.prototype.close = () => undefined;
