/**
 * A link is an experiment: `#preset=NAME@VERSION&key=value…` or `#model=ID&key=value…`, with only what differs
 * from the preset or from the model's defaults. Reading never throws, and whatever it could not take as it
 * stands it says in a notice. Ranges come from the models' tables and from `settings.ts`.
 *
 * A preset's link is safe from changed defaults, because presets list every hyperparameter. A model's link
 * names only differences: each model's `links.txt` holds the defaults that such links mean. Whoever must change
 * one keeps the old values under version 1, adds a key `defaults` that names the newer version, and reads links
 * without it as version 1, which is what all links written until then are.
 */
import { check, defaultsOf, type HyperparameterValue, type HyperparameterValues } from "../core/hyperparameters";
import type { Model } from "../core/model";
import { MAX_CHANGES } from "../core/liveChanges";
import { readOwnId } from "../core/ownId";
import type { LiveChange, RunConfig } from "../core/runConfig";
import type { Language } from "../i18n";
import type { LessonId } from "../lessons/ids";
import type { StudyId } from "../studies/ids";
import { findModel, models } from "../models/registry";
import { findPreset, FIRST, type Preset } from "../presets";
import type { TrainedStart } from "../presets/trained";
import { differenceText, isDifference, readDifference, type Difference } from "./comparison";
import { embedPairs, readEmbed, type Embed } from "./embed";
import { guessesOf, guessesText, NO_GUESSES, type Guesses } from "./guesses";
import { MAX_CHARACTERS } from "./linkPairs";
import { LinkReader, quote } from "./linkReader";
import { readView, viewPairs, type LinkedView } from "./linkView";
import type { Notice } from "./notices";
import { questionPairs, readQuestion, type Question } from "./question";
import type { Enlarged, RoomName } from "./rooms";
import { samePosition, startPosition } from "./position";
import { settings, tidyPosition, type Theme } from "./settings";
import { startFor } from "./trainedStart";

/** Everything a link says. */
export interface Link extends LinkedView {
  readonly config: RunConfig;
  readonly preset: { readonly name: string; readonly version: number } | null;
  readonly stop: number | null;
  readonly comparison: Difference | null;
  /** The step on show; null: the run as it stands. */
  readonly at: number | null;
  readonly z: readonly number[];
  readonly class: number;
  /** The lesson that is open. */
  readonly lesson: LessonId | null;
  /** The study that is open: none beside a lesson. */
  readonly study: StudyId | null;
  /** Of whoever made the link, in this lesson or study. */
  readonly guesses: Guesses;
  /** Null: the link leaves it to the reader. */
  readonly language: Language | null;
  /** Null likewise. */
  readonly theme: Exclude<Theme, "system"> | null;
  readonly present: boolean;
  /** The panel that fills the screen in lecture mode. */
  readonly enlarged: Enlarged | null;
  /** To the hall. */
  readonly question: Question | null;
  /** Null: the page stands by itself. */
  readonly embed: Embed | null;
  /** Null: the link is empty, and leaves it to the reader. */
  readonly room: RoomName | null;
  readonly autostart: boolean;
}

export interface ParsedLink extends Link {
  /** The machine is to be checked: asked for once, so that it is not written into links. */
  readonly check: boolean;
  /** A talk as `talk/talkFile.ts` reads it; null: none. */
  readonly linkedTalk: string | null;
  readonly notices: readonly Notice[];
}

export { MAX_CHARACTERS };
const MAX_NOTICES = 12;

/** What a link says before its keys have been looked at. */
interface Base {
  readonly model: Model;
  readonly preset: Preset | null;
  readonly seed: number;
  readonly hyperparameters: HyperparameterValues;
  readonly stop: number;
  readonly class: number;
}

function presetBase(preset: Preset): Base {
  const model = findModel(preset.model) ?? models[0]!;
  const hyperparameters = { ...defaultsOf(model.hyperparameters), ...preset.hyperparameters };
  const { seed, stop = settings.stop.spec.default, class: k = settings.class.spec.default } = preset;
  return { model, preset, seed, hyperparameters, stop, class: k };
}

