/**
 * A link is an experiment: `#preset=NAME@VERSION&key=value…` or `#model=ID&key=value…`, with only what differs
 * from the preset or from the model's defaults. Reading never throws, and whatever it could not take as it
 * stands it says in a notice. Ranges come from the models' tables and from `settings.ts`.
 *
 * A preset's link is safe from changed defaults, because presets list every hyperparameter. A model's link
 * names only differences: `modelDefaults.test.ts` holds the defaults that such links mean. Whoever must change
 * one keeps the old values under version 1, adds a key `defaults` that names the newer version, and reads links
 * without it as version 1, which is what all links written until then are.
 */
import { check, defaultsOf, type HyperparameterValue, type HyperparameterValues } from "../core/hyperparameters";
import type { Model } from "../core/model";
import type { LiveChange } from "../core/liveChanges";
import type { BackendWish, RunConfig } from "../core/runConfig";
import type { Language } from "../i18n";
import { findModel, models } from "../models/registry";
import { findPreset, FIRST, type Preset } from "../presets";
import { STANDARD_RANGE, tidyRange, type Range } from "../core/range";
import { CLASSES } from "../core/runConfig";
import { instrumentsOf, shownInstrument, type Instrument } from "./instruments";
import { basesOf, firstAxes, standardMap, type MapWish } from "./looking";
import type { Notice } from "./notices";
import { samePosition, startPosition } from "./position";
import { settings, tidyPosition, type Setting, type SettingId } from "./settings";

/** Everything a link says. */
export interface Link {
  readonly config: RunConfig;
  readonly preset: { readonly name: string; readonly version: number } | null;
  readonly stop: number | null;
  readonly z: readonly number[];
  readonly class: number;
  /** Null: the one that the model shows by itself. */
  readonly instrument: Instrument | null;
  readonly map: MapWish;
  /** The classes that stand out on the map. */
  readonly pinned: readonly number[];
  /** Null: the link leaves it to the reader. */
  readonly language: Language | null;
  readonly present: boolean;
  readonly autostart: boolean;
}

export interface ParsedLink extends Link {
  /** The machine is to be checked: asked for once, so that it is not written into links. */
  readonly check: boolean;
  readonly notices: readonly Notice[];
}

/** Ten times what the largest latent space needs. Longer ones are an accident or an attack, and are not read. */
export const MAX_CHARACTERS = 20_000;
const MAX_NOTICES = 12;
const MAX_QUOTED = 40;
/** More changes than a hand makes; a script that wants more opens several links. */
const MAX_CHANGES = 200;

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
  return preset?.z?.length === latent ? tidyPosition(preset.z, latent) : startPosition(model.id, latent, seed);
}

const latentOf = (values: HyperparameterValues) => Number(values["latent"]);

