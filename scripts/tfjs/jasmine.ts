/**
 * The part of Jasmine that TensorFlow.js' own tests use. As in Jasmine, a failed expectation does not end its test. A failure
 * records whether an expected error was missing.
 */
import { isDeepStrictEqual } from "node:util";

export interface Failure {
  readonly message: string;
  /** Whether the test expected an error and none was thrown. */
  readonly silent: boolean;
}

export interface Spec {
  /** The file that was being loaded when the test was declared. */
  readonly file: string;
  /** The names of the enclosing suites, outermost first. */
  readonly suites: readonly string[];
  readonly name: string;
  readonly failures: readonly Failure[];
}

/** The callback that an asynchronous test calls at its end, as in Jasmine. */
type Done = (() => void) & { fail: (error?: unknown) => void };
type Body = (done: Done) => unknown;

interface Suite {
  readonly name: string;
  readonly file: string;
  readonly beforeAll: Body[];
  readonly afterAll: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly parts: (Suite | { readonly name: string; readonly body: Body })[];
}

const newSuite = (name: string, file: string): Suite =>
  ({ name, file, beforeAll: [], afterAll: [], beforeEach: [], afterEach: [], parts: [] });

let file = "";
let open = newSuite("", "");
const root = open;
let failures: Failure[] = [];

/** Starts a file: tests declared after this call belong to it. */
export function startFile(name: string): void {
  file = name;
}

const fail = (message: string, silent = false) => { failures.push({ message, silent }); };
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const shown = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** Compares as Jasmine does: arrays and objects by content; 0 and −0 differ. */
const equal = (actual: unknown, expected: unknown): boolean => isDeepStrictEqual(actual, expected);

/** Compares an error with the arguments of `toThrowError`: nothing, a message, a pattern, a class, or a class and a message. */
function checkError(error: unknown, wanted: readonly unknown[]): void {
  for (const want of wanted) {
    const met = typeof want === "function" ? error instanceof want
      : want instanceof RegExp ? want.test(textOf(error)) : textOf(error) === want;
    if (!met) fail(`expected the error ${String(want)}, but got: ${textOf(error)}`);
  }
}

function expectation(actual: unknown, negated = false) {
  const check = (holds: boolean, message: string) => {
    if (holds === negated) fail(`expected ${shown(actual)} ${negated ? "not " : ""}${message}`);
  };
  const throws = (...wanted: readonly unknown[]) => {
    if (typeof actual !== "function") return fail("expected a function that throws");
    try {
      actual();
    } catch (error) {
      if (negated) return fail(`expected no error, but got: ${textOf(error)}`);
      return checkError(error, wanted);
    }
    return negated ? undefined : fail("expected an error, but none was thrown", true);
  };
  const number = Number(actual);
  return {
    nothing: () => undefined,
    toBe: (value: unknown) => check(Object.is(actual, value), `to be ${shown(value)}`),
    toEqual: (value: unknown) => check(equal(actual, value), `to equal ${shown(value)}`),
    toThrow: () => throws(),
    toThrowError: throws,
    toBeCloseTo: (value: number, digits = 2) => check(Math.abs(number - value) < 10 ** -digits / 2, `to be close to ${value}`),
    toBeTruthy: () => check(Boolean(actual), "to be truthy"),
    toBeFalsy: () => check(!actual, "to be falsy"),
    toBeNull: () => check(actual === null, "to be null"),
    toBeUndefined: () => check(actual === undefined, "to be undefined"),
    toBeDefined: () => check(actual !== undefined, "to be defined"),
    toMatch: (pattern: RegExp | string) => check(new RegExp(pattern).test(String(actual)), `to match ${String(pattern)}`),
    toBeLessThan: (value: number) => check(number < value, `to be less than ${value}`),
    toBeLessThanOrEqual: (value: number) => check(number <= value, `to be at most ${value}`),
    toBeGreaterThan: (value: number) => check(number > value, `to be greater than ${value}`),
    toBeGreaterThanOrEqual: (value: number) => check(number >= value, `to be at least ${value}`),
  };
}

async function expectRejection(promise: Promise<unknown>, wanted: readonly unknown[]): Promise<void> {
  const outcome = await promise.then(() => undefined, (error: unknown) => ({ error }));
  if (outcome) checkError(outcome.error, wanted);
  else fail("expected an error, but none came", true);
}

Object.assign(globalThis, {
  describe(name: string, body: () => void) {
    const outer = open;
    open = newSuite(name, file);
    outer.parts.push(open);
    body();
    open = outer;
  },
  it(name: string, body: Body) { open.parts.push({ name, body }); },
  beforeAll(body: Body) { open.beforeAll.push(body); },
  afterAll(body: Body) { open.afterAll.push(body); },
  beforeEach(body: Body) { open.beforeEach.push(body); },
  afterEach(body: Body) { open.afterEach.push(body); },
  fail,
  jasmine: {},
  expect: (actual?: unknown) => ({ ...expectation(actual), not: expectation(actual, true) }),
  expectAsync: (promise: Promise<unknown>) =>
    ({ toBeRejectedWithError: (...wanted: readonly unknown[]) => expectRejection(promise, wanted) }),
});

const doing = (end: () => void = () => undefined): Done => Object.assign(() => end(), {
  fail(error?: unknown) {
    fail(textOf(error ?? "the test failed itself"));
    end();
  },
});

async function attempt(bodies: readonly Body[]): Promise<void> {
  for (const body of bodies) {
    try {
      // A body with the parameter `done` ends when it calls that.
      await (body.length === 0 ? body(doing()) : new Promise<void>((resolve) => { body(doing(resolve)); }));
    } catch (error) {
      fail(textOf(error));
    }
  }
}

/** Runs the declared tests one after another. `done` is called after each. */
export async function runSpecs(done: (spec: Spec) => void): Promise<void> {
  await runSuite(root, [], done);
}

async function runSuite(suite: Suite, around: readonly Suite[], done: (spec: Spec) => void): Promise<void> {
  const suites = [...around, suite];
  await attempt(suite.beforeAll);
  for (const part of suite.parts) {
    if ("parts" in part) {
      await runSuite(part, suites, done);
      continue;
    }
    failures = [];
    await attempt([
      ...suites.flatMap(({ beforeEach }) => beforeEach), part.body, ...[...suites].reverse().flatMap(({ afterEach }) => afterEach),
    ]);
    done({ file: suite.file, suites: suites.slice(1).map(({ name }) => name), name: part.name, failures });
  }
  await attempt(suite.afterAll);
}
