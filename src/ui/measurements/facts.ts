/** What a measurement's result says, as lines of text and lists of bars. Pure. */
import type { CodebookUse, CollapseVerdict, OfTranslation, OwnJudge } from "../../core/measurementResults";
import type { ListedId, Measured } from "../../core/measurements";
import type { AllTexts } from "../../i18n/parts";
import { countText, lossText, settingText } from "../numbers";

export type Fact =
  | { readonly kind: "number"; readonly name: string; readonly value: string; readonly alarm?: boolean }
  | { readonly kind: "bars"; readonly name: string; readonly bars: readonly Bar[] };

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

export interface Facts {
  /** What the numbers are made from. */
  readonly from: string;
  readonly facts: readonly Fact[];
}

type Words = AllTexts["measuring"];

const line = (name: string, value: string): Fact => ({ kind: "number", name, value });
const dimensions = (values: readonly number[], { facts }: Words): Bar[] =>
  values.map((value, j) => ({ name: facts.dimension(String(j + 1)), value, text: lossText(value) }));
/** `among`: the classes that there are; undefined: all of them. */
const classes = (values: readonly number[], text: (value: number) => string, among: readonly number[] = [...values.keys()]): Bar[] =>
  among.map((k) => ({ name: String(k), value: values[k]!, text: text(values[k]!) }));

function codebookFacts({ shares, perplexity, dead }: CodebookUse, { facts, units }: Words): readonly Fact[] {
  const bars = shares.map((share, k) => ({
    name: facts.entry(String(k + 1)), value: share, text: share === 0 ? facts.unused : units.percent((100 * share).toFixed(1)),
  }));
  return [
    line(facts.perplexity, units.of(lossText(perplexity), String(shares.length))),
    line(facts.dead, units.of(String(dead), String(shares.length))),
    { kind: "bars", name: facts.entries, bars },
  ];
}

