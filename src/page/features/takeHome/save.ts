/** Makes the chosen file. Pictures, tables and archives are written by pure functions or the browser alone; nothing leaves the machine. */
import { zipSync } from "fflate";
import * as v from "valibot";
import type { Texts } from "../../i18n";
import type { TakeHomeTexts } from "./texts";
import { exportedLink } from "../../../core/browser/exportedLink";
import type { Pixels } from "../../../core/png/readPng";
import { writePng } from "../../../core/png/writePng";
import type { Model } from "../../../core/model/model";
import { changesMade, type Trait } from "../../../core/run/liveChanges";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import { equationsOf, numbersTex, unitsOf, wholeTex } from "../../equations/equation";
import { findModel } from "../../../subject/models/registry";
import { letterOf } from "../../ui/comparison/others";
import type { PanelParts } from "../../ui/context";
import { plainSymbol } from "../../ui/lossChart/changeText";
import { valueAt } from "../../ui/lossChart/chartData";
import { shownSettings } from "../../state/keyframes";
import { ownTraits } from "../../state/runTraits";
import { isSameLoss } from "../../state/sameLoss";
import { countText, lossText, settingText } from "../../ui/numbers";
import { paintTiles, ramp } from "../../ui/pictures/paint";
import { modelName, secondModelName, presetTexts } from "../../ui/presetTexts";
import { traitValues } from "../../ui/runTraits";
import { cardPage } from "./cardPage";
import { citationOf } from "./citation";
import type { Figure, Words } from "../../ui/figures/compose";
import { decoderProgram, decoderWeights, hasDecoder } from "./decoder";
import { linkAt } from "./linkAt";
import { displayedFigures, figureOf, withFonts, type FigureId } from "../../ui/figures/figures";
import { layoutWidth, MM_PER_INCH, printSize, type PrintSize } from "./figures/printSize";
import { svgFile } from "./figures/svgFile";
import type { FilmOptions, FilmWords } from "./film/film";
import { trainingScene, walkScene } from "./film/scenes";
import { csvOf, lossTable, type Table } from "./lossTable";
import { enlarged, possibleScale, rasterised, withResolution, withTexts } from "../../ui/figures/png";
import type { Format, SaveOptions } from "./saveOptions";

/** What the files are made from. */
export interface SaveContext {
  readonly parts: PanelParts;
  readonly all: Texts;
  readonly texts: TakeHomeTexts;
}

/** What can be saved: a figure, a film, or what is no figure: the decoder, the run's card, its citation. */
export type Thing = FigureId | FilmId | (typeof TEXTS)[number];
const TEXTS = ["decoder", "card", "cite"] as const;
/** Films: training, and a walk through latent space. */
export type FilmId = "film" | "walk";
/** Returns whether it is a figure of the page. */
export const isFigure = (id: Thing): id is FigureId => !isFilm(id) && !TEXTS.some((text) => text === id);
/** Returns whether it is a film. */
export const isFilm = (id: Thing): id is FilmId => id === "film" || id === "walk";

/** Returns what can be saved now. A film needs samples at several steps; a walk needs a model that decodes codes. */
export function availableThings({ store, frames }: PanelParts): readonly Thing[] {
  const figures = displayedFigures();
  const { keyframes, opened, config } = store.getState();
  const decodes = hasDecoder(findModel(config.model)!, config.hyperparameters);
  const moves = frames.latest("samples") !== null && opened !== null;
  return [...figures, ...moves && figures.includes("samples") && keyframes.length > 1 ? ["film" as const] : [], ...moves ? ["walk" as const] : [], ...decodes ? ["decoder" as const] : [], "card", "cite"];
}

/** Reports the progress of a film, and cancels it. */
export interface Progress {
  onFrame(shots: number, all: number, canvas: HTMLCanvasElement): void;
  readonly signal: AbortSignal;
}

/** A file to download. */
export interface Saved {
  readonly name: string;
  readonly file: Blob;
}

/** Pictures that consist of many images, by the figure that shows them. */
const TILES = { samples: "samples", reconstructions: "reconstructions" } as const;
const hasTiles = (id: Thing): id is keyof typeof TILES => Object.hasOwn(TILES, id);

