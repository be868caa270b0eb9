/**
 * Files that belong to the page. They have addresses of their own or, if the whole page is one file (`npm run build --
 * --single`), are packed into it. The first script unpacks them (`scripts/single/unpack.js`) and passes their addresses to the
 * worker.
 */
declare global {
  /** The addresses of unpacked files by their path from the page; undefined in the page as it is hosted. */
  var packedFiles: Readonly<Record<string, string>> | undefined;
  /**
   * The address of the worker's script, which is no module: Chromium starts no module worker for a page that was opened as a
   * file. It is set in the page only.
   */
  var packedWorker: string | undefined;
}

/** Returns the address of a packed file by its path from the page; undefined if it is hosted beside the page. */
export const packedAddress = (file: string): string | undefined => globalThis.packedFiles?.[file];
