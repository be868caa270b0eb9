/** What a link says, and what it says of an experiment as the page shows it by itself. Which keys say it: the tables beside this file. */
import { defaultsOf } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import type { RunConfig } from "../../core/run/runConfig";
import type { FeatureState } from "../../features/registry";
import type { Guesses } from "../../features/learn/slice";
import type { Language } from "../../i18n";
import { findModel, models } from "../../models/registry";
import { findPreset, type Preset } from "../../presets";
import { NO_GUESSES } from "../guesses";
import { standardMap, startLooking, type MapWish } from "../looking";
import type { Notice } from "../notices";
import { startPosition, tidyPosition, type LatentSpace } from "../position";
import type { RoomName } from "../rooms";
import { freshLink, initialState } from "../stateKeys";
import type { Theme } from "../store";

/** Everything a link says: parts of the state as they are, and others in its own words. */
export interface Link extends Readonly<typeof freshLink>, Readonly<Partial<FeatureState>> {
  /** As the run began. */
  readonly config: RunConfig;
  /** The step on show; null: the run as it stands. */
  readonly at: number | null;
  readonly map: MapWish;
  /** Of whoever made the link, in its lesson or study. */
  readonly guesses: Guesses;
  /** Null: the link leaves it to the reader. */
  readonly language: Language | null;
  /** Null likewise. */
  readonly theme: Exclude<Theme, "system"> | null;
  /** Null: the link is empty, and leaves it to the reader. */
  readonly room: RoomName | null;
  readonly autostart: boolean;
}

export interface ParsedLink extends Link {
  /** The machine is to be checked: asked for once, so that it is not written into links. */
  readonly check: boolean;
  readonly notices: readonly Notice[];
}

/** A link as far as it has been read. */
export type Draft = Omit<ParsedLink, "notices">;

/** Of a model's link without `seed`. */
const STANDARD_SEED = 1;

export const modelOf = ({ config }: Pick<Link, "config">): Model => findModel(config.model) ?? models[0]!;

export const spaceOf = (link: Pick<Link, "config">): LatentSpace =>
  ({ model: modelOf(link), latent: Number(link.config.hyperparameters["latent"]), seed: link.config.seed });

/** The preset that a link names; none where the experiment is another model's. */
export function presetOf({ config, preset }: Pick<Link, "config" | "preset">): Preset | null {
  const found = preset && findPreset(preset.name, preset.version);
  return found && found.model === modelOf({ config }).id ? found : null;
}

/** What a link opens that does not say a room. */
export const roomOf = ({ lesson, study }: Pick<Link, "lesson" | "study">): RoomName => (lesson ?? study ? "learn" : initialState.room);

/** What a preset's link or a model's trains that says nothing else. */
export const bareConfig = (model: Model, preset: Preset | null): RunConfig => ({
  model: model.id, seed: preset?.seed ?? STANDARD_SEED, backend: initialState.begun.backend,
  hyperparameters: { ...defaultsOf(model.hyperparameters), ...preset?.hyperparameters },
});

/** The link that says nothing besides its preset or its model: the default of each key. Where in latent space it begins depends on the configuration. */
export function bareLink(link: Pick<Link, "config" | "preset">): Draft {
  const [preset, space] = [presetOf(link), spaceOf(link)];
  return {
    ...freshLink,
    config: bareConfig(space.model, preset),
    preset: preset && { name: preset.name, version: preset.version },
    stop: preset?.stop || null,
    class: preset?.class ?? freshLink.class,
    z: preset?.z?.length === space.latent ? tidyPosition(preset.z, space.latent) : startPosition(space),
    map: standardMap(space.latent), looking: startLooking(space),
    at: null, guesses: NO_GUESSES, language: null, theme: null, room: null, autostart: false, check: false,
  };
}
