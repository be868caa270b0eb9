import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FOLLOW_PARTS } from "../../core/latent/follow";
import { defaultsOf, type Hyperparameter, type HyperparameterValue } from "../../core/model/hyperparameters";
import { MAX_STEP } from "../../core/run/ids";
import { MAX_CHANGES } from "../../core/run/liveChanges";
import { BACKENDS, type LiveChange } from "../../core/run/runConfig";
import { encodeText } from "../../core/wellFormed";
import { lossColumns, type Model } from "../../core/model/model";
import { onPoints } from "../../subject/data/registry";
import { EXERCISE_IDS } from "../../course/exercises/ids";
import { LESSON_IDS } from "../../course/lessons/ids";
import { STUDY_IDS } from "../../course/studies/ids";
import { findModel, models } from "../../subject/models/registry";
import { findPreset, published } from "../../subject/presets";
import { trainedStarts, type TrainedStart } from "../../subject/presets/trained";
import { tidyRange, type Range } from "../../core/latent/range";
import type { Place } from "../../engine/worker/protocol";
import { comparableModels, comparableSettings, isDifference, type Difference } from "./comparison";
import { CONTROLS, PANELS, type Embed } from "./embed";
import { drawnWith, allVisible, freshFillIn, QUICK_MASKS, quickMask, type FillIn } from "./fillIn";
import { freshFollowing, type Following } from "./following";
import { NO_GUESSES } from "./guesses";
import { instrumentsOf, shownInstrument } from "./instruments";
import { basesOf, firstAxes, ROWS_AT_ONCE, standardMap, initialInstrumentSettings, type InstrumentSettings, type LinkedMap } from "./instrumentSettings";
import { drawNoise, startPosition, tidyPosition } from "./position";
import { questionOf } from "../features/audience/slice";
import { ENLARGEABLE, ROOMS } from "./rooms";
import { LINK_PARTS } from "./link/key";
import { bareLink } from "./link/link";
import { meantBy } from "./link/mend";
import { MAX_SMOOTHING } from "./link/view";
import { initialState } from "./stateKeys";
import { format, linkKeys, MAX_CHARACTERS, parse, partOf, type Link } from "./urlCodec";

const kinds = (fragment: string) => parse(fragment).notices.map(({ kind }) => kind);

function arbitraryValue(spec: Hyperparameter): fc.Arbitrary<HyperparameterValue> {
  switch (spec.kind) {
    case "choice": return fc.constantFrom(...spec.options);
    case "int": return fc.integer({ min: spec.min, max: spec.max });
    case "real": return fc.double({ min: spec.min, max: spec.max, noNaN: true }).map((value) => value || 0);
    default: return spec satisfies never;
  }
}

const arbitraryChanges = (model: Model): fc.Arbitrary<LiveChange[]> => {
  const live = Object.entries<Hyperparameter>(model.hyperparameters).filter(([, spec]) => spec.live);
  const change = fc.constantFrom(...live).chain(([id, spec]) =>
    fc.record({ step: fc.integer({ min: 1, max: 10_000_000 }), id: fc.constant(id), value: arbitraryValue(spec) }));
  return fc.uniqueArray(change, { maxLength: 5, selector: ({ step }) => step })
    .map((changes) => changes.sort((a, b) => a.step - b.step));
};

const coordinate = fc.double({ min: -50, max: 50, noNaN: true });
const arbitraryRange = fc.option(fc.record({ middle: fc.tuple(coordinate, coordinate), extent: fc.double({ min: 0.01, max: 60, noNaN: true }) }));

/** Returns a map that the model has with this number of latent dimensions. */
function mapWish(model: Model, latent: number, drawn: { basis: number; axes: readonly number[]; range: Range | null }): LinkedMap {
  const bases = basesOf(model, latent);
  const basis = bases[drawn.basis % bases.length]!;
  const [a, b] = [drawn.axes[0]! % latent, drawn.axes[1]! % latent];
  const axes = basis === "dimensions" && a !== b ? [a, b] as const : firstAxes(latent);
  return { basis, axes, range: drawn.range && tidyRange(drawn.range) };
}

const arbitraryPlace = fc.oneof(
  fc.record({ kind: fc.constant("image" as const), index: fc.nat(9999) }),
  fc.record({ kind: fc.constant("noise" as const), press: fc.nat(9) }),
  fc.record({ kind: fc.constant("held" as const), raw: fc.array(coordinate, { minLength: 1, maxLength: 9 }) }),
);
const arbitraryPicks = fc.record({
  places: fc.array(arbitraryPlace, { minLength: 5, maxLength: 5 }), page: fc.nat(12),
  arithmetic: fc.record({ image: fc.nat(9999), minus: fc.nat(9), plus: fc.nat(9) }),
});

type Picks = typeof arbitraryPicks extends fc.Arbitrary<infer T> ? T : never;

/** Returns settings of instruments that a reader may have picked with this number of latent dimensions. */
function picked(model: Model, latent: number, seed: number, { places, page, arithmetic }: Picks): InstrumentSettings {
  const start = initialInstrumentSettings({ model, latent, seed });
  let draws = start.draws;
  const [from, to, a, b, c] = places.map((place, i): Place => {
    if (place.kind === "held") return { kind: "held", z: tidyPosition(place.raw, latent) };
    if (place.kind === "image" && model.encode) return place;
    const noise = (press: number) => drawNoise({ model, latent, seed }, press);
    const press = place.kind === "noise" ? place.press : i;
    if (i < 2 || latent > 2) draws = Math.max(draws, press + 1);
    return noise(press);
  });
  return {
    traverse: { first: latent > ROWS_AT_ONCE ? ROWS_AT_ONCE * (page % Math.ceil(latent / ROWS_AT_ONCE)) : 0 },
    between: { from: from!, to: to! }, three: latent > 2 ? [a!, b!, c!] : start.three, draws,
    arithmetic: model.encode ? arithmetic : start.arithmetic,
  };
}