function modelBase(model: Model): Base {
  return {
    model, preset: null, seed: settings.seed.spec.default, hyperparameters: defaultsOf(model.hyperparameters),
    stop: settings.stop.spec.default, class: settings.class.spec.default,
  };
}

function basePosition({ model, preset }: Base, latent: number, seed: number): readonly number[] {
  return preset?.z?.length === latent ? tidyPosition(preset.z, latent) : startPosition({ model, latent, seed });
}

const isSettingOf = (model: Model) => (id: string) => Object.hasOwn(model.hyperparameters, id);

const latentOf = (values: HyperparameterValues) => Number(values["latent"]);

const formatThen = (changes: readonly LiveChange[]): string =>
  changes.map(({ step, id, value }) => `${step}:${id}=${value}`).join();

function readBase(reader: LinkReader): Base {
  const presetWritten = reader.take("preset");
  const modelWritten = reader.take("model");
  if (presetWritten !== undefined) {
    const base = presetBase(readPreset(reader, presetWritten));
    if (modelWritten !== undefined && modelWritten !== base.model.id) reader.adjusted("model", modelWritten, base.model.id);
    return base;
  }
  if (modelWritten === undefined) return presetBase(FIRST);
  const model = findModel(modelWritten);
  if (model) return modelBase(model);
  const base = presetBase(FIRST);
  reader.notices.push({ kind: "unknown-model", written: quote(modelWritten), used: base.model.id });
  return base;
}

/** What a link opens that does not say a room. */
const roomOf = ({ lesson, study }: Pick<Link, "lesson" | "study">): RoomName => (lesson || study ? "learn" : settings.room.spec.default);

/** What is open beside a lesson would not be seen. */
function readStudy(reader: LinkReader, lesson: LessonId | null): StudyId | null {
  const written = reader.setting("study");
  if (written === "none") return null;
  if (lesson !== null) reader.adjusted("study", written, "none");
  return lesson === null ? written : null;
}

function readPreset(reader: LinkReader, written: string): Preset {
  const [name = "", version, ...more] = written.split("@");
  const newest = findPreset(name, undefined);
  if (!newest) {
    reader.notices.push({ kind: "unknown-preset", written: quote(written) });
    return FIRST;
  }
  if (version === undefined) return newest;
  const named = more.length === 0 && /^\d{1,6}$/.test(version) ? findPreset(name, Number(version)) : undefined;
  if (named) return named;
  reader.notices.push({ kind: "unknown-preset-version", written: quote(written), used: `${name}@${newest.version}` });
  return newest;
}

function readPosition(reader: LinkReader, latent: number, otherwise: readonly number[]): readonly number[] {
  const written = reader.take("z");
  if (written === undefined) return otherwise;
  const checked = written.split(",", latent + 1).map((part) => check(settings.z.spec, part));
  const numbers = checked.map((one) => (one.kind === "rejected" ? 0 : Number(one.value)));
  const used = tidyPosition(numbers, latent);
  if (checked.length !== latent || checked.some(({ kind }) => kind !== "ok")) reader.adjusted("z", written, used.join());
  return used;
}

