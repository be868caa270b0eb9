/** Numbers of any size, and those that are none, in the page's tables, bars and exports: readable, and no bar that is longer than its axis. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { step } from "../../core/run/ids";
import { verdictText } from "../features/follow/VerdictView";
import { followTexts } from "../features/follow/texts";
import { cardPage } from "../features/takeHome/cardPage";
import { citationOf } from "../features/takeHome/citation";
import { csvOf } from "../features/takeHome/lossTable";
import { en as takeHome } from "../features/takeHome/texts.en";
import { en as readings } from "../i18n/readings.en";
import { LANGUAGES } from "../i18n/testing";
import { unitOf, type ReadingId } from "../../subject/measurements/readings";
import type { ListedId, Measured, ResultOf } from "../../subject/measurements/registry";
import type { RunCard } from "../state/runCard";
import { Columns } from "../ui/measurements/Columns";
import { coverageOf } from "../ui/measurements/coverage";
import { FactList } from "../ui/measurements/FactList";
import { factsOf } from "../ui/measurements/facts";
import { Sparkline } from "../ui/measurements/Sparkline";
import { readingText } from "../ui/readingText";

const EXTREMES = [0, -0, 1e-9, -1e-9, 1e9, -1e9, 1e21, NaN, Infinity, -Infinity];

/** Digits in a row are grouped or few. */
const UNREADABLE = /NaN|undefined|Infinity|null|e\+|\d{12}|\d\.\d{9}/;
const expectReadable = (text: string, of: unknown) => expect(text, `${String(of)}: ${text.match(UNREADABLE)?.[0]}`).not.toMatch(UNREADABLE);

const half = { kl: 0.5, js: 0.5, wasserstein: 0.5 };
const ten = (value: number) => Array<number>(10).fill(value);
const RESULTS: { readonly [I in ListedId]: ResultOf<I> } = {
  "k-sample-bound": { images: 9, k: 5, bound: 0.5, standardError: 0.5, negativeElbo: 0.5, bitsPerDim: 0.5 },
  codes: {
    images: 9, klPerDimension: [0.5, 0.5], variances: [0.5, 0.5], activeUnits: 2, rateBits: 0.5, distortionNats: 0.5, sigma: 0.5,
    sorting: { components: 10, used: 8, sameClass: 0.5 }, codebook: { shares: [0.5, 0.5], perplexity: 0.5, dead: 1 },
  },
  reconstructions: { images: 9, sharpnessOfImages: 0.5, sharpness: 0.5, sameClass: 0.5 },
  probe: { accuracy: 0.5, images: 9, references: 9, neighbours: 5 },
  "test-error": { images: 9, error: 0.5, perClass: ten(0.5) },
  imputation: { images: 9, missing: 0.5, k: 5, ofModel: { absolute: 0.5, squared: 0.5 }, ofMean: { absolute: 0.5, squared: 0.5 } },
  translation: {
    images: 9, error: 0.5, errorOfGiven: 0.5, sharpness: 0.5, sharpnessOfImages: 0.5, sameClass: 0.5, sameClassOfGiven: 0.5,
    slant: { made: 0.5, given: 0.5, images: 0.5 }, thickness: { made: 0.5, given: 0.5, images: 0.5 },
  },
  "class-accuracy": { samples: 9, accuracy: 0.5, perClass: ten(0.5), confusion: [] },
  "classes-found": { samples: 9, digits: [7, 1, 0, 3, 4, 5, 6, 2, 8, 9], accuracy: 0.5, perValue: ten(0.5), confusion: [] },
  "class-histogram": { samples: 1000, counts: ten(100), entropy: 0.5, covered: 10, variety: 0.5, clear: 0.5, verdict: { kind: "covered", missing: [], over: [] } },
  "digit-fid": { samples: 9, distance: 0.5, floor: 0.5 },
  "fitted-gaussian": { images: 9, samples: 9, clear: 0.5, clearOfPrior: 0.5 },
  memorising: { images: 9, nearest: [], pixels: new Uint8Array(), nearestPixels: new Uint8Array(), rank: [], medianOfSamples: 0.5, medianOfTest: 0.5, suspicious: 0.5 },
  divergences: { samples: 9, cell: 0.5, carried: 500, ...half, floor: half, modes: { shares: [0.5, 0.5], found: 2, far: 0.5 } },
};