const DRAWING = drawnWith([[{ x: 0.4, y: 0.2 }, { x: 0.4, y: 0.8 }], [{ x: 0.3, y: 0.8 }, { x: 0.6, y: 0.81 }]]);
const arbitraryMask = fc.oneof(
  fc.constantFrom(...QUICK_MASKS.map(quickMask), allVisible()), fc.uint8Array({ min: 0, max: 1, minLength: 784, maxLength: 784 }),
);
const arbitraryFillIn: fc.Arbitrary<FillIn> = fc.record({ image: fc.nat(9999), drawn: fc.boolean(), visible: arbitraryMask, draw: fc.nat(99) })
  .map(({ image, drawn, ...rest }) => ({ ...freshFillIn, ...rest, ...(drawn ? { source: "drawing" as const, ...DRAWING } : { image }) }));

/** Returns a difference of a second run: one of the settings in use, or a model that can be compared with this one. */
function differing(subject: Pick<Link["config"], "model" | "hyperparameters">, drawn: number | null, values: Record<string, HyperparameterValue>): Difference | null {
  if (drawn === null) return null;
  const all: Difference[] = [
    ...comparableSettings(subject).map(([id]) => ({ kind: "setting", id, value: values[id]! }) as const),
    ...comparableModels(subject).map(({ id }) => ({ kind: "model", model: id }) as const),
  ];
  const one = all[drawn % all.length]!;
  return isDifference(subject, one) ? one : null;
}

const arbitraryFollowing = (model: Model): fc.Arbitrary<Following> => fc.record({
  kind: fc.constantFrom(null, "image" as const, "here" as const, "sample" as const), image: fc.nat(9999), sample: fc.nat(29),
  draw: fc.nat(9999), part: fc.constantFrom(...FOLLOW_PARTS), sortedBy: fc.constantFrom(null, ...lossColumns(model).map(({ id }) => id)),
}).map(({ kind, image, sample, ...rest }) => ({
  ...rest, kind, image: kind === null ? freshFollowing.image : image, sample: kind === "sample" ? sample : freshFollowing.sample,
}));

/** The choices of an embedding's author. */
const arbitraryEmbed = (model: Model): fc.Arbitrary<Embed> => {
  const settingIds = ["seed", ...Object.keys(model.hyperparameters)];
  const words = fc.option(fc.constantFrom("A game & its rules", "β = 4?", "<b>first</b>\nthen", "100 %", "+1", "生成"));
  return fc.record({
    panels: fc.uniqueArray(fc.constantFrom(...PANELS), { minLength: 1 }), title: words, text: words,
    locked: fc.oneof(fc.constant(["all"]), fc.subarray(settingIds)), without: fc.subarray([...CONTROLS, ...settingIds]),
    origin: fc.constantFrom(null, "https://course.example", "http://127.0.0.1:8000"),
  });
};

const NOTHING_OPEN = { lesson: null, study: null, exercise: null };

