/**
 * Writes and reads the files of runs: saved runs, and trained starts, whose files are on the page's host. They are fetched, compared with
 * their checksum and read. This script is loaded on demand.
 */
import { ElboError } from "../../../core/errors";
import { packedAddress } from "../../../core/browser/packedFiles";
import { sha256 } from "../../../subject/data/sha256";
import type { TrainedStart } from "../../../subject/presets/trained";
import { readCheckpoint } from "../../state/checkpoint/decode";
import { checkpointName, encodeCheckpoint } from "../../state/checkpoint/encode";
import type { Checkpoint } from "../../state/checkpoint/format";
import { looksLikeCard, readRunCard } from "../../state/runCardFile";

export { checkpointName, encodeCheckpoint, readCheckpoint };

/** Reads a saved run, or a run card: this resolves to the fragment of its experiment's link. Rejects with a CheckpointError. */
export const readRunFile = async (file: Blob): Promise<Checkpoint | string> => (await looksLikeCard(file) ? readRunCard(file) : readCheckpoint(file));

/** Fetches a trained start. Rejects with "data-unreachable" if it cannot be loaded, and with "data-damaged" if its SHA-256 differs from the published file's. */
export async function fetchTrained({ file, sha256: expected }: TrainedStart): Promise<Checkpoint> {
  const content = await download(file, "default");
  if (await sha256(content) === expected) return readCheckpoint(new Blob([content]));
  // The copy in the browser's cache may be damaged: the file is fetched again from the host.
  const again = await download(file, "reload");
  const digest = await sha256(again);
  if (digest !== expected) throw new ElboError("data-damaged", `${file}: SHA-256 is ${digest} instead of ${expected}`);
  return readCheckpoint(new Blob([again]));
}

async function download(file: string, cache: RequestCache): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(packedAddress(file) ?? file, { cache });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ElboError("data-unreachable", `${file} could not be loaded (${String(cause)})`, { cause });
  }
}