/** `then=300:beta=4,500:lr=0.0005`: live settings that change in mid-run, each by the steps made before it. */
function readThen(reader: LinkReader, model: Model): readonly LiveChange[] {
  const written = reader.take("then");
  if (written === undefined) return [];
  const read = written.split(",", MAX_CHANGES + 1).slice(0, MAX_CHANGES).flatMap((part): LiveChange[] => {
    const [, at, id, value] = /^(\d+):(\w+)=(.*)$/.exec(part) ?? [];
    const spec = id !== undefined && Object.hasOwn(model.hyperparameters, id) ? model.hyperparameters[id] : undefined;
    const step = check(settings.then.spec, at ?? "");
    if (!spec?.live || id === undefined || value === undefined || step.kind === "rejected") return [];
    const checked = check(spec, value);
    return checked.kind === "rejected" ? [] : [{ step: Number(step.value), id, value: checked.value === 0 ? 0 : checked.value }];
  });
  const last = new Map(read.map((change) => [`${change.step}:${change.id}`, change]));
  const used = [...last.values()].sort((a, b) => a.step - b.step);
  if (formatThen(read) !== written || used.length !== read.length) reader.adjusted("then", written, formatThen(used) || "–");
  return used;
}

/** Only a preset as it was published has a trained start; null: the run begins at step 0. */
function readBegin(reader: LinkReader, start: TrainedStart | null): number | null {
  const at = reader.setting("begin");
  if (at === 0) return null;
  if (at === start?.step) return at;
  reader.adjusted("begin", String(at), 0);
  return null;
}

/** `compare=beta:4`, `compare=model:ae`. A trained start has no other run beside it. */
function readComparison(reader: LinkReader, config: RunConfig): Difference | null {
  const written = reader.take("compare");
  if (written === undefined) return null;
  const used = config.begin === undefined ? readDifference(written, config) : null;
  const text = used ? differenceText(used) : "–";
  if (text !== written) reader.adjusted("compare", written, text);
  return used;
}

/** What was trained beforehand is not kept. */
function readAt(reader: LinkReader, begin: number | null): number | null {
  return reader.text("at", (written) => {
    const checked = check(settings.at.spec, written);
    const at = checked.kind === "ok" ? Number(checked.value) : NaN;
    return at >= (begin ?? 0) ? at : null;
  }, "–");
}

/** Reads a fragment, with or without its #. Never throws; an empty one is the first preset. */
export function parse(fragment: string): ParsedLink {
  if (fragment.length > MAX_CHARACTERS) {
    return { ...parse(""), room: settings.room.spec.default, notices: [{ kind: "link-too-long", characters: fragment.length }] };
  }
  const reader = new LinkReader(fragment);
  const base = readBase(reader);
  const { model } = base;
  const hyperparameters = Object.fromEntries(Object.entries(model.hyperparameters).map(
    ([id, spec]) => [id, reader.value(id, spec, base.hyperparameters[id] ?? spec.default)],
  ));
  const seed = reader.setting("seed", base.seed);
  const then = readThen(reader, model);
  const own = reader.text("own", (written) => readOwnId(written) && written, "–");
  const latent = latentOf(hyperparameters);
  const preset = base.preset && { name: base.preset.name, version: base.preset.version };
  const begun = {
    model: model.id, seed, backend: reader.setting("backend"), hyperparameters,
    ...(reader.setting("engine") === "eager" ? { engine: "eager" as const } : {}),
    ...(reader.setting("fma") === "off" ? { fma: "off" as const } : {}),
    ...(then.length > 0 ? { then } : {}),
    ...(own === null ? {} : { own }),
  };
  const begin = readBegin(reader, startFor({ preset, begun }));
  const lang = reader.take("lang");
  const language = settings.lang.spec.options.find((option) => option === lang) ?? null;
  if (lang !== undefined && language === null) reader.adjusted("lang", lang, "–");
  const theme = reader.setting("theme");
  const config = { ...begun, ...(begin === null ? {} : { begin }) };
  const written = reader.setting("lesson");
  const lesson = written === "none" ? null : written;
  const study = readStudy(reader, lesson);
  const enlarged = reader.setting("enlarged");
  const embed = readEmbed(reader, isSettingOf(model));
  const present = reader.flag("present");
  if (embed && present) reader.adjusted("present", "1", 0);
  const parsed = {
    config,
    preset,
    comparison: readComparison(reader, config),
    stop: reader.setting("stop", base.stop) || null,
    at: readAt(reader, begin),
    z: readPosition(reader, latent, basePosition(base, latent, seed)),
    class: model.conditional ? reader.setting("class", base.class) : base.class,
    ...readView(reader, model, hyperparameters, seed),
    lesson,
    study,
    guesses: ((lesson ?? study) && reader.text("guess", guessesOf, "–")) ?? NO_GUESSES,
    language,
    theme: theme === "system" ? null : theme,
    present: present && !embed,
    embed,
    enlarged: enlarged === "none" ? null : enlarged,
    question: readQuestion(reader),
    room: /^#?$/.test(fragment) ? null : reader.setting("room", roomOf({ lesson, study })),
    autostart: reader.flag("autostart"),
    check: reader.flag("check"),
    linkedTalk: reader.take("talk") ?? null,
  };
  reader.leftovers();
  return { ...parsed, notices: capped(reader.notices) };
}

