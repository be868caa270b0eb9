/** The keys of the view: the second run, the displayed step, the point of latent space, the instruments, the loss chart. */
import { check } from "../../../core/model/hyperparameters";
import { FOLLOW_PARTS } from "../../../core/latent/follow";
import { MAX_STEP } from "../../../core/run/ids";
import { lossColumns } from "../../../core/model/model";
import { MAX_EXTENT, STANDARD_RANGE, tidyRange } from "../../../core/latent/range";
import { CLASSES } from "../../../core/run/runConfig";
import type { Place } from "../../../engine/worker/protocol";
import { differenceText, isDifference, readDifference } from "../comparison";
import { drawnWith, TEST_IMAGES, type FillIn } from "../fillIn";
import { DISPLAYED_SAMPLES, freshFollowing, type Following } from "../following";
import { INSTRUMENTS, instrumentsOf, shownInstrument } from "../instruments";
import { BASES, basesOf, firstAxes, ROWS_AT_ONCE, standardMap } from "../instrumentSettings";
import { tidyPosition } from "../position";
import { valueAt, flag, fieldOf, key, numbers, partOfValue, oneOf, real, text, whole, wholeOrNone, type LinkKeys } from "./key";
import { modelOf, spaceOf, type Draft, type Link } from "./link";
import { COORDINATE, drawingOf, drawingText, maskOf, maskText, noiseNumber, placeOf, placesText } from "./picks";

/** The largest smoothing factor of a curve; 1 would show the first loss permanently. */
export const MAX_SMOOTHING = 0.99;

/** More dimensions than any latent space has. */
const MAX_DIMENSIONS = 128;

const latentOf = (link: Link) => spaceOf(link).latent;

/** A second run differs in a setting, `beta:4`, or in its model, `model:ae`. A run from a trained start cannot be compared. */
const difference = {
  read(written: string, { config }: Draft) {
    const value = config.begin === undefined ? readDifference(written, config) : null;
    const used = value ? differenceText(value) : "–";
    return { value, exact: written === used || written.replace(",", ".") === used };
  },
  write: (value: Link["comparison"]) => value && differenceText(value),
};

const position = {
  read(written: string, link: Draft) {
    const latent = latentOf(link);
    const read = written.split(",", latent + 1).map((part) => check(COORDINATE, part));
    const value = tidyPosition(read.map((one) => (one.kind === "rejected" ? 0 : Number(one.value))), latent);
    return { value, exact: read.length === latent && read.every(({ kind }) => kind === "ok") };
  },
  write: (z: readonly number[], link: Link) => tidyPosition(z, latentOf(link)).join(),
};

const onShow = (link: Link) => shownInstrument(modelOf(link), link.instrument, link.config.hyperparameters);
const standardInstrument = (link: Link) => shownInstrument(modelOf(link), null, link.config.hyperparameters);

const hasOtherAxes = (link: Link) => link.map.basis === "dimensions" && link.map.axes.join() !== standardMap(latentOf(link)).axes.join();

/** The ends of *Between*, or the corners of the plane through three places. */
interface Picked {
  readonly places: readonly Place[];
  /** The number of noises drawn so far. */
  readonly draws: number;
}

const picked = (count: number) => text((written, link): Picked | null => {
  const texts = written.split(",", count + 1);
  const places = texts.flatMap((one) => placeOf(one, spaceOf(link)) ?? []);
  return texts.length === count && places.length === count ? { places, draws: Math.max(...texts.map(noiseNumber)) } : null;
}, ({ places, draws }, link) => placesText(places, spaceOf(link), draws));

/** The settings of *Fill in* outlast an experiment, so only a link that shows them contains them. */
const filled = { part: "looking", writtenWhen: (link: Link) => onShow(link) === "fill-in" || Boolean(modelOf(link).given) } as const;
const linesOf = ({ source, strokes }: FillIn) => (source === "drawing" ? strokes : []);
const linesText = (strokes: FillIn["strokes"]) => (strokes.length > 0 ? drawingText(strokes) : null);

type Followed = Pick<Following, "kind" | "image" | "sample">;
const followed = { when: (link: Link) => onShow(link) === "follow" };

