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

/** The list of the newest version, beside the page, under a fixed name. */
export const LIST = "files.json";
export const PAGE = "index.html";

/** The page's message to the service worker when all files of its version are stored. */
export const TIDY = "tidy";

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

/** Returns the listed files of a part that are not among these paths. */
export const missingFrom = (paths: readonly string[], list: FileList, part: Part): readonly PublishedFile[] => {
  const here = new Set(paths);
  return list.files.filter(({ path }) => partOf(path) === part && !here.has(path));
};

/** Returns the paths that neither the list nor a running page needs. While `windows` > 1 show the page, one of them may have another version. */
export function outdated(paths: readonly string[], list: FileList, windows: number): readonly string[] {
  const listed = new Set([LIST, ...list.files.map(({ path }) => path)]);
  return windows > 1 ? [] : paths.filter((path) => !listed.has(path));
}

/** Returns the SHA-256 hash as hexadecimal digits. */
export async function sha256Of(content: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
