/** The texts of a model's folder, and how those of all folders are put together. */
import { byFolder } from "../../core/folders";
import { isWritten } from "../../core/model/model";

export interface Named {
  /** A label. */
  readonly name: string;
  /** One or two sentences. */
  readonly about: string;
  /** The texts that replace these if data are points. */
  readonly points?: Partial<Omit<Named, "points">>;
}

type Table<T> = Readonly<Record<string, T>>;

/** `shared/texts.*.ts`: of what several models use, by the ids that they give it. */
export interface SharedTexts {
  /** `about` says what changing it does. */
  readonly hyperparameters?: Table<Named>;
  /** Of hyperparameters that are choices. */
  readonly options?: Table<string>;
  /** What each is and which networks it moves. */
  readonly objectives?: Table<string>;
  /** Loss columns. `name` labels number, curve and column. */
  readonly terms?: Table<Named>;
  /** `name`: how one says it; `about` is short enough for one line under the formula. */
  readonly symbols?: Table<Named>;
}

/** `shared/texts.*.ts` also has the texts of models that readers write. */
export interface WrittenTexts extends SharedTexts {
  readonly written: Explanation & { readonly name: string };
}

/** What something is, in two or three sentences, and a question that can be answered by trying. */
export interface Explanation {
  readonly about: string;
  readonly question: string;
}

/** Of a preset: what it shows. What it promises is measured: `quality.ts` beside it. */
export interface PresetTexts extends Explanation {
  readonly title: string;
}

/** `<model>/texts.*.ts`: of the model and what it alone uses. */
export interface ModelTexts extends Explanation, SharedTexts {
  readonly name: string;
  readonly presets?: Table<PresetTexts>;
  /** Of versions that a newer one has replaced, and that links still open, by name@version: what differs from the newest's texts. */
  readonly earlierPresets?: Table<Explanation>;
}

/** Of all models, by id. What two models say by the same id is what `textsOfModel` gives for one of them. */
export interface AllModelTexts extends Required<SharedTexts> {
  /** The texts of every model that a reader has written. */
  readonly written: WrittenTexts["written"];
  readonly list: Table<Explanation & { readonly name: string }>;
  readonly presets: Table<PresetTexts>;
  readonly earlierPresets: Table<Explanation>;
  /** What each model's own folder says, by the model's id. */
  readonly own: Table<Required<SharedTexts>>;
}

/** Returns the texts of all models and of what they share. `files`: by path, "…/<folder>/texts.<language>.ts". */
export function collectTexts(files: Table<ModelTexts | SharedTexts>): AllModelTexts {
  const all = Object.entries(byFolder(files));
  const models = all.filter((entry): entry is [string, ModelTexts] => "question" in entry[1]);
  const shared = all.filter(([, texts]) => !("question" in texts));
  const written = shared.flatMap(([, texts]) => ("written" in texts ? [texts.written as WrittenTexts["written"]] : []))[0]!;
  const together = <K extends keyof ModelTexts>(part: K): NonNullable<ModelTexts[K]> =>
    Object.assign({}, ...[...models, ...shared].map(([, texts]: [string, Partial<ModelTexts>]) => texts[part])) as NonNullable<ModelTexts[K]>;
  return {
    written, list: Object.fromEntries(models), own: Object.fromEntries(models.map(([id, texts]) => [id, { ...NO_TEXTS, ...pick(texts) }])),
    hyperparameters: together("hyperparameters"), options: together("options"), objectives: together("objectives"),
    terms: together("terms"), symbols: together("symbols"),
    presets: together("presets"), earlierPresets: together("earlierPresets"),
  };
}

const NO_TEXTS: Required<SharedTexts> = { hyperparameters: {}, options: {}, objectives: {}, terms: {}, symbols: {} };
const PARTS = Object.keys(NO_TEXTS) as readonly (keyof SharedTexts)[];
const pick = (texts: SharedTexts): SharedTexts => Object.fromEntries(PARTS.flatMap((part) => (texts[part] ? [[part, texts[part]]] : [])));

/** Returns the texts for this model: by each id what its own folder says, else what others say. Returns `all` itself if they are equal. */
export function textsOfModel(all: AllModelTexts, id: string): AllModelTexts {
  if (isWritten({ id })) return ofWritten(all, id);
  const own = Object.hasOwn(all.own, id) ? all.own[id]! : NO_TEXTS;
  const differs = PARTS.some((part) => Object.entries(own[part]).some(([key, text]) => all[part][key] !== text));
  return differs ? { ...all, ...Object.fromEntries(PARTS.map((part) => [part, { ...all[part], ...own[part] }])) } : all;
}

/** The settings that every model has. */
const COMMON = ["batch", "lr", "latent"];

/** The terms and settings of a reader's program have the names of its variables, whatever other models call so. */
const ofWritten = (all: AllModelTexts, id: string): AllModelTexts => ({
  ...all, ...NO_TEXTS, list: { ...all.list, [id]: all.written }, hyperparameters: Object.fromEntries(COMMON.flatMap((one) => (all.hyperparameters[one] ? [[one, all.hyperparameters[one]]] : []))),
});
