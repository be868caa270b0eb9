/**
 * Numbers in the lessons' texts agree with what they repeat: values that `npm run quality -- lessons` measured in all three seeds
 * (docs/data/lessons), bounds of the options, and steps and settings of the runs. They stand in the texts of all languages.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { valuesAt } from "../../core/run/liveChanges";
import { en } from "../../page/i18n/en/learning";
import { es } from "../../page/i18n/es/learning";
import { zhCN } from "../../page/i18n/zh-CN/learning";
import { parse } from "../../page/state/urlCodec";
import { LESSON_IDS } from "./ids";
import { lessons } from "./registry";

type Id = (typeof LESSON_IDS)[number];
type Result = { readonly acts: readonly { readonly claims: readonly { readonly says: string; readonly value: number }[] }[] };

/** The values measured for a claim: those of each seed, for each run and act that makes it. */
function of(id: Id, says: string): readonly number[] {
  const plays = JSON.parse(readFileSync(path.join(import.meta.dirname, `../../../docs/data/lessons/${id}.json`), "utf8")) as readonly (readonly Result[])[];
  const values = plays.flat().flatMap(({ acts }) => acts.flatMap(({ claims }) => claims)).filter((claim) => claim.says === says).map(({ value }) => value);
  expect(values.length, says).toBeGreaterThanOrEqual(3);
  return values;
}
const by = (values: readonly number[], others: readonly number[], combine: (value: number, other: number) => number) => values.map((value, k) => combine(value, others[k]!));

/** A lesson, the key of a text, a number as it is typed there, the measured values, and the range that the words allow. */
type Typed = readonly [id: Id, key: string, typed: string, values: readonly number[], range: readonly [from: number, to: number]];

const settlesAtFive = "the KL settles at about 5 nats";
const lossAtEnd = of("two-networks", "and the discriminator's loss is as high as before");
const mean = of("posterior-collapse", "the mean of all digits costs about 208 nats: at least 205");
const klOfOne = of("blur", "the KL comes to 2 to 3 nats: at least 2");
const total = of("vae-or-gan", "the loss is near 0.7: at most 0.85");
const fall = by(total, of("vae-or-gan", "although the loss falls by more than three nats, to about −3"), (before, after) => before - after);

const measured: readonly Typed[] = [
  ["elbo-terms", "explain.question", "about 5 nats", of("elbo-terms", settlesAtFive), [4.5, 5.5]],
  ["elbo-terms", "explain.terms.total", "more than doubled", by(of("elbo-terms", "it more than doubles"), of("elbo-terms", settlesAtFive), (after, before) => after / before), [2, Infinity]],
  ["posterior-collapse", "rounds.dear.predict", "about 5 nats", of("posterior-collapse", "with β = 1 the KL settles at about 5 nats"), [4.5, 5.5]],
  ["posterior-collapse", "rounds.dear.options.less", "5 nats", of("posterior-collapse", "with β = 1 the KL settles at about 5 nats"), [4.5, 5.5]],
  ["posterior-collapse", "explain.terms.reconstruction", "about 208 nats", mean, [206.5, 209.5]],
  // With β = 16, below what a nat saves, a part of a nat pays; with β = 30 nothing does.
  ["posterior-collapse", "explain.terms.reconstruction", "about 20", of("posterior-collapse", "a first nat saves about 20: at β = 16 a part of it pays"), [0.2, 1]],
  ["posterior-collapse", "explain.terms.reconstruction", "about 20", of("posterior-collapse", "with β = 30 the KL is near 0"), [0, 0.05]],
  ["holes", "rounds.prior.predict", "70 to 75\u00a0%", of("holes", "although 70 to 75 % of reconstructions show the right digit"), [0.695, 0.755]],
  ["holes", "rounds.carried.predict", "1 to 6", of("holes", "with β = 0, 1 to 6 of 100 samples from N(0, I) are clear"), [0.005, 0.065]],
  ["holes", "rounds.carried.options.as-before", "About 10 to 20", of("holes", "about 10 to 20 of 100: at most 20"), [0.095, 0.205]],
  ["holes", "repair.task", "about 200 nats", of("holes", "their KL is above 100 nats"), [150, 250]],
  ["blur", "rounds.weighed.predict", "2 to 3 nats", klOfOne, [2, 3]],
  ["blur", "explain.terms.kl", "2 to 3 nats", klOfOne, [2, 3]],
  ["blur", "explain.terms.kl", "about 25", of("blur", "with σ = 0.3 the KL comes to about 25 nats: at least 22"), [22.5, 27.5]],
  ["two-networks", "explain.terms.discriminator-total", "between 1.3 and 1.4", lossAtEnd, [1.3, 1.4]],
  ["mode-collapse", "rounds.even.predict", "near 1.39 nats", of("mode-collapse", "the discriminator's loss is near that of guessing, 1.39: at least 1.3"), [1.37, 1.41]],
  ["ignored-conditions", "rounds.free.predict", "about 90\u00a0%", of("ignored-conditions", "although about 90 % of reconstructions show the right digit: more than 82 %"), [0.85, 0.95]],
  ["vae-or-gan", "rounds.cheaper.predict", "more than three nats", fall, [3, Infinity]],
  ["vae-or-gan", "explain.terms.total", "more than three nats", fall, [3, Infinity]],
  ["vae-or-gan", "explain.terms.kl", "about 30\u00a0%", of("vae-or-gan", "about 30 % of its samples lie near no Gaussian: at least 27 %"), [0.25, 0.35]],
];

