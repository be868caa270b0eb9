/** Whether this page has the preset or the model with which a link begins. A frame's poster checks this, too, so it imports no model. */
import { ElboError } from "../../../core/errors";
import { quoted } from "../../../core/wellFormed";
import { presetFolders } from "../../../subject/presets/folders";

/** The longest name that is quoted whole, in characters. */
export const MAX_QUOTED = 40;

/** Returns a preset's name and version as written in a link; the version is undefined if there is none, and NaN if it is invalid. */
export function presetIn(written: string): readonly [name: string, version: number | undefined] {
  const [name = "", version, ...more] = written.split("@");
  if (version === undefined) return [name, undefined];
  return [name, more.length === 0 && /^\d{1,6}$/.test(version) ? Number(version) : NaN];
}

/**
 * Returns "unknown-preset" or "unknown-model" if the page lacks what a link begins with; otherwise null. Opened by hand, such a link opens another
 * experiment with a notice. `hasModel`: whether the page has a model without presets.
 */
export function lackOf(written: ReadonlyMap<string, string>, hasModel: (id: string) => boolean): ElboError | null {
  const [preset, model] = [written.get("preset"), written.get("model")];
  if (preset !== undefined) {
    const [name, version] = presetIn(preset);
    const published = Object.values(presetFolders).find((presets) => Object.hasOwn(presets, name))?.[name]?.versions.length ?? 0;
    if (published > 0 && (version === undefined || (version >= 1 && version <= published))) return null;
    const offers = published > 0 ? `The newest version is ${name}@${published}.` : `The presets are ${Object.values(presetFolders).flatMap(Object.keys).join(", ")}.`;
    return new ElboError("unknown-preset", `This page has no preset ${quoted(preset, MAX_QUOTED)}. ${offers}`);
  }
  if (model === undefined || Object.hasOwn(presetFolders, model) || hasModel(model)) return null;
  return new ElboError("unknown-model", `This page has no model ${quoted(model, MAX_QUOTED)}. Among its models are ${Object.keys(presetFolders).join(", ")}.`);
}