/** Returns the images of a figure by the beginning of their file names, of each run. */
function imagesOf(id: Thing, { runs }: PanelParts): readonly (readonly [name: string, pixels: Uint8Array])[] {
  if (!hasTiles(id)) return [];
  const shown = [runs.front, ...runs.others.getState()];
  return shown.flatMap((run) => {
    const picture = run.frames.latest(TILES[id]);
    return picture ? [[shown.length > 1 ? `${id}-${letterOf(runs, run)}` : id, picture.pixels] as const] : [];
  });
}

/** Returns the available formats, the default first. */
export function formatsOf(id: Thing, parts: PanelParts): readonly Format[] {
  if (id === "cite") return ["bib"];
  if (id === "card") return ["html", "json"];
  if (isFilm(id)) return ["webm", "mp4", "gif"];
  if (id === "decoder") return ["safetensors", "py"];
  const { study, studyNotes } = parts.store.getState();
  const numbers = (id === "losses" && parts.series.length > 0) || (id === "study" && study === "rate-distortion" && studyNotes.points.length > 0);
  return ["svg", "pdf", "png", ...numbers ? ["csv"] as const : [], ...imagesOf(id, parts).length > 0 ? ["zip"] as const : [], ...id === "equation" ? ["tex"] as const : []];
}

/** Returns the displayed step. */
const shownStep = ({ store }: Pick<PanelParts, "store">): number => {
  const { rewound, step } = store.getState();
  return rewound ?? step;
};

/** Returns the citation of the run at its displayed step. */
export async function citationNow({ store, session }: Pick<PanelParts, "store" | "session">): Promise<string> {
  const { page: { version } } = await session.runCard();
  const step = shownStep({ store });
  return citationOf(store.getState(), step, version, linkAt(session, step));
}

/** Names a changed setting as texts and formulas do: "KL weight β = 40 → 10", "likelihood: Gaussian". */
function changeText(trait: Trait, { hyperparameters }: Model, all: Texts): string {
  const spec = hyperparameters[trait.id];
  const name = all.models.hyperparameters[trait.id]?.name ?? trait.id;
  return spec === undefined || spec.kind === "choice" ? `${name}: ${traitValues(trait, all)}` : `${[name, plainSymbol(spec.symbol)].filter((one, i) => i === 0 || one !== name).join(" ")} = ${traitValues(trait, all)}`;
}

/**
 * Returns the origin lines: "First VAE (first-vae@2) · KL weight β = 4 · seed 1 · step 500", what differs in a second run, and the link that shows this step.
 * `step` null: not of a single step, and the link shows the run's last one.
 */
export function originOf({ store, session }: Pick<PanelParts, "store" | "session">, all: Texts, texts: TakeHomeTexts, step: number | null = shownStep({ store })): readonly string[] {
  const { preset, config, begun, comparison, step: last } = store.getState();
  const named = presetTexts(all, preset?.name, preset?.version);
  const experiment = preset && named ? `${named.title} (${preset.name}@${preset.version})` : `${modelName(all, config.model)}, ${texts.own}`;
  const shown = step ?? last;
  const changed = ownTraits({ preset, config: begun, step: shown }).filter(({ id }) => id !== "seed").map((trait) => changeText(trait, findModel(config.model)!, all));
  const compared = comparison === null ? [] : [comparison.kind === "model"
    ? texts.compared(modelName(all, config.model), secondModelName(all, config.model, comparison.model))
    : texts.compared(`${comparison.id} = ${settingText(config.hyperparameters[comparison.id] ?? "")}`, `${comparison.id} = ${settingText(comparison.value)}`)];
  return [
    texts.where([experiment, ...changed].join(" · "), String(begun.seed), step === null ? null : countText(step)), ...compared,
    linkAt(session, shown),
  ];
}

/** Returns the run's settings by their ids as links have them, and what was changed during training. */
function settingsOf({ store }: Pick<PanelParts, "store">): string {
  const { begun, step } = store.getState();
  const changes = changesMade(begun, step).map(({ step: at, id, value }) => `${id}=${value} from step ${at}`);
  return [`seed=${begun.seed}`, ...Object.entries(begun.hyperparameters).map(([id, value]) => `${id}=${value}`), ...changes].join(", ");
}