/** A lesson, the key of a text, a number as it is typed there, and the number in the lesson's definition or by arithmetic. */
type Defined = readonly [id: Id, key: string, typed: string, is: number];

const setting = (run: string, name: string) => Number(parse(run).config.hyperparameters[name]);
const until = (id: Id, round: number) => lessons[id].rounds[round]!.until;
const runOf = (id: Id, round: number) => lessons[id].rounds[round]!.run;
/** A learning rate of the second round of two-networks after its change, in percent of what it was. */
function slowed(rate: (values: HyperparameterValues) => number): number {
  const { config } = parse(runOf("two-networks", 1));
  const at = (step: number) => rate(valuesAt(config, step));
  return 100 * at(400) / at(0);
}
/** The steps of a repair's run after its last change of a setting. */
const stepsAfterChange = (id: Id) => lessons[id].repair.from - parse(lessons[id].repair.run).config.then!.at(-1)!.step;
const guessing = Math.round(200 * Math.log(2)) / 100;

const defined: readonly Defined[] = [
  ["elbo-terms", "rounds.kl.predict", "400", until("elbo-terms", 0)],
  ["elbo-terms", "rounds.free.predict", "800", until("elbo-terms", 1)],
  ["elbo-terms", "repair.task", "400", stepsAfterChange("elbo-terms")],
  ["posterior-collapse", "rounds.dear.predict", "400", until("posterior-collapse", 0)],
  ["posterior-collapse", "rounds.dear.predict", "40", setting(runOf("posterior-collapse", 0), "beta")],
  ["posterior-collapse", "rounds.back.predict", "700", until("posterior-collapse", 1)],
  ["posterior-collapse", "repair.task", "400", lessons["posterior-collapse"].repair.from],
  ["posterior-collapse", "repair.task", "30", setting(lessons["posterior-collapse"].repair.run, "beta")],
  ["holes", "rounds.prior.predict", "400", until("holes", 0)],
  ["holes", "rounds.tighter.predict", "4", setting(runOf("holes", 1), "beta")],
  ["holes", "repair.task", "400", lessons["holes"].repair.from],
  ["blur", "rounds.averaged.predict", "300", until("blur", 0)],
  ["blur", "rounds.averaged.predict", "19.8", setting(runOf("blur", 0), "sigma")],
  ["blur", "rounds.averaged.predict", "19.8", Math.round(10 * Math.sqrt(784 / 2)) / 10],
  ["blur", "rounds.summed.predict", "400", until("blur", 1)],
  ["blur", "rounds.weighed.predict", "0.3", setting(runOf("blur", 2), "sigma")],
  ["blur", "explain.terms.total", "392", 784 / 2],
  ["two-networks", "rounds.both.predict", "1,000", until("two-networks", 0)],
  ["two-networks", "rounds.both.predict", "1.39", guessing],
  ["two-networks", "rounds.still.predict", "400", until("two-networks", 1)],
  ["two-networks", "rounds.still.predict", "1\u00a0%", slowed((values) => Number(values["lr"]))],
  ["two-networks", "rounds.still.predict", "20\u00a0%", slowed((values) => Number(values["lr"]) * Number(values["discriminatorRate"]))],
  ["two-networks", "rounds.still.options.stays", "1.39", guessing],
  ["two-networks", "repair.task", "400", lessons["two-networks"].repair.from],
  ["mode-collapse", "repair.task", "1,000", lessons["mode-collapse"].repair.from],
  ["mode-collapse", "rounds.hasty.predict", "1,000", until("mode-collapse", 0)],
  ["mode-collapse", "rounds.even.predict", "1,000", until("mode-collapse", 1)],
  ["ignored-conditions", "rounds.free.predict", "400", until("ignored-conditions", 0)],
  ["ignored-conditions", "repair.task", "400", lessons["ignored-conditions"].repair.from],
  ["vae-or-gan", "rounds.gan.predict", "2,000", until("vae-or-gan", 0)],
  ["vae-or-gan", "rounds.vae.predict", "4,000", until("vae-or-gan", 1)],
  ["vae-or-gan", "rounds.cheaper.predict", "5,000", until("vae-or-gan", 2)],
  ["vae-or-gan", "repair.task", "1,000", stepsAfterChange("vae-or-gan")],
];

