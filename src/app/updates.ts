/**
 * Detects that the host got another version while the page is open: if a script of a dialog, a worker, or a file that a worker loads cannot
 * be loaded, the host's version is checked, and a notice reports an update.
 */
import type { SessionParts } from "./session";
import type { Store } from "../state/store";
import { addNotice } from "./run/runEvents";

/** `isUpdated`: whether the host has another version. Returns `spawn` with its workers watched. */
export function watchForUpdates(store: Store, spawn: SessionParts["spawn"], isUpdated: () => Promise<boolean>): SessionParts["spawn"] {
  const look = async () => {
    if (!store.getState().notices.some(({ kind }) => kind === "page-updated") && await isUpdated()) addNotice(store, { kind: "page-updated" });
  };
  addEventListener("vite:preloadError", () => void look()); // a script that is imported later could not be loaded: https://vite.dev/guide/build#load-error-handling
  // If a worker cannot load a backend's files, only the run shows it: it fails, or falls back to another backend.
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
