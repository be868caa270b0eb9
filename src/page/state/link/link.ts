/** The contents of a link, and their default values. The tables beside this file list the keys. */
import type { Guesses } from "../../../core/guesses";
import { defaultsOf } from "../../../core/model/hyperparameters";
import type { Model } from "../../../core/model/model";
import type { RunConfig } from "../../../core/run/runConfig";
import type { Language } from "../../i18n";
import { findModel, models } from "../../../subject/models/registry";
import { findPreset, type Preset } from "../../../subject/presets";
import { NO_GUESSES } from "../guesses";
import { standardMap, initialInstrumentSettings, type LinkedMap } from "../instrumentSettings";
import type { Notice } from "../notices";
import { openInLearn, type LearnPart } from "../openInLearn";
import { startPosition, tidyPosition, type LatentSpace } from "../position";
import type { RoomName } from "../rooms";
import { freshLink, initialState } from "../stateKeys";
import type { FeatureKeys, Theme } from "../store";

/** Everything in a link: values of the store unchanged, and others in another form. */
export interface Link extends Readonly<typeof freshLink>, Readonly<Partial<FeatureKeys>> {
  /** The run's initial configuration. */
  readonly config: RunConfig;
  /** The displayed step; null: the current one. */
  readonly at: number | null;
  readonly map: LinkedMap;
  /** The guesses of the link's author in its lesson or study. */
  readonly guesses: Guesses;
  /** Null: the link leaves the language to the reader. */
  readonly language: Language | null;
  /** Null: the link leaves the theme to the reader. */
  readonly theme: Exclude<Theme, "system"> | null;
  /** Null: the link is empty, and leaves it to the reader. */
  readonly room: RoomName | null;
  readonly autostart: boolean;
}

export interface ParsedLink extends Link {
  /** The machine has to be checked once; this is never written into links. */
  readonly check: boolean;
  readonly notices: readonly Notice[];
}

/** A link as far as it has been read. */
export type Draft = Omit<ParsedLink, "notices">;

/** The seed of a model's link without `seed`. */
const STANDARD_SEED = 1;

/** Returns the model of a link. */
export const modelOf = ({ config }: Pick<Link, "config">): Model => findModel(config.model) ?? models[0]!;

/** Returns the latent space of a link's run. */
export const spaceOf = (link: Pick<Link, "config">): LatentSpace =>
  ({ model: modelOf(link), latent: Number(link.config.hyperparameters["latent"]), seed: link.config.seed });

/** Returns the preset that a link names; null if it is another model's. */
export function presetOf({ config, preset }: Pick<Link, "config" | "preset">): Preset | null {
  const found = preset && findPreset(preset.name, preset.version);
  return found && found.model === modelOf({ config }).id ? found : null;
}

/** Returns the room that a link without `room` opens. */
export const roomOf = (link: Pick<Link, LearnPart>): RoomName => (openInLearn(link) ? "learn" : initialState.room);

/** Returns the configuration of a link that contains only a preset or a model. */
export const bareConfig = (model: Model, preset: Preset | null, program?: string): RunConfig => ({
  model: model.id, ...(program !== undefined && { program }), seed: preset?.seed ?? STANDARD_SEED, backend: initialState.begun.backend,
  hyperparameters: { ...defaultsOf(model.hyperparameters), ...preset?.hyperparameters },
});

/** Returns the link that contains only its preset or its model: the default of each key. The default position in latent space depends on the configuration. */
export function bareLink(link: Pick<Link, "config" | "preset">): Draft {
  const [preset, space] = [presetOf(link), spaceOf(link)];
  return {
    ...freshLink,
    config: bareConfig(space.model, preset, link.config.program),
    preset: preset && { name: preset.name, version: preset.version },
    stop: preset?.stop || null,
    class: preset?.class ?? freshLink.class,
    z: preset?.z?.length === space.latent ? tidyPosition(preset.z, space.latent) : startPosition(space),
    map: standardMap(space.latent), instrumentSettings: initialInstrumentSettings(space),
    at: null, guesses: NO_GUESSES, language: null, theme: null, room: null, autostart: false, check: false,
  };
}
