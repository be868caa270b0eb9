/**
 * A link is an experiment: `#preset=NAME@VERSION&key=value…` or `#model=ID&key=value…`, with only what differs
 * from the preset or from the model's defaults. Reading never throws: a notice reports each value that was adjusted or
 * ignored. The tables in `link/` define the keys; a new key is an entry there.
 *
 * A preset's link is safe from changed defaults, because presets list every hyperparameter. A model's link
 * contains only differences: each model's `links.txt` records the defaults that such links mean. To change a
 * default, keep the old values under version 1, add a key `defaults` that names the newer version, and read links
 * without it as version 1, which all links written until then are.
 */
import type { Model } from "../../core/model/model";
import type { RunConfig } from "../../core/run/runConfig";
import { quoted } from "../../core/wellFormed";
import { linkedProgram, packProgram } from "../../subject/models/programs";
import { findModel } from "../../subject/models/registry";
import { findPreset, DEFAULT_PRESET, type Preset } from "../../subject/presets";
import { packedIn } from "./comparison";
import { experimentKeys, hyperparameterKeys } from "./link/experiment";
import { featureKeys } from "./link/features";
import { readKey, writeKey, type LinkKeys, type LinkPart, type NamedKeys } from "./link/key";
import { bareConfig, bareLink, modelOf, presetOf, roomOf, type Draft, type Link, type ParsedLink } from "./link/link";
import { openingKeys, pageKeys } from "./link/page";
import { MAX_CHARACTERS, pairsOf, writtenIn } from "./link/pairs";
import { presetIn } from "./link/start";
import { viewKeys } from "./link/view";
import type { Notice } from "./notices";
import { LEARN_PARTS, openInLearn } from "./openInLearn";

export { MAX_CHARACTERS };
export type { Link, ParsedLink };
const MAX_NOTICES = 12;
const MAX_QUOTED = 40;

/** Every key except `preset`, `model` and the model's settings. */
export const linkKeys: LinkKeys = { ...experimentKeys, ...pageKeys, ...viewKeys, ...openingKeys, ...featureKeys };

/** The order of the keys in a link, the most important first; a key that is not listed comes last. The model's settings follow the seed. */
const SPOKEN = [
  "seed", "own", "begin", "then", "compare", "class", "z", "view", "axes", "plane", "range", "highlight", "layers", "rows", "between", "three", "arithmetic",
  "drawing", "image", "hide", "draw", "follow", "part", "sort", "eps", "log", "smoothing", "curves", "backend", "engine", "fma", "operands", "stop",
  "lesson", "study", "exercise", "at", "guess", "autostart", "present", "enlarged", "ask", "answers",
  "embed", "panels", "title", "text", "lock", "without", "origin", "room", "lang", "theme",
];

const [seedKey, ...spokenKeys] = [...new Set([...SPOKEN, ...Object.keys(linkKeys)])].map((id) => [id, linkKeys[id]!] as const);
/** The keys that are read after those of the experiment, on which their meaning depends. */
const otherKeys = Object.entries(linkKeys).filter(([id]) => !(id in experimentKeys));

/** Returns an untrusted text, cut and escaped for a notice. */
export const quote = (text: string): string => quoted(text, MAX_QUOTED);

type WithoutUsed<N> = N extends { readonly used?: string } ? Omit<N, "used"> : never;
type Replaced = WithoutUsed<Notice>;

/**
 * Splits a fragment into texts by key, from which readers take one after the other, and collects notices. `replaced` are those that another
 * experiment, or nothing in Learn, was opened; they come first.
 */
function openText(fragment: string) {
  const texts = new Map<string, string>();
  const notices: Notice[] = [];
  const replaced: Replaced[] = [];
  const adjusted = (key: string, written: string, used: string) =>
    void notices.push({ kind: "adjusted", key: quote(key), written: quote(written), used: quote(used) });
  for (const [key, written] of pairsOf(fragment)) {
    const first = texts.get(key);
    if (first === undefined) texts.set(key, written);
    else adjusted(key, written, first);
  }
  const take = (key: string) => {
    const written = texts.get(key);
    texts.delete(key);
    return written;
  };
  return { texts, notices, replaced, adjusted, take };
}

