/** Reads and writes the files of runs. Everything that goes wrong becomes a Refusal. */
import { existsSync, statSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { readCheckpoint } from "../../src/state/checkpoint/decode";
import { CheckpointError, type Checkpoint } from "../../src/state/checkpoint/format";
import { EXIT, Refusal } from "./refusal";
import { whyNotRead } from "./sentences";

export const RUN = ".safetensors";

/** Returns the path of a saved run's card: the same with another ending. */
export const cardFileOf = (run: string): string => `${run.slice(0, -RUN.length)}.json`;

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Throws a Refusal if a file exists, or if its folder does not. */
export function expectNew(file: string, advice: string): void {
  if (existsSync(file)) throw new Refusal(`${file} exists already. ${advice}`);
  expectFolder(file);
}

/** Throws a Refusal if a file's folder does not exist. */
export function expectFolder(file: string): void {
  const folder = path.dirname(file);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Refusal(`There is no folder ${folder}. Make it, or choose another file.`);
}

/** Writes a file as a whole or not at all: a file that was there before stays until then. */
export async function write(file: string, content: Uint8Array | string): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, content);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    const full = codeOf(error) === "ENOSPC" || codeOf(error) === "EDQUOT";
    throw new Refusal(full ? `${file} could not be written, because the disk is full. Free some space and run the command again.` : `${file} could not be written: ${messageOf(error)}.`, EXIT.notWritten);
  }
}

/** Reads a file. */
export async function read(file: string): Promise<Buffer<ArrayBuffer>> {
  try {
    return await readFile(file) as Buffer<ArrayBuffer>; // a file's buffer is never shared
  } catch (error) {
    throw new Refusal(codeOf(error) === "ENOENT" ? `There is no file ${file}.` : `${file} could not be read: ${messageOf(error)}.`);
  }
}

/** Reads a saved run. */
export async function readRun(file: string): Promise<Checkpoint> {
  const content = new Blob([await read(file)]);
  try {
    return await readCheckpoint(content);
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new Refusal(`${file} was not opened. ${whyNotRead(error)}`);
  }
}