export function factsOf({ id, result }: Measured<ListedId>, words: Words): Facts {
  const { facts, from, units } = words;
  const percent = (share: number) => units.percent((100 * share).toFixed(1));
  /** Of n independent ones. */
  const estimated = (share: number, n: number) =>
    `${(100 * share).toFixed(1)} ± ${units.percent((100 * Math.sqrt((share * (1 - share)) / n)).toFixed(1))}`;
  const ofJudge = (judge: OwnJudge | undefined) => (judge ? [line(facts.ownJudge, estimated(judge.testAccuracy, judge.testImages))] : []);
  const ofTranslation = ({ made, given, images }: OfTranslation) => units.translation(made.toFixed(2), given.toFixed(2), images.toFixed(2));
  const fromImages = (list: readonly Fact[], images: number): Facts => ({ from: from.testImages(countText(images)), facts: list });
  const fromSamples = (list: readonly Fact[], samples: number): Facts => ({ from: from.samples(countText(samples)), facts: list });

  switch (id) {
    case "k-sample-bound":
      return fromImages([
        line(facts.bound(countText(result.k)), units.nats(
          Number.isNaN(result.standardError) ? lossText(result.bound) : `${lossText(result.bound)} ± ${lossText(result.standardError)}`,
        )),
        line(facts.negativeElbo, units.nats(lossText(result.negativeElbo))),
      ], result.images);
    case "codes":
      return fromImages([
        line(facts.activeUnits, units.of(String(result.activeUnits), String(result.variances.length))),
        ...(result.rateBits === null ? [] : [line(facts.rate, units.bits(lossText(result.rateBits)))]),
        ...(result.distortionNats === null ? [] : [line(facts.distortion, units.nats(lossText(result.distortionNats)))]),
        ...(result.sigma === null ? [] : [line(facts.sigma, lossText(result.sigma))]),
        ...(result.sorting === null ? [] : [
          line(facts.components, units.of(String(result.sorting.used), String(result.sorting.components))),
          line(facts.sortedByComponent, percent(result.sorting.sameClass)),
        ]),
        ...(result.codebook === null ? [] : codebookFacts(result.codebook, words)),
        result.klPerDimension === null
          ? { kind: "bars", name: facts.variances, bars: dimensions(result.variances, words) }
          : { kind: "bars", name: facts.klPerDimension, bars: dimensions(result.klPerDimension, words) },
      ], result.images);
    case "reconstructions":
      return fromImages([
        line(facts.sharpness, result.sharpness.toFixed(4)),
        line(facts.sharpnessOfImages, result.sharpnessOfImages.toFixed(4)),
        line(facts.sameClass, estimated(result.sameClass, result.images)),
        ...ofJudge(result.judge),
      ], result.images);
    case "probe":
      return fromImages([
        line(facts.accuracy, estimated(result.accuracy, result.images)),
        line(facts.chance, percent(0.1)),
      ], result.images);
    case "test-error":
      return fromImages([
        line(facts.testError, estimated(result.error, result.images)),
        line(facts.chance, percent(0.9)),
        { kind: "bars", name: facts.errorPerClass, bars: classes(result.perClass, percent) },
      ], result.images);
    case "imputation":
      return fromImages([
        line(facts.missing, percent(result.missing)),
        line(facts.absoluteError, result.ofModel.absolute.toFixed(4)),
        line(facts.absoluteErrorOfMean, result.ofMean.absolute.toFixed(4)),
        line(facts.squaredError, result.ofModel.squared.toFixed(4)),
        line(facts.squaredErrorOfMean, result.ofMean.squared.toFixed(4)),
      ], result.images);
    case "translation":
      return fromImages([
        line(facts.pixelError, result.error.toFixed(4)),
        line(facts.pixelErrorOfGiven, result.errorOfGiven.toFixed(4)),
        line(facts.sameClass, estimated(result.sameClass, result.images)),
        line(facts.sameClassOfGiven, estimated(result.sameClassOfGiven, result.images)),
        line(facts.sharpnessMade, result.sharpness.toFixed(4)),
        line(facts.sharpnessOfImages, result.sharpnessOfImages.toFixed(4)),
        line(facts.slant, ofTranslation(result.slant)),
        line(facts.thickness, ofTranslation(result.thickness)),
      ], result.images);
    case "class-accuracy":
      return fromSamples([
        line(facts.accuracy, estimated(result.accuracy, result.samples)),
        line(facts.chance, percent(1 / (result.judge?.classes ?? result.perClass).length)),
        ...ofJudge(result.judge),
        { kind: "bars", name: facts.perClass, bars: classes(result.perClass, percent, result.judge?.classes) },
      ], result.samples);
    case "classes-found":
      return fromSamples([
        line(facts.found, estimated(result.accuracy, result.samples)),
        line(facts.chance, percent(0.1)),
        {
          kind: "bars", name: facts.perValue,
          bars: result.perValue.map((share, k) => ({ name: `${k} → ${result.digits[k]!}`, value: share, text: percent(share) })),
        },
      ], result.samples);
    case "class-histogram": {
      const inAll = (result.judge?.classes ?? result.counts).length;
      return fromSamples([
        { kind: "number", name: facts.verdict, value: verdictText(result.verdict, words), alarm: isAlarm(result.verdict) },
        line(facts.covered, units.of(String(result.covered), String(inAll))),
        line(facts.entropy, units.entropy(lossText(result.entropy), lossText(Math.log(inAll)))),
        line(facts.variety, percent(result.variety)),
        line(facts.clear, percent(result.clear)),
        ...ofJudge(result.judge),
        { kind: "bars", name: facts.counts, bars: classes(result.counts, countText, result.judge?.classes) },
      ], result.samples);
    }
    case "digit-fid":
      return fromSamples([
        line(facts.distance, lossText(result.distance)),
        line(facts.floor, lossText(result.floor)),
        ...ofJudge(result.judge),
      ], result.samples);
    case "memorising":
      return fromSamples([
        line(facts.medianOfSamples, lossText(result.medianOfSamples)),
        line(facts.medianOfTest, lossText(result.medianOfTest)),
        line(facts.suspicious, percent(result.suspicious)),
      ], result.nearest.length);
    case "divergences": {
      const beside = (value: number, floor: number) => facts.besideFloor(value.toFixed(3), floor.toFixed(3));
      const { floor, modes } = result;
      return fromSamples([
        ...(modes === null ? [] : [
          { kind: "number", name: facts.modesFound, value: units.of(String(modes.found), String(modes.shares.length)), alarm: modes.found < modes.shares.length },
          line(facts.far, percent(modes.far)),
        ] as const),
        line(facts.kl(settingText(result.cell)), beside(result.kl, floor.kl)),
        line(facts.js, beside(result.js, floor.js)),
        ...(result.wasserstein === null || floor.wasserstein === null ? [] : [
          line(facts.wasserstein(countText(result.carried)), beside(result.wasserstein, floor.wasserstein)),
        ]),
        ...(modes === null ? [] : [{ kind: "bars", name: facts.modeShares, bars: classes(modes.shares, percent) }] as const),
      ], result.samples);
    }
    default:
      return id satisfies never;
  }
}

const isAlarm = ({ kind }: CollapseVerdict): boolean => kind !== "covered" && kind !== "too-few" && kind !== "unclear";

function verdictText({ kind, missing, over }: CollapseVerdict, { verdicts }: Words): string {
  switch (kind) {
    case "missing": return verdicts.missing(missing.join(", "));
    case "uneven": return verdicts.uneven(over.join(", "));
    case "covered":
    case "alike":
    case "unclear":
    case "too-few": return verdicts[kind];
    default: return kind satisfies never;
  }
}