function capped(notices: readonly Notice[]): readonly Notice[] {
  if (notices.length <= MAX_NOTICES) return notices;
  const shown = notices.slice(0, MAX_NOTICES - 1);
  return [...shown, { kind: "more-adjusted", count: notices.length - shown.length }];
}

/** Writes a fragment, without its #. What `parse` reads from it is the same link, z to three decimals. */
export function format(link: Link): string {
  const { config } = link;
  const model = findModel(config.model) ?? models[0]!;
  const preset = link.preset && findPreset(link.preset.name, link.preset.version);
  const base = preset && preset.model === model.id ? presetBase(preset) : modelBase(model);
  const pairs = [base.preset ? `preset=${base.preset.name}@${base.preset.version}` : `model=${model.id}`];
  const write = (key: string, value: HyperparameterValue, standard: HyperparameterValue) => {
    if (value !== standard) pairs.push(`${key}=${value}`);
  };
  write("seed", config.seed, base.seed);
  for (const [id, standard] of Object.entries(base.hyperparameters)) write(id, config.hyperparameters[id] ?? standard, standard);
  if (config.own !== undefined) pairs.push(`own=${config.own}`);
  if (config.begin !== undefined && startFor({ preset: link.preset, begun: config })?.step === config.begin) pairs.push(`begin=${config.begin}`);
  if (config.then?.length) pairs.push(`then=${formatThen(config.then)}`);
  if (link.comparison && isDifference(config, link.comparison)) pairs.push(`compare=${differenceText(link.comparison)}`);
  if (model.conditional) write("class", link.class, base.class);
  const latent = latentOf(config.hyperparameters);
  const z = tidyPosition(link.z, latent);
  if (!samePosition(z, basePosition(base, latent, config.seed))) pairs.push(`z=${z.join()}`);
  pairs.push(...viewPairs(link, model, config.hyperparameters, config.seed));
  write("backend", config.backend, settings.backend.spec.default);
  write("engine", config.engine ?? settings.engine.spec.default, settings.engine.spec.default);
  write("fma", config.fma ?? settings.fma.spec.default, settings.fma.spec.default);
  write("stop", link.stop ?? 0, base.stop);
  if (link.lesson) pairs.push(`lesson=${link.lesson}`);
  else if (link.study) pairs.push(`study=${link.study}`);
  if (link.at !== null) pairs.push(`at=${link.at}`);
  if ((link.lesson ?? link.study) && Object.keys(link.guesses).length > 0) pairs.push(`guess=${guessesText(link.guesses)}`);
  if (link.autostart) pairs.push("autostart=1");
  if (link.present) pairs.push("present=1");
  if (link.enlarged) pairs.push(`enlarged=${link.enlarged}`);
  pairs.push(...questionPairs(link.question));
  pairs.push(...embedPairs(link.embed, isSettingOf(model)));
  write("room", link.room ?? roomOf(link), roomOf(link));
  if (link.language) pairs.push(`lang=${link.language}`);
  if (link.theme) pairs.push(`theme=${link.theme}`);
  return pairs.join("&");
}
