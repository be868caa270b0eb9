/** Saves a run while it trains: one save after the other, and each whether or not an earlier one could be written. */
import { version } from "../../package.json";
import type { RunConfig } from "../../src/core/run/runConfig";
import type { Snapshot } from "../../src/core/run/snapshot";
import { sha256 } from "../../src/subject/data/sha256";
import { encodeCheckpoint } from "../../src/page/state/checkpoint/encode";
import { CheckpointError, type PresetName } from "../../src/page/state/checkpoint/format";
import { write } from "./files";
import { Refusal } from "./refusal";
import { whyNotRead } from "./sentences";

interface Saving {
  readonly file: string;
  readonly config: RunConfig;
  readonly preset: PresetName | null;
  /** The file is there already, and the first save may replace it. */
  readonly replaces: boolean;
  snapshot(): Promise<Snapshot>;
}

/** Returns a function that saves the run's present state and resolves to the file's SHA-256. It rejects with a Refusal. */
export function saverOf({ file, config, preset, replaces, snapshot }: Saving): () => Promise<string> {
  let isOurs = replaces;
  let last: Promise<unknown> = Promise.resolve();
  const saveNow = async () => {
    const content = contentOf(config, await snapshot(), preset);
    await write(file, content, { replaces: isOurs });
    isOurs = true;
    return sha256(content);
  };
  return () => {
    const saving = last.then(saveNow, saveNow);
    last = saving;
    return saving;
  };
}

function contentOf(config: RunConfig, snapshot: Snapshot, preset: PresetName | null): Buffer<ArrayBuffer> {
  try {
    return Buffer.concat(encodeCheckpoint(config, snapshot, version, preset));
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new Refusal(`The run cannot be saved, because no file of it could be read again. ${whyNotRead(error)}`);
  }
}