const numbersIn = (text: string) => [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([found]) => found);
const read = (typed: string) => Number(numbersIn(typed)[0]!.replaceAll(",", ""));

const textAt = (texts: object, key: string): string =>
  key.split(".").reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>>)[name], texts) as string;

function expectTyped(id: Id, key: string, typed: string): void {
  expect(textAt(en.lessons[id]!, key), `${id} ${key}`).toContain(typed);
  // Spanish groups digits by spaces, from five digits on.
  const spanish = textAt(es.lessons[id]!, key).replaceAll(/(?<=\d)\u00a0(?=\d{3})/g, "");
  const ungrouped = numbersIn(typed).map((one) => one.replaceAll(",", ""));
  expect(numbersIn(textAt(zhCN.lessons[id]!, key)), `${id} ${key}`).toEqual(expect.arrayContaining(numbersIn(typed)));
  expect(numbersIn(spanish), `${id} ${key}`).toEqual(expect.arrayContaining(ungrouped));
}

test.each(measured)("%s, %s: %s holds in every seed", (id, key, typed, values, [from, to]) => {
  expectTyped(id, key, typed);
  expect(values.filter((value) => !(value >= from && value <= to))).toEqual([]);
});

test.each(defined)("%s, %s: %s is what the lesson does", (id, key, typed, is) => {
  expectTyped(id, key, typed);
  expect(read(typed)).toBeCloseTo(is);
});

test.each(LESSON_IDS)("%s: numbers in options are bounds of their conditions", (id) => {
  for (const { id: round, question } of lessons[id].rounds) {
    if (question.kind !== "choice") continue;
    question.options.forEach(({ id: option, when }, k) => {
      const key = `rounds.${round}.options.${option}`;
      const bounds = [when, question.options[k - 1]?.when].flatMap((one) => (one ? [one.value, Math.round(100 * one.value)] : []));
      const elsewhere = [...measured, ...defined].filter(([ofId, ofKey]) => ofId === id && ofKey === key).flatMap(([, , typed]) => numbersIn(typed).map(read));
      for (const texts of [en.lessons[id]!, zhCN.lessons[id]!, es.lessons[id]!]) {
        const numbers = numbersIn(textAt(texts, key).replaceAll("N(0, I)", "")).map(read).filter((n) => n !== 0);
        expect(numbers.filter((n) => ![...bounds, ...elsewhere].includes(n)), key).toEqual([]);
      }
    });
  }
});
