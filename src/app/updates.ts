/**
 * A page that stays open while its host gets another version: where a part of it does not come, a script of a dialog, a worker or what a worker
 * loads, it is looked whether that is why, and a notice says so.
 */
import type { SessionParts } from "./session";
import type { Store } from "../state/store";
import { addNotice } from "./run/runFeed";

/** `isUpdated`: whether the host has another version. Returns `spawn` with its workers watched. */
export function watchForUpdates(store: Store, spawn: SessionParts["spawn"], isUpdated: () => Promise<boolean>): SessionParts["spawn"] {
  const look = async () => {
    if (!store.getState().notices.some(({ kind }) => kind === "page-updated") && await isUpdated()) addNotice(store, { kind: "page-updated" });
  };
  addEventListener("vite:preloadError", () => void look()); // a script that is imported later did not come: https://vite.dev/guide/build#load-error-handling
  // What a worker loads for a backend is missed there alone, and the run fails, or goes on with another backend.
  const broken = ({ failure, notices }: ReturnType<Store["getState"]>) => failure ?? notices.find(({ kind }) => kind === "fell-back");
  store.subscribe((now, before) => {
    if (broken(now) && broken(now) !== broken(before)) void look();
  });
  return (kind) => {
    const worker = spawn(kind);
    worker.addEventListener("error", () => void look());
    return worker;
  };
}
