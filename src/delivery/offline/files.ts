/**
 * Which files a browser stores so that the page works without a network, and where. The build writes their list beside the page
 * (`vite.config.ts`); the keeper stores the listed files, and the service worker serves them.
 */

/** Parts that can be stored separately: the page itself, MNIST, weights of pretrained checkpoints. */
export const PARTS = ["page", "data", "trained"] as const;
export type Part = (typeof PARTS)[number];

/** A file of the published page. */
export interface PublishedFile {
  /** Relative to the page's folder, without a leading slash. */
  readonly path: string;
  readonly bytes: number;
  /** Hash of the content, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** The content of the file `LIST`: everything that the page may request, the page itself last. */
export interface FileList {
  readonly files: readonly PublishedFile[];
}

/** The host's list of the newest version, beside the page, under a fixed name. */
export const LIST = "files.json";
export const PAGE = "index.html";

/**
 * Entry of the cache: the list of the version that is kept whole. It is written when all files of a version are stored, and they are then the kept
 * version. Version 1.0.0 wrote it at `LIST`, where its service worker, which may still be active, finds its own version.
 */
export const KEPT = "kept.json";

/** Entry of the cache: something other than the page was at its address; its text names the days of these visits. */
export const DOUBT = "doubt";

/** The page's message to the service worker when all files of its version are stored. Version 1.0.0 deletes what it does not know on "tidy". */
export const TIDY = "tidy kept";

/** Returns whether a file is stored. Others are published beside the page for scripts, course pages and readers of the folder. */
export const isStored = (path: string): boolean => path === PAGE || path === "favicon.svg" || path === "app.webmanifest" || /^(assets|icons|mnist|trained)\/[^/]+$/.test(path);

/** Returns a file's part. Pictures of pretrained checkpoints belong to the page, which shows them where one is offered. */
export function partOf(path: string): Part {
  if (path.startsWith("mnist/")) return "data";
  return /^trained\/.*\.safetensors$/.test(path) ? "trained" : "page";
}

/** Returns the name of the cache for the page in this folder, because one site can have several. `scope`: the folder's address. */
export const cacheName = (scope: string): string => `elbo-room ${new URL(scope).pathname}`;

/** Returns the path of one of the page's files; null for other addresses, and for those that are no encoded text. */
export function pathIn(scope: string, address: string): string | null {
  const { origin, pathname } = new URL(address);
  if (!(origin + pathname).startsWith(scope)) return null;
  try {
    return decodeURIComponent((origin + pathname).slice(scope.length));
  } catch {
    return null;
  }
}

/** Returns the place of an entry in the cache, relative to the page's folder, with its query; null for other addresses. */
export function placeIn(scope: string, address: string): string | null {
  const path = pathIn(scope, address);
  return path === null ? null : path + new URL(address).search;
}

/** The place of a file while the kept version has another file of the same name, as for `index.html`: neither replaces the other. */
export const besideOf = ({ path, sha256 }: PublishedFile): string => `${path}?${sha256}`;

/** Returns the places where a version's file can be. If there is an entry at the first one, it is this version's. */
export const placesOf = (file: PublishedFile): readonly [beside: string, path: string] => [besideOf(file), file.path];

/** Returns the places that neither the kept version nor a running page needs. While `windows` > 1 show the page, one of them may have another version. */
export function outdated(places: readonly string[], list: FileList, windows: number): readonly string[] {
  if (windows > 1) return [];
  const here = new Set(places);
  const needed = new Set([KEPT, DOUBT, ...list.files.map((file) => placesOf(file).find((place) => here.has(place)))]);
  return places.filter((place) => !needed.has(place));
}

/** Returns the SHA-256 hash as hexadecimal digits. */
export async function sha256Of(content: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