type Text = ReturnType<typeof openText>;

interface Start {
  readonly model: Model;
  readonly preset: Preset | null;
  readonly program?: string;
}

const FIRST: Start = { model: findModel(DEFAULT_PRESET.model)!, preset: DEFAULT_PRESET };

/** Returns what a link begins with, as links name it: a preset with its version, or a model's id. */
const startName = ({ model, preset }: Start) => (preset ? `${preset.name}@${preset.version}` : model.id);

/** Reads the preset, the model or the program with which a link begins. */
function readStart({ take, adjusted, replaced }: Text): Start {
  const [programWritten, presetWritten, modelWritten] = [take("program"), take("preset"), take("model")];
  const program = programWritten === undefined ? null : linkedProgram(programWritten);
  if (program && "model" in program) return { ...program, preset: null };
  const start = readNamed(presetWritten, modelWritten, replaced);
  if (program) replaced.unshift({ kind: "no-program", ...program });
  if (presetWritten !== undefined && modelWritten !== undefined && modelWritten !== start.model.id) adjusted("model", modelWritten, start.model.id);
  return start;
}

function readNamed(presetWritten: string | undefined, modelWritten: string | undefined, replaced: Replaced[]): Start {
  if (presetWritten !== undefined) {
    const preset = readPreset(presetWritten, replaced);
    return { model: findModel(preset.model)!, preset };
  }
  const model = modelWritten === undefined ? undefined : findModel(modelWritten);
  if (model) return { model, preset: null };
  if (modelWritten !== undefined) replaced.push({ kind: "unknown-model", written: quote(modelWritten) });
  return FIRST;
}

/** Takes a second run's program out of the link if it has no model. A notice says why. */
function dropSecondProgram({ texts, take, notices }: Text): void {
  const packed = packedIn(texts.get("compare") ?? "");
  const found = packed === undefined ? null : linkedProgram(packed);
  if (!found || "model" in found) return;
  take("compare");
  notices.push({ kind: "no-program", of: "second", ...found });
}

/** Takes a lesson, a study or an exercise that does not exist out of the link. Returns whether there was one. */
function dropUnknownParts({ texts, take, replaced }: Text, draft: Draft): boolean {
  const unknown = LEARN_PARTS.filter((part) => texts.has(part) && linkKeys[part]!.read(texts.get(part)!, draft) === null);
  replaced.push(...unknown.map((part) => ({ kind: "unknown-part", part, written: quote(take(part)!) }) as const));
  return unknown.length > 0;
}

function readPreset(written: string, replaced: Replaced[]): Preset {
  const [name, version] = presetIn(written);
  const newest = findPreset(name);
  if (!newest) {
    replaced.push({ kind: "unknown-preset", written: quote(written) });
    return DEFAULT_PRESET;
  }
  if (version === undefined) return newest;
  const named = findPreset(name, version);
  if (named) return named;
  replaced.push({ kind: "unknown-preset-version", written: quote(written) });
  return newest;
}

/** Returns the link with the values of these keys. */
const readKeys = (keys: NamedKeys, { texts, take, adjusted }: Text, link: Draft): Draft => keys.reduce((read, [id, key]) => {
  if (!texts.has(id) || key.when?.(read) === false) return read;
  return readKey(key, take(id)!, read, (written, used) => adjusted(id, written, used));
}, link);

/** Returns the configuration with its fields in the order of saved runs. */
const inOrder = ({ program, engine, fma, operands, then, own, begin, ...config }: RunConfig): RunConfig =>
  ({ ...config, ...(program !== undefined && { program }), ...(engine && { engine }), ...(fma && { fma }), ...(operands && { operands }), ...(then && { then }), ...(own !== undefined && { own }), ...(begin !== undefined && { begin }) });