/** Returns a file name without its extension. */
const fileName = (parts: Pick<PanelParts, "store">, what: string): string =>
  `elbo-room-${parts.store.getState().config.model}-${what}-step${shownStep(parts)}`;

/** Figures whose panels can be laid out for another width; the others are scaled. */
const LAID_OUT: readonly Thing[] = ["losses", "equation"];

/** Returns the lines that say where a content comes from. A study has many runs, so its lines are its link alone. */
const linesOf = (id: Thing, { parts, all, texts }: SaveContext): readonly string[] =>
  (id === "study" ? [exportedLink(parts.session.link())] : originOf(parts, all, texts, id === "film" ? null : shownStep(parts)));

/** The title and the lines of a figure. */
const namesOf = (id: FigureId, context: SaveContext): Words => ({ title: context.texts.things[id], lines: linesOf(id, context) });

/** Returns the figure as its file would be, with its size on paper; null if it is not displayed. */
export async function sizedFigure(id: FigureId, options: Pick<SaveOptions, "theme" | "words" | "mm" | "pt">, context: SaveContext): Promise<{ readonly figure: Figure; readonly size: PrintSize } | null> {
  const look = { theme: options.theme, words: namesOf(id, context), shown: options.words };
  const natural = await figureOf(id, look);
  const width = natural && LAID_OUT.includes(id) ? layoutWidth(natural, options) : null;
  const figure = width === null ? natural : await figureOf(id, { ...look, width });
  return figure && { figure, size: printSize(figure, options) };
}

/** Returns the file. Rejects if the figure is gone or the browser cannot write it, with NoEncoder if it cannot encode the video. Null if a film was cancelled. */
export async function fileOf(id: Thing, options: SaveOptions, context: SaveContext, progress: Progress): Promise<Saved | null> {
  const { parts, texts } = context;
  const name = `${fileName(parts, id)}.${options.format}`;
  const origin = linesOf(id, context);
  const saved = (content: BlobPart, type: string): Saved => ({ name, file: new Blob([content], { type }) });
  switch (options.format) {
    case "csv": return saved(csvOf(tableOf(id, context), [`ELBO Room: ${texts.things[id]}`, ...origin, ...id === "study" ? [] : [settingsOf(parts)]]), "text/csv");
    case "bib": return saved(await citationNow(parts), "application/x-bibtex");
    case "tex": return saved(texOf(parts, origin), "application/x-tex");
    case "zip": return saved(archiveOf(imagesOf(id, parts), options.scale, origin), "application/zip");
    case "json": return saved(`${JSON.stringify(await parts.session.runCard(), null, 2)}\n`, "application/json");
    case "html": return saved(cardPage(await parts.session.runCard(), texts.card, document.documentElement.lang), "text/html");
    case "safetensors": case "py": {
      const { name, parts: contents } = await (options.format === "py" ? decoderProgram(parts) : decoderWeights(parts.session));
      return { name, file: new Blob(contents) };
    }
    case "svg": case "pdf": case "png": {
      const sized = isFigure(id) ? await sizedFigure(id, options, context) : null;
      if (!isFigure(id) || !sized) throw new Error(`${id} is not displayed`);
      const { figure, size: { mm } } = sized;
      if (options.format === "svg") return saved(await svgFile(figure, mm, options.outlines), "image/svg+xml");
      if (options.format === "pdf") return saved(await (await import("./figures/pdf")).pdfOf(figure, mm, namesOf(id, context)), "application/pdf");
      const scale = possibleScale(figure, (options.dpi * mm) / MM_PER_INCH / figure.width);
      const png = withResolution(await rasterised(await withFonts(figure), scale), (scale * figure.width * MM_PER_INCH) / mm);
      return saved(withTexts(png, wordsOf(texts.things[id], origin)), "image/png");
    }
    case "webm": case "mp4": case "gif": {
      if (!isFilm(id)) throw new Error(`${id} does not move`);
      const film = await filmed(id, { ...options, format: options.format }, context, progress);
      return film && saved(film, options.format === "gif" ? "image/gif" : `video/${options.format}`);
    }
    default: return options.format satisfies never;
  }
}

