/**
 * The part of a link that says what one looks at, and how: the latent space's instruments, what was picked in them, the loss
 * chart. Like all of a link only what differs from what the model shows by itself.
 */
import { lossColumns, type Model } from "../core/model";
import type { HyperparameterValue, HyperparameterValues } from "../core/hyperparameters";
import { STANDARD_RANGE, tidyRange, type Range } from "../core/range";
import { CLASSES } from "../core/runConfig";
import type { Place } from "../worker/protocol";
import { drawnWith, freshFillIn, type FillIn } from "./fillIn";
import { SAMPLES_ON_SHOW, startFollowing, type Following } from "./following";
import { instrumentsOf, shownInstrument, type Instrument } from "./instruments";
import { drawingOf, drawingText, maskOf, maskText, noiseNumber, placeOf, placeText } from "./linkPicks";
import type { LinkReader } from "./linkReader";
import { basesOf, firstAxes, ROWS_AT_ONCE, standardMap, startLooking, type Looking, type MapWish } from "./looking";
import type { LatentSpace } from "./position";
import { settings } from "./settings";
import { ALL_LAYERS, STANDARD_CHART } from "./stateKeys";
import type { ViewSlice } from "./store";

export interface LinkedView extends Pick<ViewSlice, "instrument" | "pinned" | "layers" | "looking" | "chart" | "following"> {
  readonly map: MapWish;
  /** With a drawing only where one is filled in. */
  readonly fillIn: FillIn;
}

export function readView(reader: LinkReader, model: Model, h: HyperparameterValues, seed: number): LinkedView {
  const latent = Number(h["latent"]);
  const instrument = readInstrument(reader, model, h);
  return {
    instrument,
    following: instrument === "follow" ? readFollowing(reader, model) : startFollowing,
    map: readMap(reader, model, latent),
    pinned: reader.list("highlight", (classes) => new Set(classes).size === classes.length, "–") ?? [],
    layers: readLayers(reader),
    looking: readLooking(reader, model, latent, seed),
    fillIn: readFillIn(reader, model),
    chart: {
      log: reader.flag("log"), smoothing: reader.setting("smoothing", STANDARD_CHART.smoothing), all: reader.setting("curves") === "all",
    },
  };
}

/** A model does not have every way of looking. */
function readInstrument(reader: LinkReader, model: Model, h: HyperparameterValues): Instrument | null {
  const standard = shownInstrument(model, null, h);
  const known = reader.setting("view", standard);
  if (!instrumentsOf(model, h).includes(known)) {
    reader.adjusted("view", known, standard);
    return null;
  }
  return known === standard ? null : known;
}

/** A map does not have every plane. */
function readMap(reader: LinkReader, model: Model, latent: number): MapWish {
  const standard = standardMap(latent);
  const axes = reader.list("axes", ([a, b, ...more]) =>
    a !== undefined && b !== undefined && more.length === 0 && a !== b && Math.max(a, b) <= latent, standard.axes.map((axis) => axis + 1).join());
  const otherwise = axes ? "dimensions" : standard.basis;
  const wish = reader.setting("plane", otherwise);
  const basis = basesOf(model, latent).find((one) => one === wish);
  if (!basis) reader.adjusted("plane", wish, otherwise);
  return { basis: basis ?? otherwise, axes: axes && (basis ?? otherwise) === "dimensions" ? [axes[0]! - 1, axes[1]! - 1] : firstAxes(latent), range: readRange(reader) };
}

function readRange(reader: LinkReader): Range | null {
  const numbers = reader.list("range", ([extent, ...middle]) => extent! > 0 && (middle.length === 0 || middle.length === 2), String(STANDARD_RANGE.extent));
  return numbers && tidyRange({ extent: numbers[0]!, middle: [numbers[1] ?? 0, numbers[2] ?? 0] });
}

function readLayers(reader: LinkReader): ViewSlice["layers"] {
  const shown = reader.setting("layers");
  return shown === "both" ? ALL_LAYERS : { pictures: shown === "pictures", points: shown === "points" };
}

/** A key of what the model does not have is left to the reader, who reports it as unknown. */
function readLooking(reader: LinkReader, model: Model, latent: number, seed: number): Looking {
  const start = startLooking({ model, latent, seed });
  const space = { model, latent, seed };
  let draws = start.draws;
  const places = (key: "between" | "three", standard: readonly Place[]): readonly Place[] =>
    reader.text(key, (written) => {
      const texts = written.split(",", standard.length + 1);
      const read = texts.flatMap((text) => placeOf(text, space) ?? []);
      if (texts.length !== standard.length || read.length !== standard.length) return null;
      draws = Math.max(draws, ...texts.map(noiseNumber));
      return read;
    }, placesText(standard, space, start.draws)) ?? standard;
  const [from, to] = places("between", [start.between.from, start.between.to]);
  const [a, b, c] = latent > 2 ? places("three", start.three) : start.three;
  const { image, minus, plus } = start.arithmetic;
  const sum = model.encode ? reader.list("arithmetic", (all) => all.length === 3 && Math.max(all[1]!, all[2]!) < CLASSES, [image, minus, plus].join()) : null;
  return {
    traverse: latent > ROWS_AT_ONCE ? { first: readRows(reader, latent) } : start.traverse,
    between: { from: from!, to: to! },
    arithmetic: sum ? { image: sum[0]!, minus: sum[1]!, plus: sum[2]! } : start.arithmetic,
    three: [a!, b!, c!],
    draws,
  };
}

