/**
 * Which files a browser keeps of the page so that it works without a network, and where. The build writes the list of them beside the
 * page (`vite.config.ts`); the keeper keeps what is on it, the service worker answers with what is kept.
 */

/** What can be kept, apart from the rest: all that the page is made of; MNIST; weights of trained starts. */
export const PARTS = ["page", "data", "trained"] as const;
export type Part = (typeof PARTS)[number];

export interface PublishedFile {
  /** From the page's folder, without a slash at its beginning. */
  readonly path: string;
  readonly bytes: number;
  /** Of the content, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** As it stands in the file `LIST`. Everything that the page may ask for, the page itself last. */
export interface FileList {
  readonly files: readonly PublishedFile[];
}

/** Beside the page, by a name that stays: always that of the newest version. */
export const LIST = "files.json";
export const PAGE = "index.html";

/** What the page says to the service worker: all of its version is kept. */
export const TIDY = "tidy";

/** Files that are kept, by their path. Others lie beside the page for scripts, pages of courses and readers of the folder. */
export const isKept = (path: string): boolean => path === PAGE || path === "favicon.svg" || path === "app.webmanifest" || /^(assets|icons|mnist|trained)\/[^/]+$/.test(path);

/** Pictures of trained starts belong to the page, which shows them where one is offered. */
export function partOf(path: string): Part {
  if (path.startsWith("mnist/")) return "data";
  return /^trained\/.*\.safetensors$/.test(path) ? "trained" : "page";
}

/** Of the page in this folder: several may lie on one site. `scope`: the folder's address. */
export const cacheName = (scope: string): string => `elbo-room ${new URL(scope).pathname}`;

/** The path of a file of the page; null for what lies elsewhere. */
export function pathIn(scope: string, address: string): string | null {
  const { origin, pathname } = new URL(address);
  return (origin + pathname).startsWith(scope) ? decodeURIComponent((origin + pathname).slice(scope.length)) : null;
}

/** Files of the list that are not among these paths. */
export const missingFrom = (paths: readonly string[], list: FileList, part: Part): readonly PublishedFile[] => {
  const here = new Set(paths);
  return list.files.filter(({ path }) => partOf(path) === part && !here.has(path));
};

/** What of these paths neither the list has nor a page that may still run needs: while `windows` show the page, one may be of another version. */
export function outdated(paths: readonly string[], list: FileList, windows: number): readonly string[] {
  const listed = new Set([LIST, ...list.files.map(({ path }) => path)]);
  return windows > 1 ? [] : paths.filter((path) => !listed.has(path));
}

export async function sha256Of(content: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
