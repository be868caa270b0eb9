/** Every exercise: our functions pass, the check tells each known mistake from all others, and differently written functions get the right verdict. */
import { beforeAll, describe, expect, it } from "vitest";
import { entriesById } from "../../core/folders";
import { eachNth } from "../../core/testing";
import { tf } from "../../engine/device/tf";
import { useBackend } from "../../engine/testing";
import { en } from "../../page/i18n/en/exercises";
import { en as enLearning } from "../../page/i18n/en/learning";
import { es } from "../../page/i18n/es/exercises";
import { es as esLearning } from "../../page/i18n/es/learning";
import { zhCN } from "../../page/i18n/zh-CN/exercises";
import { zhCN as zhLearning } from "../../page/i18n/zh-CN/learning";
import { checkProgram } from "../../torchSubset/program/check";
import { stepOf } from "../../torchSubset/program/step";
import { trace } from "../../torchSubset/program/trace";
import { checkExercise, constantLines } from "./check";
import { callFunctions, compute } from "./compute";
import { functionsOf, mistakesOf, variantsIn } from "./exercise";
import { filesOf } from "./allFiles";
import { EXERCISE_IDS, type ExerciseId } from "./ids";
import { solved } from "./solved";
import type { ExerciseCard, ExerciseTexts } from "./texts";

beforeAll(() => useBackend("wasm"));

interface Language {
  readonly cards: Readonly<Record<string, ExerciseCard>>;
  readonly texts: Readonly<Record<string, ExerciseTexts>>;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  en: { cards: enLearning.exercises, texts: en },
  "zh-CN": { cards: zhLearning.exercises, texts: zhCN },
  es: { cards: esLearning.exercises, texts: es },
};

/** Functions that a reader may write: NAME__right_N, and NAME__wrong_MISTAKE or NAME__wrong_MISTAKE_N, or NAME__refused_MISTAKE if PyTorch raises. "other": no known mistake. */
const cases = entriesById<ExerciseId, string>(EXERCISE_IDS, import.meta.glob("./*/cases.py", { eager: true, query: "?raw", import: "default" }));

/** Returns a program with an exercise's constants in which this variant takes the function's place. */
const named = (constants: string, source: string, name: string, variant: string): string => `${constants}\n${source}\n${name} = ${name}__${variant}\n`;

it("every folder is listed, and none is missing", () => {
  const folders = Object.keys(import.meta.glob("./*/exercise.ts")).map((path) => path.split("/")[1]);
  expect(folders.sort()).toEqual([...EXERCISE_IDS].sort());
  for (const { cards, texts } of Object.values(LANGUAGES)) for (const one of [cards, texts]) expect(Object.keys(one).sort()).toEqual([...EXERCISE_IDS].sort());
});

it.each([
  ...(["reparameterise", "gaussian-kl", "likelihood", "elbo", "conditioning", "mixture-prior"] as const).map((id) => [id, true] as const),
  ...(["importance-bound", "gan-losses", "detach", "gradient-penalty", "straight-through", "flow-matching"] as const).map((id) => [id, false] as const),
])("the map shows codes of the program of %s, if its encoder gives a Gaussian: %s", (id, isShown) => {
  expect(stepOf(trace(solved(filesOf(id)))).posterior !== null).toBe(isShown);
});

describe.each(EXERCISE_IDS)("%s", (id) => {
  const files = filesOf(id);
  const names = functionsOf(files);
  const constants = constantLines(files.program);
  const verdictOf = async (source: string, name: string) => (await checkExercise(tf, files, source)).find((one) => one.name === name)!.verdict;

  it("begins with functions to write, and can be trained once they are written", async () => {
    expect((await checkExercise(tf, files, files.program)).map(({ verdict }) => verdict.kind)).toEqual(names.map(() => "unwritten"));
    const { problem, notDrawn, warnings } = checkProgram(solved(files));
    expect(warnings).toEqual([]);
    expect(problem).toBeNull();
    expect(notDrawn).toBeNull();
    expect(await checkExercise(tf, files, solved(files))).toEqual(names.map((name) => ({ name, verdict: { kind: "right" } })));
  });

  it.each(eachNth(2, names.flatMap((name) => mistakesOf(files, name).map((mistake) => [name, mistake] as const))))("%s: the check tells %s from all other mistakes", async (name, mistake) => {
    expect(await verdictOf(named(constants, files.mistakes, name, mistake), name)).toMatchObject({ mistake });
  });

  it.each(eachNth(5, names.flatMap((name) => variantsIn(cases[id], name).map((variant) => [name, variant] as const))))("%s, as a reader writes it: %s", async (name, variant) => {
    const verdict = await verdictOf(named(constants, cases[id], name, variant), name);
    const [, kind, mistake] = /^(wrong|refused)_(.*?)(_\d+)?$/.exec(variant) ?? [];
    if (kind) expect(verdict).toMatchObject({ kind: kind === "wrong" ? "wrong" : "problem", mistake: mistake === "other" ? null : mistake });
    else expect(verdict).toEqual({ kind: "right" });
  });

  it.each(Object.keys(LANGUAGES))("has all texts in %s", (language) => {
    const { cards, texts } = LANGUAGES[language]!;
    const { hints, mistakes } = texts[id]!;
    expect(cards[id]!.title.length).toBeLessThanOrEqual(32);
    expect(new Set(hints).size).toBe(3);
    expect(Object.keys(mistakes)).toEqual(names.flatMap((name) => mistakesOf(files, name).map((mistake) => `${name}__${mistake}`)));
  });
});

it("the bits of the straight-through solution are 0 or 1 to the last bit", async () => {
  const { solution, batches } = filesOf("straight-through");
  const called = callFunctions(solution, batches, { binarise: "binarise" }).get("binarise")!;
  if (called.kind !== "called") throw new Error(called.kind);
  const { results } = await compute(tf, called, [1]);
  expect([...new Set(results[0]!.flatMap(({ values }) => [...values]))].sort()).toEqual([0, 1]);
});

it("there are enough cases", () => {
  const all = EXERCISE_IDS.flatMap((id) => functionsOf(filesOf(id)).flatMap((name) => variantsIn(cases[id], name)));
  expect(all.filter((one) => one.startsWith("wrong")).length).toBeGreaterThanOrEqual(5 * EXERCISE_IDS.length); // with all twelve: 60
  expect(all.filter((one) => one.startsWith("right")).length).toBeGreaterThanOrEqual(3.4 * EXERCISE_IDS.length); // 40
});
