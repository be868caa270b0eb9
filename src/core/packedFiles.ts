/**
 * Files that are published beside the page: at addresses of their own, or, where the whole page is one file (`npm run build -- --single`),
 * within it. Its first script unpacks them (`scripts/single/unpack.js`) and hands their addresses on to the worker.
 */
declare global {
  /** By their path from the page: addresses of what was unpacked. Not there in the page as it is published on a host. */
  var packedFiles: Readonly<Record<string, string>> | undefined;
  /** The address of the worker's script, no module: Chromium starts none for a page that was opened as a file. In the page only. */
  var packedWorker: string | undefined;
}

/** The address of a file by its path from the page; undefined where it is published beside the page. */
export const packedAddress = (file: string): string | undefined => globalThis.packedFiles?.[file];
