/** A clock stands beside the count of work. Here, it is one that goes on by a second with each look. */
import { expect, it } from "vitest";
import { ProgramInterpreter } from "./interpreter";
import { parse } from "./parse";
import { PythonProblem } from "./problem";
import { MAX_MILLIS, TimeLimit } from "./timeLimit";

const LOOP = "n = 0\nfor i in range(2000):\n  n += 1\n";

/** Returns what is wrong with a program, and the line where that is; null: nothing is. */
function problemOf(source: string, limit: TimeLimit): readonly unknown[] | null {
  try {
    new ProgramInterpreter({ modules: new Map(), limit }).run(parse(source));
    return null;
  } catch (caught) {
    if (!(caught instanceof PythonProblem) || caught.problem.kind !== "too-much") throw caught;
    return [caught.problem.of, caught.problem.limit, source.slice(0, caught.span.from).split("\n").length];
  }
}

/** Returns a clock that goes on by so many milliseconds with each look. */
function clock(by: number): () => number {
  let now = 0;
  return () => now += by;
}

it("refuses a program at the line where its time is over", () => {
  expect(problemOf(LOOP, new TimeLimit(Infinity, clock(100)))).toEqual(["time", MAX_MILLIS / 1000, 3]);
  expect(problemOf(LOOP, new TimeLimit(Infinity, clock(1)))).toBe(null);
});

it("several executions share the time of one reading, and each has its own afterwards", () => {
  const limit = new TimeLimit(10_000, clock(20));
  const until = (most: number) => {
    for (let i = 0; i < most; i++) {
      const problem = problemOf(LOOP, limit);
      if (problem) return problem;
    }
    return null;
  };
  expect(until(100)?.slice(0, 2)).toEqual(["time", 10]);
  limit.separate();
  expect(until(100)).toBe(null);
});

it("no time passes between executions", () => {
  let now = 0;
  const limit = new TimeLimit(1000, () => now);
  for (let i = 0; i < 10; i++) {
    expect(problemOf("x = 1", limit)).toBe(null);
    now += 900;
  }
});
