/** What the training loop does next, as a table: a row says what differs from a run that trains undisturbed. */
import { expect, it } from "vitest";
import { nextTurn, type Situation, type Tempo, type Turn } from "./turn";

const UNDISTURBED: Situation = {
  stop: null, faulty: false, reached: false, compiling: false, imagesMissing: null, unchecked: false, held: false, prioritised: false,
  asynchronous: false, msPerStep: 5, msSinceStep: 0, dragging: false, rewinding: false, movedLately: false,
};
type Differences = Partial<Situation>;

/** The reasons for which no step is made, the most important first: of any two, the upper one counts. */
const NO_STEP: readonly (readonly [string, Differences, Turn])[] = [
  ["training is paused", { stop: "paused" }, { kind: "end", reason: "paused" }],
  ["a check has found wrong steps", { faulty: true }, { kind: "leave-faulty-steps" }],
  ["all requested steps are made", { reached: true }, { kind: "end", reason: "reached" }],
  ["steps are being compiled", { compiling: true }, { kind: "compile" }],
  ["images of the next step are missing", { imagesMissing: 2000 }, { kind: "load", images: 2000 }],
  ["no step has been compared", { unchecked: true }, { kind: "check" }],
  ["another run is behind", { held: true }, { kind: "hold" }],
  ["the reader has turned to another step, whose pictures are due", { prioritised: true }, { kind: "pictures" }],
  ["the reader drags, and a slow step has just been made", { dragging: true, msPerStep: 26, msSinceStep: 19 * 26 - 1 }, { kind: "rest" }],
];

it.each(NO_STEP)("%s", (_, differences, turn) => {
  expect(nextTurn({ ...UNDISTURBED, ...differences })).toEqual(turn);
});

it("of two reasons for no step, the upper one counts", () => {
  for (const [i, [, upper, turn]] of NO_STEP.entries()) {
    for (const [, lower] of NO_STEP.slice(i + 1)) expect(nextTurn({ ...UNDISTURBED, ...lower, ...upper })).toEqual(turn);
  }
});

const drag = { dragging: true, movedLately: true };
const rewind = { rewinding: true, movedLately: true };
const gpu = { asynchronous: true };
const slow = { msPerStep: 26, msSinceStep: 19 * 26 };

// ms between deliveries | pending at most | what is measured | half of the time | side work
const TEMPOS: readonly (readonly [string, Differences, Tempo["deliveryMs"], Tempo["mostPending"], Tempo["measured"], Tempo["halved"], Tempo["sideWork"]])[] = [
  ["nothing moves", {}, 100, 2, "exact", false, true],
  ["the reader drags", drag, 150, 2, "exact", true, false],
  ["the reader drags, and the pause after a slow step is over", { ...drag, ...slow }, 0, 2, "exact", true, false],
  ["the reader drags, and a very slow step was made ten seconds ago", { ...drag, msPerStep: 2000, msSinceStep: 10_000 }, 0, 2, "exact", true, false],
  ["the reader drags, and steps are just not slow", { ...drag, msPerStep: 25 }, 150, 2, "exact", true, false],
  ["the reader turns to other steps", rewind, 100, 2, "exact", true, true],
  ["the reader turns to other steps, and steps are slow", { ...rewind, msPerStep: 26 }, 100, 2, "exact", true, true],
  ["the reader has moved lately", { movedLately: true }, 100, 2, "exact", false, true],
  ["a GPU, and nothing moves", gpu, 100, 2, "exact", false, true],
  ["a GPU, and the reader drags", { ...gpu, ...drag }, 8, 0, "provisional", true, false],
  ["a GPU, and the reader drags, and the pause after a slow step is over", { ...gpu, ...drag, ...slow }, 0, 0, "provisional", true, false],
  ["a GPU, and the reader turns to other steps", { ...gpu, ...rewind }, 8, 0, "provisional", true, true],
  ["a GPU, and the reader has moved lately", { ...gpu, movedLately: true }, 8, 1, "at-most", false, true],
];

it.each(TEMPOS)("makes steps: %s", (_, differences, deliveryMs, mostPending, measured, halved, sideWork) => {
  const tempo = { deliveryMs, mostPending, measured, halved, sideWork };
  expect(nextTurn({ ...UNDISTURBED, ...differences })).toEqual({ kind: "step", tempo });
});
