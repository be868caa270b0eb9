/** Reads the options of a command. Everything that is wrong becomes a Refusal. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { MEASUREMENT_IDS, type MeasurementId } from "../../src/subject/measurements/registry";
import { Refusal } from "./refusal";

/** The held-out loss, and the measurements of the page's list. */
export type Measure = "held-out" | MeasurementId;

export function readOptions<const T extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/(?<=[.'])\s/);
    throw new Refusal(`${sentence} The options are ${Object.keys(options).map((name) => `--${name}`).join(", ")}.`);
  }
}

/** Returns the whole number of an option; undefined if it was not given. */
export function wholeNumber(name: string, written: string | undefined, min: number, max: number): number | undefined {
  if (written === undefined) return undefined;
  const value = /^\d{1,15}$/.test(written) ? Number(written) : NaN;
  if (value >= min && value <= max) return value;
  throw new Refusal(`--${name} must be a whole number from ${min} to ${max}, not ${written}.`);
}

/** Returns the measurements that are named, with commas between them. */
export function readMeasures(written: string | undefined): readonly Measure[] {
  const named = written?.split(",") ?? [];
  return named.map((id) => {
    const known = (["held-out", ...MEASUREMENT_IDS] as const).find((one) => one === id);
    if (known) return known;
    throw new Refusal(`--measure has no measurement ${id}. There are held-out, ${MEASUREMENT_IDS.join(", ")}.`);
  });
}