const quote = (text: string) => (text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED - 1)}…` : text);

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is taken as it is written
  }
}

/** Pairs in the order written. Not URLSearchParams: it would read the + of 1e+3 as a space. */
function pairsOf(fragment: string): readonly (readonly [string, string])[] {
  return fragment.replace(/^#/, "").split("&").filter((piece) => piece !== "").map((piece) => {
    const equals = piece.indexOf("=");
    return equals < 0
      ? [unescape(piece), ""] as const
      : [unescape(piece.slice(0, equals)), unescape(piece.slice(equals + 1))] as const;
  });
}

/** Takes keys out of a link one by one, and keeps account of what was wrong with them. */
class Reader {
  readonly notices: Notice[] = [];
  private readonly written = new Map<string, string>();

  constructor(fragment: string) {
    for (const [key, value] of pairsOf(fragment)) {
      const first = this.written.get(key);
      if (first === undefined) this.written.set(key, value);
      else this.adjusted(key, value, first);
    }
  }

  take(key: string): string | undefined {
    const value = this.written.get(key);
    this.written.delete(key);
    return value;
  }

  adjusted(key: string, written: string, used: HyperparameterValue): void {
    this.notices.push({ kind: "adjusted", key: quote(key), written: quote(written), used: quote(String(used)) });
  }

  /** The value of `key`, made to fit its spec; `otherwise` where the link has none or nothing that fits. */
  value(key: string, spec: Setting["spec"], otherwise: HyperparameterValue): HyperparameterValue {
    const written = this.take(key);
    if (written === undefined) return otherwise;
    const checked = check(spec, written);
    const used = checked.kind === "rejected" ? otherwise : checked.value === 0 ? 0 : checked.value; // −0 is 0
    if (checked.kind !== "ok") this.adjusted(key, written, used);
    return used;
  }

  setting(id: Exclude<SettingId, "z" | "lang" | "then" | "axes" | "range" | "highlight">, otherwise?: HyperparameterValue): HyperparameterValue {
    const { spec } = settings[id];
    return this.value(id, spec, otherwise ?? spec.default);
  }

  /** "present" alone says what "present=1" does. */
  flag(id: "present" | "autostart" | "check"): boolean {
    if (this.written.get(id) === "") this.written.set(id, "1");
    return this.setting(id) === "1";
  }

  /** A model does not have every way of looking. */
  instrument(model: Model): Instrument | null {
    const standard = shownInstrument(model, null);
    const wish = this.value("view", settings.view.spec, standard);
    const known = settings.view.spec.options.find((option) => option === wish) ?? standard;
    if (!instrumentsOf(model).includes(known)) {
      this.adjusted("view", known, standard);
      return null;
    }
    return known === standard ? null : known;
  }

  position(latent: number, otherwise: readonly number[]): readonly number[] {
    const written = this.take("z");
    if (written === undefined) return otherwise;
    const checked = written.split(",", latent + 1).map((part) => check(settings.z.spec, part));
    const numbers = checked.map((one) => (one.kind === "rejected" ? 0 : Number(one.value)));
    const used = tidyPosition(numbers, latent);
    if (checked.length !== latent || checked.some(({ kind }) => kind !== "ok")) this.adjusted("z", written, used.join());
    return used;
  }

  /** `then=300:beta=4,500:lr=0.0005`: live settings that change in mid-run, each by the steps made before it. */
  then(model: Model): readonly LiveChange[] {
    const written = this.take("then");
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
    if (formatThen(read) !== written || used.length !== read.length) this.adjusted("then", written, formatThen(used) || "-");
    return used;
  }

  /** The numbers of a list; null where the link has none, or anything in it that is not one of `spec`. */
  private list(key: "axes" | "range" | "highlight", valid: (numbers: readonly number[]) => boolean, used: string): readonly number[] | null {
    const written = this.take(key);
    if (written === undefined) return null;
    const checked = written.split(",", CLASSES + 1).map((part) => check(settings[key].spec, part));
    const numbers = checked.map((one) => (one.kind === "ok" ? Number(one.value) : NaN));
    if (numbers.every(Number.isFinite) && valid(numbers)) return numbers;
    this.adjusted(key, written, used);
    return null;
  }

  /** A map does not have every plane. */
  map(model: Model, latent: number): MapWish {
    const standard = standardMap(latent);
    const axes = this.list("axes", ([a, b, ...more]) =>
      a !== undefined && b !== undefined && more.length === 0 && a !== b && Math.max(a, b) <= latent, standard.axes.map((axis) => axis + 1).join());
    const otherwise = axes ? "dimensions" : standard.basis;
    const wish = this.value("plane", settings.plane.spec, otherwise);
    const basis = basesOf(model, latent).find((one) => one === wish);
    if (!basis) this.adjusted("plane", String(wish), otherwise);
    return { basis: basis ?? otherwise, axes: axes && (basis ?? otherwise) === "dimensions" ? [axes[0]! - 1, axes[1]! - 1] : firstAxes(latent), range: this.range() };
  }

  private range(): Range | null {
    const numbers = this.list("range", ([extent, ...middle]) => extent! > 0 && (middle.length === 0 || middle.length === 2), String(STANDARD_RANGE.extent));
    return numbers && tidyRange({ extent: numbers[0]!, middle: [numbers[1] ?? 0, numbers[2] ?? 0] });
  }

  pinned(): readonly number[] {
    return this.list("highlight", (classes) => new Set(classes).size === classes.length, "–") ?? [];
  }

  /** Every key that nobody took. */
  leftovers(): void {
    for (const key of this.written.keys()) this.notices.push({ kind: "unknown-key", key: quote(key) });
  }
}

const formatThen = (changes: readonly LiveChange[]): string =>
  changes.map(({ step, id, value }) => `${step}:${id}=${value}`).join();

function readBase(reader: Reader): Base {
  const presetWritten = reader.take("preset");
  const modelWritten = reader.take("model");
  if (presetWritten !== undefined) {
    const base = presetBase(readPreset(reader, presetWritten));
    if (modelWritten !== undefined && modelWritten !== base.model.id) reader.adjusted("model", modelWritten, base.model.id);
    return base;
  }
  if (modelWritten === undefined) return presetBase(findPreset(FIRST));
  const model = findModel(modelWritten);
  if (model) return modelBase(model);
  const base = presetBase(findPreset(FIRST));
  reader.notices.push({ kind: "unknown-model", written: quote(modelWritten), used: base.model.id });
  return base;
}

function readPreset(reader: Reader, written: string): Preset {
  const [name = "", version, ...more] = written.split("@");
  const newest = findPreset(name, undefined);
  if (!newest) {
    reader.notices.push({ kind: "unknown-preset", written: quote(written) });
    return findPreset(FIRST);
  }
  if (version === undefined) return newest;
  const named = more.length === 0 && /^\d{1,6}$/.test(version) ? findPreset(name, Number(version)) : undefined;
  if (named) return named;
  reader.notices.push({ kind: "unknown-preset-version", written: quote(written), used: `${name}@${newest.version}` });
  return newest;
}

/** Reads a fragment, with or without its #. Never throws; an empty one is the first preset. */
export function parse(fragment: string): ParsedLink {
  if (fragment.length > MAX_CHARACTERS) {
    return { ...parse(""), notices: [{ kind: "link-too-long", characters: fragment.length }] };
  }
  const reader = new Reader(fragment);
  const base = readBase(reader);
  const { model } = base;
  const hyperparameters = Object.fromEntries(Object.entries(model.hyperparameters).map(
    ([id, spec]) => [id, reader.value(id, spec, base.hyperparameters[id] ?? spec.default)],
  ));
  const seed = Number(reader.setting("seed", base.seed));
  const then = reader.then(model);
  const latent = latentOf(hyperparameters);
  const lang = reader.take("lang");
  const language = settings.lang.spec.options.find((option) => option === lang) ?? null;
  if (lang !== undefined && language === null) reader.adjusted("lang", lang, settings.lang.spec.options.join(" / "));
  const parsed = {
    config: {
      model: model.id, seed, backend: reader.setting("backend") as BackendWish, hyperparameters,
      ...(reader.setting("engine") === "eager" ? { engine: "eager" as const } : {}),
      ...(reader.setting("fma") === "off" ? { fma: "off" as const } : {}),
      ...(then.length > 0 ? { then } : {}),
    },
    preset: base.preset && { name: base.preset.name, version: base.preset.version },
    stop: Number(reader.setting("stop", base.stop)) || null,
    z: reader.position(latent, basePosition(base, latent, seed)),
    class: model.conditional ? Number(reader.setting("class", base.class)) : base.class,
    instrument: reader.instrument(model),
    map: reader.map(model, latent),
    pinned: reader.pinned(),
    language,
    present: reader.flag("present"),
    autostart: reader.flag("autostart"),
    check: reader.flag("check"),
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
  if (config.then?.length) pairs.push(`then=${formatThen(config.then)}`);
  if (model.conditional) write("class", link.class, base.class);
  const latent = latentOf(config.hyperparameters);
  const z = tidyPosition(link.z, latent);
  if (!samePosition(z, basePosition(base, latent, config.seed))) pairs.push(`z=${z.join()}`);
  write("view", shownInstrument(model, link.instrument), shownInstrument(model, null));
  pairs.push(...mapPairs(link.map, latent));
  if (link.pinned.length > 0) pairs.push(`highlight=${link.pinned.join()}`);
  write("backend", config.backend, settings.backend.spec.default);
  write("engine", config.engine ?? settings.engine.spec.default, settings.engine.spec.default);
  write("fma", config.fma ?? settings.fma.spec.default, settings.fma.spec.default);
  write("stop", link.stop ?? 0, base.stop);
  if (link.autostart) pairs.push("autostart=1");
  if (link.present) pairs.push("present=1");
  if (link.language) pairs.push(`lang=${link.language}`);
  return pairs.join("&");
}

function mapPairs({ basis, axes, range }: MapWish, latent: number): readonly string[] {
  const standard = standardMap(latent);
  const otherAxes = axes[0] !== standard.axes[0] || axes[1] !== standard.axes[1];
  const pairs: string[] = [];
  if (basis === "dimensions" && otherAxes) pairs.push(`axes=${axes[0] + 1},${axes[1] + 1}`);
  else if (basis !== standard.basis) pairs.push(`plane=${basis}`);
  if (range) pairs.push(`range=${[range.extent, ...(range.middle.some((value) => value !== 0) ? range.middle : [])].join()}`);
  return pairs;
}
