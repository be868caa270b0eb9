/** The dialog's sentences about threads. */
import { expect, test } from "vitest";
import { millis } from "../../../core/run/ids";
import type { Backend } from "../../../core/run/runConfig";
import { LANGUAGES } from "../../i18n/testing";
import type { State } from "../../state/store";
import { threadSentences } from "./threadSentences";

const texts = LANGUAGES.en;
const compiled = (threads = 1, backend: Backend = "wasm", lostThreads = 0) =>
  ({ backend, engine: { mode: "compiled", compileMs: millis(100), kernels: 30, arenaBytes: 1e7, imageBytes: 0, operands: "f32", threads, lostThreads } }) as const;
const said = (state: Partial<Parameters<typeof threadSentences>[0]>) => threadSentences({ opened: compiled(3), threads: "auto", processor: { cores: 4, isolation: "isolated" }, ...state }, texts);

test("names the threads that compute, not the number asked for", () => {
  expect(said({ threads: 5 })[0]).toBe("3 threads compute each step; this machine has 4 cores.");
  expect(said({ threads: 5, opened: compiled() })[0]).toBe("One thread computes each step; this machine has 4 cores.");
  expect(said({ opened: null, processor: { cores: null, isolation: "isolated" } })[0]).toBe("One thread computes each step.");
});

test.each([[64, "The link asked for 64 threads; 1 to 8 are possible."], [0, "asked for 0 threads"], [1.5, "asked for 1.5 threads"], [NaN, "asked for NaN threads"]])(
  "says that %s threads cannot be used", (threads, sentence) => expect(said({ threads }).join(" ")).toContain(sentence));

test("says nothing about a number of threads that can be used", () => {
  for (const threads of ["auto", 1, 8] as const) expect(said({ threads }).join(" ")).not.toContain("asked for");
});

test("says that threads have stopped or could not be started", () => {
  expect(said({ threads: 3, opened: compiled(2, "wasm", 1) })[1]).toBe(texts.notices.threadsLost(1));
  expect(said({ threads: 4, opened: compiled(2, "wasm", 2) })[1]).toContain("2 threads could not start");
  expect(said({ threads: 3 }).join(" ")).not.toContain("could not start");
});

test("says what would help without shared memory", () => {
  const without = (isolation: State["processor"]["isolation"], cores = 4) => said({ opened: compiled(), processor: { cores, isolation } }).join(" ");
  expect(without("reload")).toContain("Reload the page to use 3 threads");
  expect(without("preparing")).toContain("still fetching");
  expect(without("framed")).toContain("a window of its own");
  expect(without("unavailable")).toContain("This browser gives the page no memory");
  expect(without("reload", 1)).toBe("One thread computes each step; this machine has one core.");
});

test("says on another backend that only WASM uses threads", () => {
  expect(said({ opened: compiled(1, "webgpu") })).toEqual([
    "Only WASM uses threads; WebGPU does not.",
  ]);
});