/** The first row on show, counted from 0. Pages begin at every tenth. */
function readRows(reader: LinkReader, latent: number): number {
  const written = reader.setting("rows");
  const first = Math.floor((Math.min(written, latent) - 1) / ROWS_AT_ONCE) * ROWS_AT_ONCE;
  if (first !== written - 1) reader.adjusted("rows", String(written), first + 1);
  return first;
}

const placesText = (places: readonly Place[], space: LatentSpace, draws: number): string =>
  places.map((place) => placeText(place, space, draws)).join();

/** Models that complete have their own mask. */
function readFillIn(reader: LinkReader, { given }: Model): FillIn {
  const strokes = reader.text("drawing", drawingOf, "–");
  return {
    ...freshFillIn,
    ...(strokes && { source: "drawing", ...drawnWith(strokes) }),
    image: reader.setting("image"),
    visible: (given ? null : reader.text("hide", maskOf, settings.hide.spec.default)) ?? freshFillIn.visible,
    draw: reader.setting("draw"),
  };
}

/** `7`: a test image; `here`: what is made at z; `sample12`: the twelfth sample. Of the latter two `here,7`, too: the test image beside it. */
function followedOf(text: string): Pick<Following, "kind" | "image" | "sample"> | null {
  const [what = "", beside = String(startFollowing.image), ...more] = text.split(",", 3);
  if (more.length > 0 || !/^\d{1,4}$/.test(beside)) return null;
  const { sample } = startFollowing;
  const image = Number(beside);
  if (what === "here") return { kind: what, image, sample };
  if (/^\d{1,4}$/.test(text)) return { kind: "image", image: Number(text), sample };
  const place = Number(/^sample(\d{1,2})$/.exec(what)?.[1] ?? 0);
  return place >= 1 && place <= SAMPLES_ON_SHOW ? { kind: "sample", image, sample: place - 1 } : null;
}

function readFollowing(reader: LinkReader, model: Model): Following {
  const column = (written: string) => lossColumns(model).find(({ id }) => id === written)?.id ?? null;
  return {
    ...startFollowing,
    ...reader.text("follow", followedOf, String(startFollowing.image)),
    draw: reader.setting("eps"),
    part: reader.setting("part"),
    sortedBy: reader.text("sort", column, "–"),
  };
}

function followingPairs({ kind, image, sample, draw, part, sortedBy }: Following): readonly string[] {
  const beside = image === startFollowing.image ? "" : `,${image}`;
  const followed = { image: String(image), here: `here${beside}`, sample: `sample${sample + 1}${beside}` };
  return [
    ...(kind === null ? [] : [`follow=${followed[kind]}`]),
    ...(part === startFollowing.part ? [] : [`part=${part}`]),
    ...(sortedBy === null ? [] : [`sort=${sortedBy}`]),
    ...(draw === 0 ? [] : [`eps=${draw}`]),
  ];
}

/** `key=value`, in the order in which a person would say them. */
export function viewPairs({ instrument, map, pinned, layers, looking, following, fillIn, chart }: LinkedView, model: Model, h: HyperparameterValues, seed: number): readonly string[] {
  const latent = Number(h["latent"]);
  const shown = shownInstrument(model, instrument, h);
  const pairs: string[] = [];
  const write = (key: string, value: HyperparameterValue, standard: HyperparameterValue) => {
    if (value !== standard) pairs.push(`${key}=${value}`);
  };
  write("view", shown, shownInstrument(model, null, h));
  pairs.push(...mapPairs(map, latent));
  if (pinned.length > 0) pairs.push(`highlight=${pinned.join()}`);
  const { pictures, points } = layers;
  write("layers", pictures ? (points ? "both" : "pictures") : points ? "points" : "none", "both");
  const start = startLooking({ model, latent, seed });
  const text = (places: readonly Place[]) => placesText(places, { model, latent, seed }, looking.draws);
  if (latent > ROWS_AT_ONCE) write("rows", looking.traverse.first + 1, 1);
  write("between", text([looking.between.from, looking.between.to]), text([start.between.from, start.between.to]));
  if (latent > 2) write("three", text(looking.three), text(start.three));
  const sum = ({ image, minus, plus }: Looking["arithmetic"]) => [image, minus, plus].join();
  if (model.encode) write("arithmetic", sum(looking.arithmetic), sum(start.arithmetic));
  // What is filled in outlasts an experiment, and says nothing of those that do not show it.
  if (shown === "fill-in" || model.given) pairs.push(...fillInPairs(fillIn, model));
  if (shown === "follow") pairs.push(...followingPairs(following));
  if (chart.log) pairs.push("log=1");
  write("smoothing", chart.smoothing, STANDARD_CHART.smoothing);
  if (chart.all) pairs.push("curves=all");
  return pairs;
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

function fillInPairs({ source, image, strokes, visible, draw }: FillIn, model: Model): readonly string[] {
  const drawing = source === "drawing" && strokes.length > 0 ? drawingText(strokes) : null;
  const mask = model.given ? settings.hide.spec.default : maskText(visible);
  return [
    ...(drawing === null ? (image === freshFillIn.image ? [] : [`image=${image}`]) : [`drawing=${drawing}`]),
    ...(mask === settings.hide.spec.default ? [] : [`hide=${mask}`]),
    ...(draw === freshFillIn.draw ? [] : [`draw=${draw}`]),
  ];
}
