/** Unpacks files piece by piece, so that one with a false size cannot fill the memory. */
import { joinBytes } from "../../../core/bytes";
import { Inflate, inflateSync, strFromU8 } from "fflate";
import { OwnDataError, type ChosenFile } from "../../../core/data/ownData";
import { MAX_FILES, MAX_UNPACKED_BYTES } from "../../../core/data/ownLimits";

/** The number of packed bytes processed at once: at most a thousand times as many come out. */
const CHUNK_BYTES = 16 * 1024;

/** Returns whether the bytes start like a gzip file. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
/** Returns whether the bytes start like a zip archive. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** The remaining numbers of files, and of bytes that may be unpacked. */
export class Allowance {
  #bytes: number;
  #files: number;

  constructor(bytes = MAX_UNPACKED_BYTES, files = MAX_FILES) {
    this.#bytes = bytes;
    this.#files = files;
  }

  /** Subtracts bytes. Throws OwnDataError "unpacked-bytes" if too few remain. */
  take(bytes: number, name: string): void {
    this.#bytes -= bytes;
    if (this.#bytes < 0) throw new OwnDataError("unpacked-bytes", name);
  }

  /** Subtracts files. Throws OwnDataError "files" if too few remain. */
  takeFiles(count: number, name: string): void {
    this.#files -= count;
    if (this.#files < 0) throw new OwnDataError("files", name);
  }
}

/** Receives the share that is unpacked, 0 to 1. */
export type OnShare = (share: number) => void;

/** Unpacks a gzip file. Throws OwnDataError. */
export async function gunzipped({ path, bytes }: ChosenFile, allowance: Allowance, onShare: OnShare = () => undefined): Promise<Uint8Array<ArrayBuffer>> {
  let at = 0;
  const packed = new ReadableStream<BufferSource>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at += CHUNK_BYTES));
      onShare(Math.min(1, at / bytes.length));
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

const [END, END_64, LOCATOR_64, ENTRY, FILE] = [0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50];
const [ENCRYPTED, UTF8] = [1, 1 << 11];
const [STORED, DEFLATED] = [0, 8];
const MAX_COMMENT_BYTES = 0xffff;

/** A file in an archive, by the archive's directory. */
interface Entry {
  readonly path: string;
  readonly method: number;
  /** The number of bytes in the archive, and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Where its header begins. */
  readonly at: number;
}

/**
 * Reads the directory at the end of an archive (PKWARE's APPNOTE.TXT, 4.3.12 to 4.3.16), also of the form ZIP64. Throws RangeError if it is
 * incomplete.
 */
function* entriesIn(view: DataView, bytes: Uint8Array, takeFiles: (count: number) => void): Generator<Entry> {
  const expect = (at: number, signature: number) => { if (view.getUint32(at, true) !== signature) throw new RangeError("another signature"); };
  const long = (at: number) => Number(view.getBigUint64(at, true));
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== END) if (--end < bytes.length - 22 - MAX_COMMENT_BYTES) throw new RangeError("no directory");
  let count = view.getUint16(end + 10, true), at = view.getUint32(end + 16, true);
  if ((count === 0xffff || at === 0xffff_ffff) && end >= 20 && view.getUint32(end - 20, true) === LOCATOR_64) {
    const far = long(end - 12);
    expect(far, END_64);
    [count, at] = [long(far + 32), long(far + 48)];
  }
  takeFiles(count);
  for (let i = 0; i < count; i++) {
    expect(at, ENTRY);
    const flags = view.getUint16(at + 8, true), method = view.getUint16(at + 10, true);
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    const fields = at + 46 + name, next = fields + extra + comment;
    if (next > bytes.length) throw new RangeError("cut short");
    // ZIP64: the numbers that do not fit are in an extra field, in this order.
    let wide = 0;
    for (let field = fields; field + 4 <= fields + extra; field += 4 + view.getUint16(field + 2, true)) if (view.getUint16(field, true) === 1) wide = field + 4;
    const [size, packed, start] = [24, 20, 42].map((offset) => {
      const short = view.getUint32(at + offset, true);
      if (short !== 0xffff_ffff || wide === 0) return short;
      wide += 8;
      return long(wide - 8);
    }) as [number, number, number];
    yield { path: strFromU8(bytes.subarray(at + 46, fields), (flags & UTF8) === 0), method, packed, size, at: start };
    at = next;
  }
}

/** Unpacks one file. Throws RangeError if it is cut short or has another size than the directory says, and fflate's errors. */
function contentOf({ method, packed, size, at }: Entry, view: DataView, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (view.getUint32(at, true) !== FILE) throw new RangeError("another signature");
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true), end = start + packed;
  if (end > bytes.length || (method !== STORED && method !== DEFLATED)) throw new RangeError("cut short, or packed in another way");
  if (method === STORED) {
    if (packed !== size) throw new RangeError("another size");
    return bytes.subarray(start, end);
  }
  if (packed <= CHUNK_BYTES) { // most files of large archives: a stream for each would take four times as long
    const content = inflateSync(bytes.subarray(start, end), { out: new Uint8Array(size + 1) }); // one more byte than the directory says shows
    if (content.length !== size) throw new RangeError("another size");
    return new Uint8Array(content.buffer, 0, size);
  }
  const content = new Uint8Array(size);
  let written = 0;
  const inflate = new Inflate((chunk) => {
    content.set(chunk, written); // a RangeError if there are more than the directory says
    written += chunk.length;
  });
  for (let from = start; from < end; from += CHUNK_BYTES) inflate.push(bytes.subarray(from, Math.min(end, from + CHUNK_BYTES)), from + CHUNK_BYTES >= end);
  if (written !== size) throw new RangeError("another size");
  return content;
}

/**
 * Returns the files in an archive, without folders and system files. What the archive's directory says is subtracted from the allowance before
 * anything is unpacked. Throws OwnDataError.
 */
export function unzipped({ path, bytes }: ChosenFile, allowance: Allowance, onShare: OnShare = () => undefined): ChosenFile[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const entries: Entry[] = [];
    for (const entry of entriesIn(view, bytes, (count) => allowance.takeFiles(count, path))) {
      if (entry.path.endsWith("/") || isSystemFile(entry.path)) continue;
      allowance.take(entry.size, path);
      entries.push(entry);
    }
    return entries.map((entry, i) => {
      onShare(i / entries.length);
      if (view.getUint16(entry.at + 6, true) & ENCRYPTED) throw new OwnDataError("encrypted", path);
      return { path: entry.path, bytes: contentOf(entry, view, bytes) };
    });
  } catch (error) {
    throw error instanceof OwnDataError ? error : new OwnDataError("damaged", path);
  }
}