const arbitraryLink = (model: Model): fc.Arbitrary<Link> =>
  fc.record({
    hyperparameters: fc.record(
      Object.fromEntries(Object.entries(model.hyperparameters).map(([id, spec]) => [id, arbitraryValue(spec)])),
    ),
    seed: fc.nat(2 ** 32 - 1),
    backend: fc.constantFrom("auto" as const, ...BACKENDS),
    engine: fc.constantFrom({}, { engine: "eager" as const }),
    fma: fc.constantFrom({}, { fma: "off" as const }),
    operands: fc.constantFrom({}, { operands: "f16" as const }),
    stop: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
    at: fc.option(fc.nat(10_000_000)),
    preset: fc.constantFrom(null, ...published.filter((preset) => preset.model === model.id)),
    class: fc.nat(9),
    instrument: fc.constantFrom(null, ...instrumentsOf(model, {}).filter((one) => one !== shownInstrument(model, null, {}))),
    drawn: fc.record({ basis: fc.nat(11), axes: fc.tuple(fc.nat(999), fc.nat(999)), range: arbitraryRange }),
    pinned: fc.uniqueArray(fc.nat(9), { maxLength: 10 }),
    raw: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 128, maxLength: 128 }),
    language: fc.constantFrom(null, "en" as const, "zh-CN" as const),
    theme: fc.constantFrom(null, "light" as const, "dark" as const),
    enlarged: fc.constantFrom(null, ...ENLARGEABLE),
    question: fc.tuple(fc.string(), fc.array(fc.string(), { maxLength: 5 })).map(([text, answers]) => questionOf(text, answers)),
    room: fc.constantFrom(...ROOMS),
    open: fc.constantFrom(
      NOTHING_OPEN, ...LESSON_IDS.map((lesson) => ({ ...NOTHING_OPEN, lesson })), ...STUDY_IDS.map((study) => ({ ...NOTHING_OPEN, study })), ...EXERCISE_IDS.map((exercise) => ({ ...NOTHING_OPEN, exercise })),
    ),
    guesses: fc.constant(NO_GUESSES),
    shown: fc.oneof(fc.record({ present: fc.boolean(), embed: fc.constant(null) }), fc.record({ present: fc.constant(false), embed: arbitraryEmbed(model) })),
    autostart: fc.boolean(),
    layers: fc.record({ pictures: fc.boolean(), points: fc.boolean() }),
    chart: fc.record({ log: fc.boolean(), smoothing: fc.double({ min: 0, max: MAX_SMOOTHING, noNaN: true }).map((value) => value || 0), all: fc.boolean() }),
    picks: arbitraryPicks,
    fillIn: arbitraryFillIn,
    following: arbitraryFollowing(model),
    then: arbitraryChanges(model),
    differs: fc.option(fc.nat(99)),
    values: fc.record(Object.fromEntries(Object.entries(model.hyperparameters).map(([id, spec]) => [id, arbitraryValue(spec)]))),
  }).map(({ hyperparameters, seed, backend, engine, fma, operands, raw, drawn, preset, class: k, then, picks, fillIn, following, differs, values, open, shown, ...rest }) => ({
    ...rest,
    ...open,
    ...shown,
    comparison: differing({ model: model.id, hyperparameters }, differs, values),
    instrument: onPoints(hyperparameters) ? null : rest.instrument,
    following: onPoints(hyperparameters) || rest.instrument !== "follow" ? freshFollowing : following,
    instrumentSettings: picked(model, Number(hyperparameters["latent"]), seed, picks),
    fillIn: shownInstrument(model, rest.instrument, hyperparameters) !== "fill-in" && !model.given ? freshFillIn
      : { ...fillIn, ...(model.given ? { visible: freshFillIn.visible } : {}) },
    config: { model: model.id, seed, backend, hyperparameters, ...engine, ...fma, ...operands, ...(then.length > 0 ? { then } : {}) },
    preset: preset && { name: preset.name, version: preset.version },
    class: model.conditional ? k : initialState.class,
    z: tidyPosition(raw, Number(hyperparameters["latent"])),
    map: mapWish(model, Number(hyperparameters["latent"]), drawn),
  }));

