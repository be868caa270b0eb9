/**
 * Detects that the host got another version while the page is open: if a script of a dialog, a worker, or a file that a worker loads cannot
 * be loaded, and every hour while the page is visible, the host's version is checked, and a notice reports an update.
 */
import type { Visibility } from "../../core/browser/visibility";
import type { SessionParts } from "./session";
import type { Store } from "../state/store";
import { addNotice } from "./run/runEvents";

/** The host's version is checked at most this often while nothing is missing. In milliseconds. */
const HOUR = 3_600_000;

/** Starts watching. `isUpdated`: whether the host has another version. Returns `spawn` with its workers watched. */
export function watchForUpdates(store: Store, spawn: SessionParts["spawn"], isUpdated: () => Promise<boolean>, visibility: Visibility): SessionParts["spawn"] {
  let looked = Date.now();
  const look = async () => {
    looked = Date.now();
    if (!store.getState().notices.some(({ kind }) => kind === "page-updated") && await isUpdated()) addNotice(store, { kind: "page-updated" });
  };
  // An old tab is left open for days. A lecture and the frame of another page are not interrupted while all parts load.
  const lookAgain = () => {
    const { present, embed } = store.getState();
    if (!visibility.hidden && !present && !embed && Date.now() - looked >= HOUR) void look();
  };
  visibility.onChange(lookAgain);
  setInterval(lookAgain, HOUR / 4);
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
