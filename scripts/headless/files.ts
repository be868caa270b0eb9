/** Reads and writes the files of runs. Everything that goes wrong becomes a Refusal. */
import { randomUUID } from "node:crypto";
import { constants, lstatSync, realpathSync, statSync } from "node:fs";
import { link, open, rename, rm, writeFile, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { sha256 } from "../../src/subject/data/sha256";
import { readCheckpoint } from "../../src/page/state/checkpoint/decode";
import { CheckpointError, MAX_FILE_BYTES, type Checkpoint } from "../../src/page/state/checkpoint/format";
import { EXIT, Refusal } from "./refusal";
import { whyNotRead } from "./sentences";

export const RUN = ".safetensors";

/** Returns the path of a saved run's card: the same with another ending. */
export const cardFileOf = (run: string): string => `${run.slice(0, -RUN.length)}.json`;

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Returns whether a name is taken, be it by a symbolic link to nothing. */
function isTaken(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw new Refusal(`${file} cannot be used: ${messageOf(error)}. Choose another file.`);
  }
}

/** Throws a Refusal if a file exists, or if its folder does not. */
export function expectNew(file: string, advice: string): void {
  const folder = path.dirname(file);
  if (isTaken(file)) throw new Refusal(`${file} exists already. ${advice}`);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Refusal(`There is no folder ${folder}. Make it, or choose another file.`);
}

/** Returns the path of the file that a name leads to, through symbolic links; null if the name is free. Throws a Refusal for a link to nothing. */
export function realFile(file: string): string | null {
  try {
    return realpathSync(file);
  } catch {
    if (!isTaken(file)) return null;
    throw new Refusal(`${file} is a symbolic link, and the file that it leads to cannot be reached. Remove the link, or choose another file.`);
  }
}

/**
 * Writes a file as a whole or not at all. `replaces`: a file of this name may be replaced, and stays until then; otherwise an existing one is
 * kept, even if it appeared a moment ago.
 */
export async function write(file: string, content: Uint8Array | string, { replaces }: { readonly replaces: boolean }): Promise<void> {
  const part = path.join(path.dirname(file), `.elbo-room-${randomUUID()}.part`);
  try {
    await writeFile(part, content, { flag: "wx" });
    await (replaces ? rename : renameToNew)(part, file);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw new Refusal(`${file} has appeared since the command began, and was not overwritten. Choose another file.`, EXIT.notWritten);
    const full = codeOf(error) === "ENOSPC" || codeOf(error) === "EDQUOT";
    throw new Refusal(full ? `${file} could not be written, because the disk is full. Free some space and run the command again.` : `${file} could not be written: ${messageOf(error)}.`, EXIT.notWritten);
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** Gives a file another name. Rejects with EEXIST if there is a file of that name, which `rename` would replace. */
async function renameToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST" || isTaken(to)) throw Object.assign(new Error("exists"), { code: "EEXIST" });
    await rename(from, to); // this file system, such as FAT, has no hard links
  }
}

/** Reads a regular file of at most `most` bytes. Nothing else is read: a FIFO or a device could keep the command waiting for ever. */
export async function read(file: string, most: number): Promise<Buffer<ArrayBuffer>> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK); // a FIFO is opened without waiting for who writes to it
    const about = await handle.stat();
    if (about.isDirectory()) throw new Refusal(`${file} is a folder. Name a file.`);
    if (!about.isFile()) throw new Refusal(`${file} is a device or a pipe, which is not read. Name a file.`);
    if (about.size > most) throw new Refusal(`${file} is larger than ${most / 2 ** 20} MB, the limit for such a file.`);
    return await contentOf(handle, about.size);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(codeOf(error) === "ENOENT" ? `There is no file ${file}.` : `${file} could not be read: ${messageOf(error)}.`);
  } finally {
    await handle?.close();
  }
}

/** Returns at most `size` bytes of an open file: fewer if it has become shorter. */
async function contentOf(handle: FileHandle, size: number): Promise<Buffer<ArrayBuffer>> {
  const content = Buffer.alloc(size);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await handle.read(content, filled, size - filled, filled);
    if (bytesRead === 0) return content.subarray(0, filled);
    filled += bytesRead;
  }
}

/** A run that was read from a file. */
export interface SavedRun extends Checkpoint {
  /** The SHA-256 of the file. */
  readonly sha256: string;
}

/** Reads a saved run. */
export async function readRun(file: string): Promise<SavedRun> {
  const content = await read(file, MAX_FILE_BYTES);
  try {
    return { ...await readCheckpoint(new Blob([content])), sha256: await sha256(content) };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new Refusal(`${file} was not opened. ${whyNotRead(error)}`);
  }
}