/** Returns a result with another number in the place of each one half. */
const withHalf = (of: unknown, value: number): unknown => {
  if (of === 0.5) return value;
  if (Array.isArray(of)) return of.map((one) => withHalf(one, value));
  return typeof of === "object" && of !== null ? Object.fromEntries(Object.entries(of).map(([name, one]) => [name, withHalf(one, value)])) : of;
};

/** Returns the lengths in a markup's styles, as shares of 1. */
const lengthsIn = (markup: string) => [...markup.matchAll(/(?:width|height|bottom):([^%;"]+)%/g)].map(([, share]) => Number(share) / 100);
const expectBars = (markup: string, of: unknown) => {
  for (const length of lengthsIn(markup)) expect(length >= 0 && length <= 1, `${String(of)}: ${length}`).toBe(true);
};

describe.each(EXTREMES)("%d", (value) => {
  test.each(Object.keys(RESULTS) as ListedId[])("in the lines and bars of %s", (id) => {
    const measured = { id, step: step(1), result: withHalf(RESULTS[id], value) } as Measured<ListedId>; // its own result, with other numbers
    for (const { measuring } of Object.values(LANGUAGES)) {
      const { facts } = factsOf(measured, measuring, String);
      const markup = renderToStaticMarkup(createElement(FactList, { facts }));
      expectReadable(markup.replaceAll(/style="[^"]*"/g, ""), value);
      expectBars(markup, value);
    }
  });

  test("in readings", () => {
    for (const what of Object.keys(readings.names) as ReadingId[]) expectReadable(readingText(what, value, readings), `${what} (${unitOf(what)})`);
  });

  test("in the classes beside samples, columns and small curves", () => {
    const result = RESULTS["class-histogram"];
    const { entropy, verdict, title, counts } = coverageOf({ ...result, entropy: value, clear: value }, false, LANGUAGES.en.measurements.beside["class-histogram"]);
    expectReadable([entropy, verdict, title, counts].join("; "), value);
    for (const others of [[], [1], [1e9], [-1]]) {
      expectBars(renderToStaticMarkup(createElement(Columns, { name: "", top: 1, level: 0.5, columns: [value, ...others].map((one) => ({ value: one })) })), value);
      expectReadable(renderToStaticMarkup(createElement(Sparkline, { name: "", top: 1, values: [value, value, ...others] })), value);
    }
  });

  test("in a discriminator's output", async () => {
    await followTexts.load("en");
    for (const says of ["log-odds", "probability", "score"] as const) expectReadable(verdictText(followTexts.of("en")!.verdict, says, value), says);
  });

  test("in the run's card and its losses as CSV", () => {
    const card: RunCard = {
      kind: "elbo-room/run-card", version: 1, date: "2026-12-01", page: { version: "1.0", link: "https://example.org/#model=vae" },
      experiment: { model: "vae", preset: null, seed: 4_294_967_295, hyperparameters: { lr: value }, changes: [], compared: null },
      run: { step: 1_234_567 }, losses: { kl: value }, heldOut: null, measurements: [{ id: "codes", step: 1, numbers: { kl: value }, lists: { variances: [value] } }],
      machine: {}, checked: null, data: { id: "mnist", files: [] },
    } as unknown as RunCard; // the parts that the page has in it
    const page = cardPage(card, takeHome.card, "en");
    expectReadable(page.slice(page.indexOf("<body>")), value);
    expect(page).toContain("4294967295");
    expect(page).toContain("1234567");
    const [, , row] = csvOf({ head: ["step", "KL"], rows: [[1, value]] }, ["about"]).split("\r\n");
    const read = row!.split(",")[1]!;
    expect(read === "" ? NaN : Number(read)).toBe(value === 0 ? 0 : value);
    expect(read).not.toContain("NaN");
  });
});

test("a citation writes small and large settings as links do", () => {
  const config = { model: "vae", seed: 4_294_967_295, backend: "wasm", hyperparameters: { lr: 1e-5, beta: 1e6 } } as const;
  const cited = citationOf({ preset: null, begun: config }, 1_234_567, "1.0", "https://example.org/#model=vae");
  expect(cited).toContain("seed 4294967295, step 1234567");
  expectReadable(cited, "citation");
});