/** Parses `7`: a test image; `here`: the image at z; `sample12`: the twelfth sample. `here,7` and `sample12,7` also name the test image beside it. */
function followedOf(written: string): Followed | null {
  const [what = "", beside = String(freshFollowing.image), ...more] = written.split(",", 3);
  if (more.length > 0 || !/^\d{1,4}$/.test(beside)) return null;
  const { sample } = freshFollowing;
  const image = Number(beside);
  if (what === "here") return { kind: what, image, sample };
  if (/^\d{1,4}$/.test(written)) return { kind: "image", image: Number(written), sample };
  const place = Number(/^sample(\d{1,2})$/.exec(what)?.[1] ?? 0);
  return place >= 1 && place <= DISPLAYED_SAMPLES ? { kind: "sample", image, sample: place - 1 } : null;
}

function followedText({ kind, image, sample }: Followed): string | null {
  const beside = image === freshFollowing.image ? "" : `,${image}`;
  return kind && { image: String(image), here: `here${beside}`, sample: `sample${sample + 1}${beside}` }[kind];
}

/** The keys in the order in which they are read: a key may depend on those before it. */
export const viewKeys = {
  /** The difference of a second run that is compared with this one: see `comparison.ts`. */
  compare: key(valueAt("comparison"), difference, { writtenWhen: ({ config, comparison }) => comparison !== null && isDifference(config, comparison) }),
  /** Training stops at this step. */
  stop: key(valueAt("stop"), wholeOrNone(MAX_STEP)),
  /** The step to display once the run has passed it. There are no keyframes before a trained start. */
  at: key(valueAt("at"), text((written, link) => {
    const step = whole(0, MAX_STEP).read(written, link);
    return step?.exact && step.value >= (link.config.begin ?? 0) ? step.value : null;
  }, (step: number | null) => (step === null ? null : String(step))), { part: "chart" }),
  /** The point of latent space that is decoded. */
  z: key(valueAt("z"), position, { part: "position" }),
  /** The conditioning class. */
  class: key(valueAt("class"), whole(0, CLASSES - 1), { when: (link) => modelOf(link).conditional, part: "position" }),
  /** The instrument. Not every model has each one. */
  view: key({
    get: onShow,
    set: (link, shown) => ({ ...link, instrument: shown === standardInstrument(link) ? null : shown }),
  }, oneOf(INSTRUMENTS), {
    fit: (shown, link) => (instrumentsOf(modelOf(link), link.config.hyperparameters).includes(shown) ? shown : standardInstrument(link)), part: "looking",
  }),
  /** *Follow*: the image, the number of its draw of ε, the displayed part, and the loss column by which its batch is sorted. */
  follow: key(partOfValue("following", (following): Followed => following, (what) => what), text(followedOf, followedText), { ...followed, instead: String(freshFollowing.image) }),
  eps: key(fieldOf("following", "draw"), whole(0, 9999), followed),
  part: key(fieldOf("following", "part"), oneOf(FOLLOW_PARTS), followed),
  sort: key(fieldOf("following", "sortedBy"), text(
    (written, link) => lossColumns(modelOf(link)).find(({ id }) => id === written)?.id ?? null, (id: string | null) => id,
  ), followed),
  /** The two dimensions on the map, counted from 1: across, up. */
  axes: key(partOfValue(
    "map", ({ axes }): readonly number[] => axes.map((axis) => axis + 1), ([across, up]) => ({ basis: "dimensions" as const, axes: [across! - 1, up! - 1] as const }),
  ), numbers(whole(1, MAX_DIMENSIONS).spec, ([a, b, ...more], link) =>
    a !== undefined && b !== undefined && more.length === 0 && a !== b && Math.max(a, b) <= latentOf(link)), { writtenWhen: hasOtherAxes, part: "looking" }),
  /** The plane on the map. Not every model has each one; `strongest` is the default in more than two dimensions. */
  plane: key(partOfValue(
    "map", ({ basis }) => basis, (basis, link) => ({ basis, ...(basis !== "dimensions" && { axes: firstAxes(latentOf(link)) }) }),
  ), oneOf(BASES), {
    fit: (basis, link) => (basesOf(modelOf(link), latentOf(link)).includes(basis) ? basis : link.map.basis),
    writtenWhen: (link) => !hasOtherAxes(link), part: "looking",
  }),
  /** The map's extent to either side, and the coordinates of its middle if that is not 0, 0. */
  range: key(partOfValue(
    "map", ({ range }): readonly number[] => (range ? [range.extent, ...(range.middle.some((value) => value !== 0) ? range.middle : [])] : []),
    ([extent, across = 0, up = 0]) => ({ range: tidyRange({ extent: extent!, middle: [across, up] }) }),
  ), numbers(real(-MAX_EXTENT, MAX_EXTENT).spec, ([extent, ...middle]) => extent! > 0 && (middle.length === 0 || middle.length === 2)), {
    instead: String(STANDARD_RANGE.extent), part: "looking",
  }),
  /** The classes that are highlighted on the map. */
  highlight: key(valueAt("pinned"), numbers(whole(0, CLASSES - 1).spec, (classes) => new Set(classes).size === classes.length), { part: "looking" }),
  /** The layers of the map: decoded pictures, codes of test images. */
  layers: key({
    get: ({ layers: { pictures, points } }) => (pictures ? (points ? "both" : "pictures") : points ? "points" : "none"),
    set: (link, shown) => ({ ...link, layers: { pictures: shown === "both" || shown === "pictures", points: shown === "both" || shown === "points" } }),
  }, oneOf(["both", "pictures", "points", "none"]), { part: "looking" }),
  /** The two ends of *Between*, as places: see `picks.ts`. */
  between: key(partOfValue(
    "instrumentSettings", ({ between: { from, to }, draws }): Picked => ({ places: [from, to], draws }),
    ({ places: [from, to], draws }, { instrumentSettings }) => ({ between: { from: from!, to: to! }, draws: Math.max(instrumentSettings.draws, draws) }),
  ), picked(2), { part: "looking" }),
  /** A, B and C of the plane through three places: see `picks.ts`. */
  three: key(partOfValue(
    "instrumentSettings", ({ three, draws }): Picked => ({ places: three, draws }),
    ({ places: [a, b, c], draws }, { instrumentSettings }) => ({ three: [a!, b!, c!] as const, draws: Math.max(instrumentSettings.draws, draws) }),
  ), picked(3), { when: (link) => latentOf(link) > 2, part: "looking" }),
  /** *Arithmetic*: a test image, the class that is subtracted, and the class that is added. */
  arithmetic: key(partOfValue(
    "instrumentSettings", ({ arithmetic: { image, minus, plus } }): readonly number[] => [image, minus, plus],
    ([image, minus, plus]) => ({ arithmetic: { image: image!, minus: minus!, plus: plus! } }),
  ), numbers(whole(0, TEST_IMAGES - 1).spec, (all) => all.length === 3 && Math.max(all[1]!, all[2]!) < CLASSES), {
    when: (link) => modelOf(link).encode !== undefined, part: "looking",
  }),
  /** The first displayed row of *Traverse*, counted from 1. Pages begin at every tenth row. */
  rows: key(partOfValue("instrumentSettings", ({ traverse }) => traverse.first + 1, (row) => ({ traverse: { first: row - 1 } })), whole(1, MAX_DIMENSIONS), {
    fit: (row, link) => Math.floor((Math.min(row, latentOf(link)) - 1) / ROWS_AT_ONCE) * ROWS_AT_ONCE + 1,
    when: (link) => latentOf(link) > ROWS_AT_ONCE, part: "looking",
  }),
  /** The reader's own drawing instead of the test image whose hidden part is filled in: see `picks.ts`. */
  drawing: key(partOfValue("fillIn", linesOf, (strokes) => ({ source: "drawing" as const, ...drawnWith(strokes) })), text(drawingOf, linesText), filled),
  /** The test image whose hidden part is filled in. */
  image: key(fieldOf("fillIn", "image"), whole(0, TEST_IMAGES - 1), { ...filled, writtenWhen: (link) => filled.writtenWhen(link) && linesText(linesOf(link.fillIn)) === null }),
  /** Its visible pixels: see `picks.ts`. Models that complete images have masks of their own. */
  hide: key(fieldOf("fillIn", "visible"), text(maskOf, maskText), { ...filled, when: (link) => !modelOf(link).given }),
  /** How often the reader asked for other fill-ins. */
  draw: key(fieldOf("fillIn", "draw"), whole(0, 9999), filled),
  /** Losses on a logarithmic axis. */
  log: key(fieldOf("chart", "log"), flag, { part: "chart" }),
  smoothing: key(fieldOf("chart", "smoothing"), real(0, MAX_SMOOTHING), { part: "chart" }),
  /** The curves of the loss chart in lecture mode. */
  curves: key(partOfValue("chart", ({ all }) => (all ? "all" : "first"), (curves) => ({ all: curves === "all" })), oneOf(["first", "all"]), { part: "chart" }),
} satisfies LinkKeys;
