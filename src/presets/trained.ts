/**
 * Trained starts: for presets that take minutes to show what they say, weights that `npm run quality -- trained` trained
 * from the preset's own seed. Their files lie in `public/trained`, loaded when a reader asks for them.
 */
import { findPreset } from ".";
import results from "./trained.json";

export interface TrainedStart {
  /** Its name. */
  readonly preset: string;
  readonly version: number;
  /** Where it stands. */
  readonly step: number;
  /** Processor time that training up to there took on WASM: what it takes where nothing else runs. */
  readonly seconds: number;
  /** Beside the page. */
  readonly file: string;
  readonly bytes: number;
  /** Of the file. */
  readonly sha256: string;
}

/** As `npm run quality -- trained` writes it: the preset with its version. */
type Result = Pick<TrainedStart, "step" | "seconds" | "bytes" | "sha256"> & { readonly preset: string };

/** Append only, as presets are: links to them are out in the world. */
export const trainedStarts: readonly TrainedStart[] = (results as readonly Result[]).map(({ preset, ...rest }) => {
  const [name = "", version] = preset.split("@");
  if (!findPreset(name)) throw new Error(`There is no preset "${name}".`);
  return { ...rest, preset: name, version: Number(version), file: `trained/${preset}.safetensors` };
});

/** Of this version of the preset; undefined where there is none. */
export function trainedStart(preset: { readonly name: string; readonly version: number } | null): TrainedStart | undefined {
  return trainedStarts.find((start) => start.preset === preset?.name && start.version === preset.version);
}
