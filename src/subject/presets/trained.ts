/**
 * Trained starts: pretrained checkpoints of presets that take minutes to show their effect; `npm run quality -- trained`
 * trained them from the preset's own seed. Their files lie in `public/trained` and are loaded when a reader asks for them.
 */
import { findPreset } from ".";
import results from "./trained.json";

export interface TrainedStart {
  /** The preset's name. */
  readonly preset: string;
  readonly version: number;
  /** The step of the checkpoint. */
  readonly step: number;
  /** The processor time of training up to there on WASM, on an otherwise idle machine. */
  readonly seconds: number;
  /** The file's path beside the page. */
  readonly file: string;
  readonly bytes: number;
  /** The SHA-256 of the file. */
  readonly sha256: string;
}

/** An entry that `npm run quality -- trained` writes: the preset with its version. */
type Result = Pick<TrainedStart, "step" | "seconds" | "bytes" | "sha256"> & { readonly preset: string };

/** Append only, because published links name them. */
export const trainedStarts: readonly TrainedStart[] = (results as readonly Result[]).map(({ preset, ...rest }) => {
  const [name = "", version] = preset.split("@");
  if (!findPreset(name)) throw new Error(`There is no preset "${name}".`);
  return { ...rest, preset: name, version: Number(version), file: `trained/${preset}.safetensors` };
});

/** Returns the trained start of this version of the preset; undefined if there is none. */
export function trainedStart(preset: { readonly name: string; readonly version: number } | null): TrainedStart | undefined {
  return trainedStarts.find((start) => start.preset === preset?.name && start.version === preset.version);
}
