/** Unpacks files piece by piece, so that one with a false size cannot fill the memory. */
import { joinBytes } from "../../core/bytes";
import { Unzip, UnzipInflate } from "fflate";
import { OwnDataError, type ChosenFile } from "../../core/data/ownData";

/** The maximum number of bytes of everything unpacked together: five times MNIST. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
/** The maximum number of files in an archive. */
const MAX_FILES = 100_000;
/** The number of packed bytes processed at once: at most a thousand times as many come out. */
const CHUNK_BYTES = 16 * 1024;

/** Returns whether the bytes start like a gzip file. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
/** Returns whether the bytes start like a zip archive. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** The remaining number of bytes that may be unpacked. */
export class Allowance {
  #left: number;

  constructor(bytes = MAX_UNPACKED_BYTES) {
    this.#left = bytes;
  }

  /** Subtracts bytes. Throws OwnDataError "too-large" if too few remain. */
  take(bytes: number, name: string): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new OwnDataError("too-large", name);
  }
}

/** Unpacks a gzip file. Throws OwnDataError. */
export async function gunzipped({ path, bytes }: ChosenFile, allowance: Allowance): Promise<Uint8Array<ArrayBuffer>> {
  let at = 0;
  const packed = new ReadableStream<BufferSource>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at += CHUNK_BYTES));
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream("gzip")).getReader();
  const chunks: Uint8Array[] = [];
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      allowance.take(next.value.length, path);
      chunks.push(next.value);
    }
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error instanceof OwnDataError ? error : new OwnDataError("damaged", path);
  }
  return joinBytes(chunks);
}

/** Returns whether systems add such a file to archives and folders. */
export const isSystemFile = (path: string): boolean => path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX" || part === "Thumbs.db");

/** Returns the files in an archive, without folders and system files. Throws OwnDataError. */
export function unzipped({ path, bytes }: ChosenFile, allowance: Allowance): ChosenFile[] {
  if (bytes[6]! & 1) throw new OwnDataError("encrypted", path); // general purpose flag of the first file
  const files: ChosenFile[] = [];
  let found = 0, open = 0;
  const unzip = new Unzip((file) => {
    if (++found > MAX_FILES) throw new OwnDataError("too-large", path);
    if (file.name.endsWith("/") || isSystemFile(file.name)) return;
    const chunks: Uint8Array[] = [];
    open++;
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      allowance.take(chunk.length, path);
      chunks.push(chunk);
      if (!final) return;
      open--;
      files.push({ path: file.name, bytes: joinBytes(chunks) });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) unzip.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length);
  } catch (error) {
    throw error instanceof OwnDataError ? error : new OwnDataError("damaged", path);
  }
  if (open > 0) throw new OwnDataError("damaged", path); // cut short in a file
  return files;
}