describe("reading and writing", () => {
  test.each(models.map((model) => [model.id, model] as const))("links of %s are read as they were written", (_, model) => {
    fc.assert(fc.property(arbitraryLink(model), (link) => {
      const fragment = format(link);
      expect(parse(fragment)).toEqual({ ...bareLink(link), ...link, notices: [] });
      expect(format(parse(fragment))).toBe(fragment);
      expect(fragment.length).toBeLessThan(MAX_CHARACTERS);
      const url = new URL(`https://room.example/#${fragment}`);
      expect(meantBy(url)).toMatchObject({ pathname: "/", search: "", hash: url.hash });
    }), { numRuns: 40 }); // for each of some thirty models
  });

  test.each(models.map((model) => [model.id, model] as const))("the longest link of %s, with all changes of settings and the longest texts, is read", (_, model) => {
    const longest = (texts: readonly string[]) => texts.reduce((a, b) => (b.length > a.length ? b : a));
    const valueOf = (spec: Hyperparameter): string => {
      if (spec.kind === "choice") return longest(spec.options.map(String));
      const sizes = Array.from({ length: 12 }, (_, power) => 1.2345678901234567 * 10 ** (3 - power)).flatMap((size) => [size, -size]);
      return longest([spec.min, spec.max, ...(spec.kind === "real" ? sizes : [])].filter((value) => spec.min <= value && value <= spec.max).map(String));
    };
    const settings = Object.entries<Hyperparameter>(model.hyperparameters).map(([id, spec]) => ({ id, spec, text: `${id}=${valueOf(spec)}` }));
    const change = longest(settings.filter(({ spec }) => spec.live).map(({ text }) => text));
    const z = Array.from({ length: 128 }, () => "-49.123");
    const latent = Number(/^latent=(\d+)/m.exec(settings.map(({ text }) => text).join("\n"))![1]);
    const place = `z${z.slice(0, latent).join(":")}`;
    const words = (characters: number) => encodeText("\u{20000}".repeat(characters)); // twelve characters each
    const names = settings.map(({ id }) => id).join();
    const written = [
      `model=${model.id}`, "seed=4294967295", ...settings.map(({ text }) => text), `own=${"o".repeat(24)}.10.0123456789abcdef`,
      `then=${Array.from({ length: MAX_CHANGES }, (_, i) => `${MAX_STEP - MAX_CHANGES + i}:${change}`).join()}`,
      "class=9", `z=${z.slice(0, latent).join()}`, "view=fill-in", "range=49.12345678901234,-49.12345678901234,-49.12345678901234", "highlight=0,1,2,3,4,5,6,7,8,9",
      `between=${place},${place}`, `three=${place},${place},${place}`, "arithmetic=9999,8,9", `drawing=${"A".repeat(6000)}`, `hide=${"A".repeat(131)}`, "draw=9999", "log=1", "smoothing=0.12345678901234567",
      "curves=all", "backend=webgpu", "engine=eager", "fma=off", "operands=f16", "stop=999999999", `lesson=${longest(LESSON_IDS)}`, "at=999999998",
      `guess=${Array.from({ length: 20 }, (_, i) => `${"abcdefghijklmnopqrst"[i]}${"-".repeat(30)}:${Array(10).fill("123400000000000000000").join("_")}`).join()}`, "autostart=1",
      `ask=${words(240)}`, `answers=${Array(4).fill(words(80)).join("|")}`, "embed=1", `panels=${[...PANELS].reverse().join()}`, `title=${words(120)}`, `text=${words(600)}`,
      `lock=${names}`, `without=${[...CONTROLS].join()},${names}`, `origin=https://${"o".repeat(248)}:12345`, "room=play", "lang=zh-CN", "theme=light",
    ].join("&");
    const link = parse(written);
    expect(link.config.then).toHaveLength(MAX_CHANGES);
    expect([link.question?.answers.length, link.embed?.text?.length, link.embed?.origin?.length]).toEqual([4, 1200, 262]);
    const fragment = format(link);
    expect(fragment.length).toBeGreaterThan(50_000);
    expect(fragment.length).toBeLessThan(MAX_CHARACTERS);
    expect(format(parse(fragment))).toBe(fragment);
  });

  test.each([
    ["then=300:beta=4,500:lr=0.0005", "then=300:beta=4,500:lr=0.0005", 0],
    ["then=500:lr=0.0005,300:beta=4", "then=300:beta=4,500:lr=0.0005", 0], // in the order of steps
    ["then=300:beta=99", "then=300:beta=40", 1],
    ["then=0:beta=4", "then=1:beta=4", 1],
    ["then=300:hidden=4,300:beta=4,beta=5,x:beta=1,300:__proto__=1", "then=300:beta=4", 1], // not live, no step, no setting
    ["then=300:beta=4,300:beta=5", "then=300:beta=5", 1],
    ["then=nonsense", "", 1],
  ])("changes of live settings: %s", (written, used, notices) => {
    const parsed = parse(`model=vae&${written}`);
    expect(format(parsed)).toBe(["model=vae", used].filter(Boolean).join("&"));
    expect(parsed.notices).toHaveLength(notices);
  });

  test.each([
    ["compare=beta:4", "compare=beta:4", 0],
    ["compare=model:ae", "compare=model:ae", 0],
    ["beta=4&compare=beta:4", "beta=4", 1], // no difference
    ["compare=beta:99", "compare=beta:40", 1],
    ["compare=gamma:1", "", 1],
    ["compare=", "", 1],
  ])("the difference of a second run: %s", (written, used, notices) => {
    const parsed = parse(`model=vae&${written}`);
    expect(format(parsed)).toBe(["model=vae", used].filter(Boolean).join("&"));
    expect(parsed.notices).toHaveLength(notices);
  });

  test("only an unchanged preset begins with its trained start; settings may change after it", () => {
    const [{ preset, version, step }] = trainedStarts as readonly [TrainedStart];
    const id = `preset=${preset}@${version}`;
    for (const link of [`${id}&begin=${step}`, `${id}&begin=${step}&then=${step}:lr=0.0001`]) {
      expect(parse(link)).toMatchObject({ notices: [], config: { begin: step } });
      expect(format(parse(link))).toBe(link);
    }
    const refused = [
      `${id}&begin=${step - 1}`, `${id}&begin=${step}&seed=5`, `${id}&lr=0.0001&begin=${step}`, `${id}&begin=${step}&then=${step - 1}:lr=0.0001`,
      `preset=first-vae@2&begin=${step}`, `model=vae&begin=${step}`,
    ];
    for (const link of refused) {
      const { config, notices } = parse(link);
      expect(config.begin).toBeUndefined();
      expect(notices).toEqual([{ kind: "adjusted", key: "begin", written: link.includes(`${step - 1}`) && !link.includes("then") ? `${step - 1}` : `${step}`, used: "0" }]);
    }
    expect(parse(`${id}&begin=0`)).toMatchObject({ notices: [] });
  });

  test("a step before the run's beginning cannot be displayed", () => {
    const [{ preset, version, step }] = trainedStarts as readonly [TrainedStart];
    const begun = `preset=${preset}@${version}&begin=${step}`;
    const shown = (link: string) => [parse(link).at, parse(link).notices.length];
    expect(["model=vae&at=0", "model=vae&at=500", `${begun}&at=${step}`].map(shown)).toEqual([[0, 0], [500, 0], [step, 0]]);
    expect(["model=vae", "model=vae&at=-1", "model=vae&at=1.5", "model=vae&at=x", `${begun}&at=${step - 1}`].map(shown)).toEqual([[null, 0], [null, 1], [null, 1], [null, 1], [null, 1]]);
    expect(parse("model=vae&at=x").notices).toEqual([{ kind: "adjusted", key: "at", written: "x", used: "–" }]);
    expect(format(parse("model=vae&at=0"))).toBe("model=vae&at=0");
  });

  test("a run from a trained start cannot be compared", () => {
    const [{ preset, version, step }] = trainedStarts as readonly [TrainedStart];
    const begun = `preset=${preset}@${version}&begin=${step}`;
    expect(parse(`${begun}&compare=lr:0.0002`)).toMatchObject({ comparison: null, config: { begin: step }, notices: [{ kind: "adjusted", key: "compare", written: "lr:0.0002", used: "–" }] });
    expect(parse(`preset=${preset}@${version}&compare=lr:0.0002`)).toMatchObject({ comparison: { kind: "setting", id: "lr", value: 0.0002 }, notices: [] });
  });

  test("of a lesson and a study the lesson is open, and guesses belong to one of them", () => {
    const [lesson, study] = [LESSON_IDS[0]!, STUDY_IDS[0]!];
    expect(parse(`model=vae&lesson=${lesson}`)).toMatchObject({ lesson, study: null, room: "learn", notices: [] });
    expect(parse(`model=vae&study=${study}`)).toMatchObject({ lesson: null, study, room: "learn", notices: [] });
    expect(parse(`model=vae&lesson=${lesson}&study=${study}`)).toMatchObject({ lesson, study: null, notices: [{ kind: "adjusted", key: "study", written: study, used: "none" }] });
    const [exercise] = EXERCISE_IDS;
    expect(parse(`model=vae&exercise=${exercise}`)).toMatchObject({ exercise, room: "learn", notices: [] });
    expect(parse(`model=vae&study=${study}&exercise=${exercise}`)).toMatchObject({ study, exercise: null, notices: [{ kind: "adjusted", key: "exercise", written: exercise, used: "none" }] });
    expect(parse("model=vae&lesson=none&study=none")).toMatchObject({ lesson: null, study: null, room: "lab", notices: [] });
    expect(format({ ...parse("model=vae"), room: "learn", lesson, study })).toBe(`model=vae&lesson=${lesson}`);
    expect(format(parse(`model=vae&study=${study}&room=lab`))).toBe(`model=vae&study=${study}&room=lab`);
    expect(parse(`model=vae&lesson=${lesson}&guess=?`)).toMatchObject({ guesses: NO_GUESSES, notices: [{ kind: "adjusted", key: "guess", written: "?", used: "–" }] });
    expect(parse("model=vae&guess=a:1")).toMatchObject({ guesses: NO_GUESSES, notices: [{ kind: "unknown-key", key: "guess" }] });
  });

  test("names of own images are read as they are written, and refused if they are invalid", () => {
    const own = "kana.10.0123456789abcdef";
    expect(parse(`model=vae&own=${own}`)).toMatchObject({ config: { own }, notices: [] });
    expect(format(parse(`model=vae&own=${own}`))).toBe(`model=vae&own=${own}`);
    const { config, notices } = parse("model=vae&own=kana");
    expect(config).not.toHaveProperty("own");
    expect(notices).toEqual([{ kind: "adjusted", key: "own", written: "kana", used: "–" }]);
  });

  test("an embedded link has no lecture mode, and a talk is passed on as it is written", () => {
    expect(parse("model=vae&embed=1&present=1")).toMatchObject({ present: false, notices: [{ kind: "adjusted", key: "present", written: "1", used: "0" }] });
    expect(parse("model=vae&present")).toMatchObject({ present: true, embed: null, linkedTalk: null, notices: [] });
    expect(parse("model=vae&talk=abc")).toMatchObject({ linkedTalk: "abc", notices: [] });
    expect(format(parse("model=vae&talk=abc"))).toBe("model=vae");
  });

  test("a change to −0 is a change to 0, and there are at most 1,000 changes", () => {
    expect(Object.is(parse("model=vae&then=300:beta=-0").config.then![0]!.value, 0)).toBe(true);
    expect(parse("model=vae&then=x:beta=4").notices).toEqual([{ kind: "adjusted", key: "then", written: "x:beta=4", used: "–" }]);
    const changes = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}:beta=4`).join();
    expect([1000, 1001].map((count) => parse(`model=vae&then=${changes(count)}`)).map(({ config, notices }) => [config.then!.length, notices.length])).toEqual([[1000, 0], [1000, 1]]);
  });

  test("no string makes it throw, and its result is always a valid experiment", () => {
    const pieces = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom(
      "preset=", "model=", "vae", "cgan", "&", "=", "@", "z=", "view=", "between", "range=", "plane=", "three", "axes=", "highlight=", "between=", "noise2", "z0.5:1",
      "model=vae&", "hide=", "drawing=", "AAB.", "rows=", "image=", "smoothing=", "layers=", "theme=", "log", ",", "NaN", "1e999", "-5", "%", "%zz", "__proto__=1",
      "constructor=x", "toString=1", "beta=", "begin=", "deep-convolutional@1", "4000", "<img src=x onerror=alert(1)>", "latent=3", "seed=", "#", "+",
    ));
    fc.assert(fc.property(fc.array(pieces).map((all) => all.join("")), (fragment) => {
      const parsed = parse(fragment);
      expect(parsed.z).toHaveLength(Number(parsed.config.hyperparameters["latent"]));
      const { config: { model, hyperparameters }, instrument, fillIn } = parsed;
      const showsFillIn = shownInstrument(findModel(model)!, instrument, hyperparameters) === "fill-in";
      expect(parse(format(parsed))).toEqual({ ...parsed, room: parsed.room ?? "lab", notices: [], fillIn: showsFillIn ? fillIn : freshFillIn });
      expect(parsed.notices.length).toBeLessThanOrEqual(12);
    }), { numRuns: 500 });
  });

  test("no key passes on a lone surrogate", () => {
    const keys = fc.constantFrom(...Object.keys(linkKeys), "model", "preset", "beta", "nonsense");
    const text = fc.oneof(fc.string({ unit: fc.constantFrom("a", "\ud800", "\udc00", "\ud83d\ude00") }), fc.constantFrom("\ud800", "a\udc00b", "x".repeat(39) + "\ud83d\ude00"));
    fc.assert(fc.property(keys, text, fc.boolean(), (key, value, escaped) => {
      const parsed = parse(`embed=1&${escaped ? encodeText(value) : value}=1&${key}=${value}`);
      expect(JSON.stringify(parsed)).not.toMatch(/\\ud[89a-f]/); // as JSON writes a lone surrogate
      expect(() => format(parsed)).not.toThrow();
    }), { numRuns: 1000 });
  });

  test.each(published)("$name@$version writes its name and nothing else", (preset) => {
    expect(format(parse(`preset=${preset.name}@${preset.version}`))).toBe(`preset=${preset.name}@${preset.version}`);
  });

  test.each(models)("the defaults of $id are not written", ({ id }) => {
    expect(format(parse(`model=${id}`))).toBe(`model=${id}`);
  });

  test.each([
    ["model=vae&plane=strongest", "plane"], ["model=cgan&plane=components", "plane"], ["model=cgan&axes=1,65", "axes"],
    ["model=cgan&axes=2,2", "axes"], ["model=vae&range=0", "range"], ["model=vae&range=3,1", "range"],
    ["model=vae&range=x", "range"], ["model=vae&range=999", "range"], ["model=vae&highlight=4,4", "highlight"], ["model=vae&highlight=10", "highlight"],
  ])("%s: the map is the default one, and a notice says so", (fragment, key) => {
    const { map, pinned, notices } = parse(fragment);
    const latent = Number(parse(fragment).config.hyperparameters["latent"]);
    expect(map).toEqual(standardMap(latent));
    expect(pinned).toEqual([]);
    expect(notices).toMatchObject([{ kind: "adjusted", key }]);
  });

  test("links from before maps had ranges and planes show the default map", () => {
    expect(parse("preset=first-vae@2&z=0.3,-1.2").map).toEqual({ basis: "dimensions", axes: [0, 1], range: null });
    expect(parse("preset=first-cgan@2").map).toEqual({ basis: "strongest", axes: [0, 1], range: null });
    expect(parse("preset=first-cgan@2&plane=dimensions").map).toEqual({ basis: "dimensions", axes: [0, 1], range: null });
  });

  test("an empty fragment is the first preset", () => {
    for (const empty of ["", "#"]) {
      expect(parse(empty)).toMatchObject({ preset: { name: "first-vae" }, config: { model: "vae" }, notices: [] });
    }
  });

  test("links are readable", () => {
    const link = parse("#preset=first-vae@2&beta=4&lr=3e-4&z=0.3,-1.2&stop=500&autostart=1");
    expect(link.notices).toEqual([]);
    expect(link).toMatchObject({ z: [0.3, -1.2], stop: 500, autostart: true });
    expect(link.config.hyperparameters).toMatchObject({ beta: 4, lr: 3e-4 });
    expect(format(link)).toBe("preset=first-vae@2&beta=4&lr=0.0003&z=0.3,-1.2&stop=500&autostart=1");
  });

  test("a reader's picks are readable in links", () => {
    const link = parse("model=vae&latent=12&plane=three&rows=11&between=12,noise4&three=1,2,z1:0:0:0:0:0:0:0:0:0:0:-0.5&arithmetic=5,1,7");
    expect(link.notices).toEqual([]);
    expect(link.instrumentSettings).toEqual({
      traverse: { first: 10 }, draws: 4, arithmetic: { image: 5, minus: 1, plus: 7 },
      between: { from: { kind: "image", index: 12 }, to: drawNoise({ model: findModel("vae")!, latent: 12, seed: 1 }, 3) },
      three: [{ kind: "image", index: 1 }, { kind: "image", index: 2 }, { kind: "held", z: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.5] }],
    });
    expect(format(link)).toContain("between=12,noise4&three=1,2,z1:0:0:0:0:0:0:0:0:0:0:-0.5&arithmetic=5,1,7");
    expect(format(parse("model=vae&view=fill-in&image=12&hide=right-half&draw=2"))).toBe("model=vae&view=fill-in&image=12&hide=right-half&draw=2");
    expect(format(parse("model=vae&image=12"))).toBe("model=vae"); // *Fill in* is not displayed
    expect(format(parse("model=vae&layers=points&log&smoothing=0.5&curves=all&theme=dark"))).toBe("model=vae&layers=points&log=1&smoothing=0.5&curves=all&theme=dark");
  });

  test("any drawing is read as it was written, even one outside the field", () => {
    const point = fc.record({ x: fc.double({ min: -1, max: 2, noNaN: true }), y: fc.double({ min: -1, max: 2, noNaN: true }) });
    const lines = fc.array(fc.array(point, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(lines, (drawn) => {
      const fillIn = { ...freshFillIn, source: "drawing" as const, ...drawnWith(drawn) };
      expect(parse(format({ ...parse("model=vae&view=fill-in"), fillIn })).fillIn).toEqual(fillIn);
    }), { numRuns: 40 });
    expect(parse("model=vae&drawing=AAA").fillIn).toMatchObject({ source: "drawing", drawn: null });
  });

  test("a drawing is read almost exactly, and one that is too long for a link is left out", () => {
    const line = Array.from({ length: 40 }, (_, i) => ({ x: 0.3 + i / 100, y: 0.2 + i / 80 }));
    const fillIn = { ...freshFillIn, source: "drawing" as const, ...drawnWith([line]) };
    const link = { ...parse("model=vae&view=fill-in"), fillIn };
    const read = parse(format(link)).fillIn;
    expect(read).toEqual(fillIn);
    const ends = [read.strokes[0]![0]!, read.strokes[0]!.at(-1)!];
    for (const [i, { x, y }] of [line[0]!, line.at(-1)!].entries()) {
      expect(Math.hypot(ends[i]!.x - x, ends[i]!.y - y)).toBeLessThan(0.003); // less than a pixel of the field
    }
    const dots = Array.from({ length: 1600 }, (_, i) => [{ x: (i % 40) / 40, y: i / 1600 }]);
    expect(format({ ...link, fillIn: { ...fillIn, ...drawnWith(dots) } })).toBe("model=vae&view=fill-in");
  });

  test("#check asks for a check of the machine, beside the experiment, and is not written again", () => {
    for (const written of ["check", "check=1", "preset=first-vae@2&beta=4&check", "check&beta=4"]) {
      expect(parse(written)).toMatchObject({ check: true, notices: [], preset: { name: "first-vae" } });
    }
    expect(parse("check=0").check).toBe(false);
    expect(parse("beta=4").check).toBe(false);
    expect(parse("preset=first-vae@2&beta=4&check").config.hyperparameters["beta"]).toBe(4);
    expect(format(parse("preset=first-vae@2&beta=4&check"))).toBe("preset=first-vae@2&beta=4");
    expect(parse("check=maybe")).toMatchObject({ check: false, linkedTalk: null, notices: [{ kind: "adjusted", key: "check" }] });
  });

  test("a link without a room opens the Lab, an empty one leaves it to the reader", () => {
    for (const written of ["preset=first-vae", "lang=zh-CN", "present=1", "room=lab", "check"]) expect(parse(written).room).toBe("lab");
    for (const written of ["", "#"]) expect(parse(written)).toMatchObject({ room: null, preset: { name: "first-vae" }, notices: [] });
    expect(parse("room=play")).toMatchObject({ room: "play", preset: { name: "first-vae" }, notices: [] });
    expect(format(parse("model=vae&room=play"))).toBe("model=vae&room=play");
    expect(format(parse("model=vae&room=lab"))).toBe("model=vae");
    expect(format(parse(""))).toBe("preset=first-vae@2");
    expect(parse("room=attic")).toMatchObject({ room: "lab", notices: [{ kind: "adjusted", key: "room" }] });
    expect(parse(`room=play&drawing=${"A".repeat(MAX_CHARACTERS)}`).room).toBe("lab");
  });

  test("a preset without version is its newest", () => {
    const { name, version } = findPreset("first-cgan")!;
    expect(parse(`preset=${name}`).preset).toEqual({ name, version });
  });

  test("without a seed or z of its own, a GAN starts at a draw from the prior, a VAE at the origin", () => {
    expect(parse("model=cgan").z).toEqual(startPosition({ model: findModel("cgan")!, latent: 64, seed: 1 }));
    expect(parse("model=cgan").z.some((value) => value !== 0)).toBe(true);
    expect(parse("model=vae").z).toEqual([0, 0]);
  });
});

describe("damage is repaired with a notice", () => {
  test.each([
    ["model=vae&beta=NaN", "beta", "NaN", "1"],
    ["model=vae&beta=1e999", "beta", "1e999", "40"],
    ["model=vae&beta=-5", "beta", "-5", "0"],
    ["model=vae&beta=", "beta", "", "1"],
    ["model=vae&beta=0x10", "beta", "0x10", "1"],
    ["model=vae&latent=2.5", "latent", "2.5", "3"],
    ["model=vae&seed=4294967296", "seed", "4294967296", "4294967295"],
    ["model=vae&backend=cuda", "backend", "cuda", "auto"],
    ["model=vae&engine=fast", "engine", "fast", "auto"],
    ["model=vae&fma=on", "fma", "on", "auto"],
    ["model=vae&operands=f64", "operands", "f64", "f32"],
    ["model=vae&autostart=yes", "autostart", "yes", "0"],
    ["model=vae&lang=xx", "lang", "xx", "–"],
    ["model=vae&theme=sepia", "theme", "sepia", "system"],
    ["model=vae&log=yes", "log", "yes", "0"],
    ["model=vae&smoothing=1", "smoothing", "1", "0.99"],
    ["model=vae&curves=some", "curves", "some", "first"],
    ["model=vae&layers=dots", "layers", "dots", "both"],
    ["model=vae&between=3", "between", "3", "3,7"],
    ["model=vae&between=3,7,9", "between", "3,7,9", "3,7"],
    ["model=vae&between=3,10000", "between", "3,10000", "3,7"],
    ["model=vae&between=noise0,7", "between", "noise0,7", "3,7"],
    ["model=vae&between=z1,7", "between", "z1,7", "3,7"],
    ["model=vae&between=z1:99,7", "between", "z1:99,7", "3,7"],
    ["model=cgan&between=3,noise2", "between", "3,noise2", "noise1,noise2"], // no encoder to place images
    ["model=vae&latent=3&three=3,7", "three", "3,7", "3,7,2"],
    ["model=vae&arithmetic=18,3", "arithmetic", "18,3", "18,3,8"],
    ["model=vae&arithmetic=18,3,10", "arithmetic", "18,3,10", "18,3,8"],
    ["model=vae&latent=20&rows=14", "rows", "14", "11"],
    ["model=vae&latent=20&rows=99", "rows", "99", "11"],
    ["model=vae&image=10000", "image", "10000", "9999"],
    ["model=vae&hide=left", "hide", "left", "lower-half"],
    ["model=vae&drawing=AAAA", "drawing", "AAAA", "–"],
    ["model=vae&draw=-1", "draw", "-1", "0"],
    ["model=vae&z=1", "z", "1", "1,0"],
    ["model=vae&z=1,2,3", "z", "1,2,3", "1,2"],
    ["model=vae&z=900,-900", "z", "900,-900", "50,-50"],
    ["model=vae&view=globe", "view", "globe", "map"],
    ["model=cgan&view=arithmetic", "view", "arithmetic", "map"],
    ["model=completion-cgan&view=arithmetic", "view", "arithmetic", "fill-in"],
    ["model=vae&z=1,x", "z", "1,x", "1,0"],
    ["model=cgan&class=10", "class", "10", "9"],
    ["model=cgan&condition=sum", "condition", "sum", "projection"],
    ["model=vae&beta=2&beta=3", "beta", "3", "2"],
    ["preset=first-vae&model=cgan", "model", "cgan", "vae"],
  ])("%s", (fragment, key, written, used) => {
    expect(parse(fragment).notices).toEqual([{ kind: "adjusted", key, written, used }]);
  });

  test.each([
    "colour=red", "__proto__=1", "constructor=1", "toString=1", "hasOwnProperty=1", "=1", "%", "%E0%A4%A", "class=3",
    "<img src=x onerror=alert(1)>", "condition=concat", "preset", "three=3,7,2", "rows=1",
  ])("%s is not a key of the VAE", (piece) => {
    expect(kinds(`model=vae&${piece}`)).toEqual([piece === "preset" ? "unknown-preset" : "unknown-key"]);
  });

  test("unknown model and preset open the first experiment", () => {
    expect(parse("model=diffusion")).toMatchObject({
      preset: { name: "first-vae" }, notices: [{ kind: "unknown-model", written: "diffusion", used: "first-vae@2" }],
    });
    for (const name of ["nope", "__proto__", "constructor", "<img src=x onerror=alert(1)>"]) {
      expect(parse(`preset=${name}`)).toMatchObject({ preset: { name: "first-vae" }, notices: [{ kind: "unknown-preset" }] });
    }
    for (const version of ["99", "0", "x", "1@1", ""]) {
      expect(parse(`preset=holes@${version}`)).toMatchObject({
        preset: { name: "holes", version: 1 }, notices: [{ kind: "unknown-preset-version", used: "holes@1" }],
      });
    }
  });

  test("ten megabytes are not read", () => {
    const { notices, ...link } = parse(`model=cgan&${"x=1&".repeat(2_500_000)}`);
    expect(notices).toEqual([{ kind: "link-too-long", characters: 10_000_011, used: "first-vae@2" }]);
    expect(link).toEqual({ ...parse("room=lab"), notices: undefined });
  });

  test("a thousand mistakes are all named, most of them in one notice, and long texts are cut", () => {
    const keys = Array.from({ length: 1000 }, (_, i) => `k${i}`);
    const { notices } = parse(`model=vae&${keys.map((key) => `${key}=1`).join("&")}`);
    expect(notices).toHaveLength(12);
    expect(notices.at(-1)).toEqual({ kind: "more-adjusted", count: 989, named: keys.slice(11) });
    expect(parse(`model=vae&${keys.map((key) => `${key}=1`).join("&")}&${keys.map((key) => `${key}=2`).join("&")}`).notices.at(-1)).toMatchObject({ count: 1989, named: expect.arrayContaining(["k999=2", "k999"]) });
    expect(parse(`model=vae&beta=${"9".repeat(500)}`).notices[0]).toMatchObject({ written: `${"9".repeat(39)}…` });
  });
});

const FRAGMENT =
  "preset=first-cgan@2&seed=4&lr=0.001&then=300:lr=0.0005&class=7&view=between&range=8&highlight=4,9&between=noise1,noise5&log=1&backend=wasm&stop=500";

test("parts of a link can be written alone, and can be left out", () => {
  const link = parse(FRAGMENT);
  expect(LINK_PARTS.map((part) => partOf(link, part))).toEqual([
    "class=7", "view=between&range=8&highlight=4,9&between=noise1,noise5", "log=1", "then=300:lr=0.0005",
  ]);
  expect(format(link, [])).toBe(FRAGMENT);
  expect(format(link, ["changes", "looking"])).toBe("preset=first-cgan@2&seed=4&lr=0.001&class=7&log=1&backend=wasm&stop=500");
  expect(format(link, LINK_PARTS)).toBe("preset=first-cgan@2&seed=4&lr=0.001&backend=wasm&stop=500");
  expect(partOf(parse("model=vae"), "position")).toBe("");
});

test("no hyperparameter is named like a key that every link has", () => {
  for (const { hyperparameters } of models) {
    for (const key of [...Object.keys(linkKeys), "preset", "model", "defaults"]) expect(hyperparameters).not.toHaveProperty(key);
  }
});

test("docs/links.md lists every key, and no other", () => {
  const page = readFileSync(new URL("../../../docs/links.md", import.meta.url), "utf8");
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key!);
  expect(listed.sort()).toEqual(["preset", "model", "program", ...Object.keys(linkKeys)].sort());
});

test("a model's defaults are within its ranges as the codec sees them", () => {
  for (const { id, hyperparameters } of models) {
    const written = Object.entries(defaultsOf(hyperparameters)).map(([key, value]) => `${key}=${value}`).join("&");
    expect(parse(`model=${id}&${written}`).notices).toEqual([]);
  }
});
