/** Describes a measurement's result in the reader's language, by `facts.ts` of its folder. Pure functions. */
import { entriesById } from "../../../core/folders";
import type { AllTexts } from "../../i18n/parts";
import type { Facts, FactTools } from "../../../subject/measurements/facts";
import { isListed, MEASUREMENT_IDS, type ListedId, type Measured } from "../../../subject/measurements/registry";
import { countText, decimalText, lossText, settingText } from "../numbers";
import type { ClassName } from "../useNameOfClass";

type Words = AllTexts["measuring"];

const FACTS = entriesById(
  MEASUREMENT_IDS.filter(isListed),
  import.meta.glob<(result: unknown, words: object, tools: FactTools) => Facts>("../../../subject/measurements/*/facts.ts", { eager: true, import: "facts" }),
);

function toolsOf({ facts: { ownJudge, ...words }, from, units }: Words, className: ClassName): FactTools {
  const percent = (share: number) => (Number.isNaN(share) ? decimalText(share, 1) : units.percent(decimalText(100 * share, 1)));
  const estimated = (share: number, n: number) => (share >= 0 && share <= 1 ? `${decimalText(100 * share, 1)} ± ${percent(Math.sqrt((share * (1 - share)) / n))}` : percent(share));
  const line: FactTools["line"] = (name, value) => ({ kind: "number", name, value });
  return {
    words, className, percent, estimated, line, nats: units.nats, count: countText, loss: lossText, decimal: decimalText, setting: settingText,
    of: (part, all) => units.of(part, String(all)),
    bars: (name, bars, full) => ({ kind: "bars", name, bars, full }),
    classes: (values, text, among = [...values.keys()]) => among.map((k) => ({ name: className(k), value: values[k]!, text: text(values[k]!) })),
    ofJudge: (judge) => (judge ? [line(ownJudge, estimated(judge.testAccuracy, judge.testImages))] : []),
    fromImages: (facts, images) => ({ from: from.testImages(countText(images)), facts }),
    fromSamples: (facts, samples) => ({ from: from.samples(countText(samples)), facts }),
  };
}

/** Describes the result of a measurement in the list. */
export const factsOf = ({ id, result }: Measured<ListedId>, words: Words, className: ClassName): Facts =>
  FACTS[id](result, words.list[id]!.facts, toolsOf(words, className));