async function filmed(id: FilmId, options: SaveOptions & FilmOptions, context: SaveContext, { onFrame, signal }: Progress) {
  const { filmOf } = await import("./film/film");
  const { parts, texts } = context;
  const scene = id === "film" ? trainingScene(parts) : walkScene(parts);
  const { film } = texts;
  const words: FilmWords = {
    title: texts.things[id], lines: linesOf(id, context),
    at: (where) => (where.kind === "step" ? film.step(countText(where.step)) : film[where.kind](countText(where.from), countText(where.to))),
  };
  return filmOf(scene, options, words, (shots, canvas) => onFrame(shots, scene.shots, canvas), signal);
}

/** Text chunks by the keywords of the PNG specification, 11.3.3.1. */
const wordsOf = (title: string, origin: readonly string[]) => ({ Title: title, Description: origin.slice(0, -1).join("\n"), Source: origin.at(-1)!, Software: "ELBO Room" });

function tableOf(id: Thing, { parts: { store, series, runs }, all, texts }: SaveContext): Table {
  const { config, begun, heldOut, studyNotes } = store.getState();
  const [other = null] = runs.others.getState();
  if (id === "study") {
    return {
      head: ["model", "seed", "beta", "d", "step", "rate (nats/image)", "distortion (nats/image)"],
      rows: studyNotes.points.map(({ model, run, beta, latent, step, rate, distortion }) => [model, seedOf(run), beta, latent, step, rate, distortion]),
    };
  }
  const models = [config.model, ...other ? [other.store.getState().config.model] : []].flatMap((model) => findModel(model) ?? []);
  const units = new Map(models.flatMap((model) => [...unitsOf(equationsOf(model, config.hyperparameters))]));
  const name = (column: string) => `${all.models.terms[column]?.name ?? column}${units.get(column) === "nats/image" ? " (nats/image)" : ""}`;
  return lossTable({ first: series, second: other && other.series, heldOut, name, isSame: (column) => other !== null && isSameLoss(column, begun, other.store.getState().begun) }, texts.table);
}

/** Returns the seed in the key of a study's run, [model, seed, settings]; null if an older version wrote another key. */
function seedOf(run: string): number | null {
  const key = v.safeParse(v.pipe(v.string(), v.parseJson(), v.tuple([v.string(), v.number(), v.unknown()])), run);
  return key.success ? key.output[1] : null;
}

/** The formulas, and below each the same with the numbers of the displayed step. */
function texOf({ store, series }: PanelParts, origin: readonly string[]): string {
  const state = store.getState();
  const { config, rewound, lastLosses } = state;
  const lossOf = (column: string) => (rewound === null ? lastLosses[column] : valueAt(series, column, rewound));
  const tex = (text: string) => text.replace("−", "-").replaceAll(",", "{,}").replace("∞", "\\infty");
  const formulas = equationsOf(findModel(config.model)!, config.hyperparameters).flatMap((one) => {
    const numbers = numbersTex(one, lossOf, shownSettings(state), shownStep({ store }), (loss) => tex(lossText(loss)), (weight) => tex(settingText(weight)));
    return [wholeTex(one).replace(" = ", " &= "), ...numbers === null ? [] : [`&= ${numbers}`]];
  });
  return [...origin.map((line) => `% ${line}`), "\\begin{align*}", formulas.join(" \\\\\n"), "\\end{align*}", ""].join("\n");
}

const GREY = ramp([0, 0, 0], [255, 255, 255]);

/** Writes each image of 784 bytes as a PNG with pixels enlarged by the scale. */
function archiveOf(images: ReturnType<typeof imagesOf>, scale: number, origin: readonly string[]): Uint8Array<ArrayBuffer> {
  const files: Record<string, Uint8Array> = { "about.txt": new TextEncoder().encode(`${origin.join("\n")}\n`) };
  for (const [name, pixels] of images) for (let i = 0; i < pixels.length / PIXELS; i++) {
    files[`${name}-${String(i + 1).padStart(3, "0")}.png`] = writePng(enlarged(painted(pixels, i), scale));
  }
  return zipSync(files, { level: 0 }); // PNGs are compressed already
}

/** Returns one of many images. */
function painted(pixels: Uint8Array, first: number): Pixels {
  const image = { width: SIDE, height: SIDE, data: new Uint8ClampedArray(4 * PIXELS) };
  paintTiles(image.data, pixels, { columns: 1, count: 1, first }, GREY);
  return image;
}