/** Reads a fragment, with or without its #. Never throws; an empty fragment is the first preset. */
export function parse(fragment: string): ParsedLink {
  if (fragment.length > MAX_CHARACTERS) {
    const link = parse("");
    return { ...link, room: roomOf(link), notices: [{ kind: "link-too-long", characters: fragment.length, used: startName(FIRST) }] };
  }
  const text = openText(fragment);
  const beginning = readStart(text);
  const { model, preset, program } = beginning;
  const start = bareLink({ config: bareConfig(model, preset, program), preset });
  const { config: written } = readKeys([...hyperparameterKeys(model), ...Object.entries(experimentKeys)], text, start);
  const unfit = model.refusal?.(written.hyperparameters) ?? null;
  const config = unfit ? start.config : written;
  if (unfit) text.notices.push({ kind: "settings-refused", detail: unfit.message });
  dropSecondProgram(text);
  const lacksPart = dropUnknownParts(text, start);
  const link = readKeys(otherKeys, text, { ...bareLink({ config, preset }), config: inOrder(config) });
  for (const key of text.texts.keys()) text.notices.push({ kind: "unknown-key", key: quote(key) });
  if (beginning === FIRST && text.replaced.length === 0 && !openInLearn(link) && text.texts.size > 0) text.replaced.push({ kind: "no-experiment" });
  const room = link.room ?? (lacksPart ? "learn" : roomOf(link));
  return { ...link, room: /^#?$/.test(fragment) ? null : room, notices: capped([...text.replaced.map((one) => ({ ...one, used: startName(beginning) })), ...text.notices]) };
}

function capped(notices: readonly Notice[]): readonly Notice[] {
  if (notices.length <= MAX_NOTICES) return notices;
  const [shown, others] = [notices.slice(0, MAX_NOTICES - 1), notices.slice(MAX_NOTICES - 1)];
  const named = others.flatMap((one) => (one.kind === "adjusted" ? [`${one.key}=${one.written}`] : "key" in one ? [one.key] : []));
  return [...shown, { kind: "more-adjusted", count: others.length, named }];
}

/** Returns the `key=text` pairs of the wanted parts of a link. */
function write(link: Link, wanted: (part: LinkPart | undefined) => boolean): readonly string[] {
  const bare = { ...bareLink(link), room: roomOf(link) };
  return [seedKey!, ...hyperparameterKeys(modelOf(link)), ...spokenKeys].flatMap(([id, key]) => {
    const written = wanted(key.part) ? writeKey(key, link, bare) : null;
    return written === null ? [] : [`${id}=${written}`];
  });
}

/** Returns the programs in a link, as they are written there: the run's, and that of a second run. */
export function programsIn(fragment: string): readonly string[] {
  const written = writtenIn(fragment);
  return [written.get("program"), packedIn(written.get("compare") ?? "")].filter((one) => one !== undefined);
}

/** Returns those programs of a link that `prepareLink` has not prepared yet. Until then `parse` reads the first preset in their place. */
export const unpreparedIn = (fragment: string): readonly string[] => programsIn(fragment).filter((packed) => {
  const found = linkedProgram(packed);
  return "why" in found && found.why === "not-loaded";
});

/** Returns the fragment, without # and without the parts `leftOut`. `parse` reads the same link from it, with z rounded to three decimals. */
export function format(link: Link, leftOut: readonly LinkPart[] = []): string {
  const preset = presetOf(link);
  const { program } = link.config;
  const start = preset ? `preset=${preset.name}@${preset.version}` : program === undefined ? `model=${modelOf(link).id}` : `program=${packProgram(program)}`;
  return [start, ...write(link, (part) => part === undefined || !leftOut.includes(part))].join("&");
}

/** Returns one part of a link, such as `z=0.3,-1.2&class=7`; empty if it has its default values. */
export const partOf = (link: Link, part: LinkPart): string => write(link, (one) => one === part).join("&");
