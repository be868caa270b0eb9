/** Only the page that the link names can command, and no message has any other effect than its command's. */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { eventually } from "../../core/testing";
import { MAX_STEP, step } from "../../core/run/ids";
import { ElboError } from "../../core/errors";
import { wellFormed } from "../../core/wellFormed";
import type { ElboRoomHandle } from "../app/handle";
import { createAppStore } from "../state/createAppStore";
import { MAX_CHARACTERS, parse } from "../state/urlCodec";
import type { ElboRoomCommand, ElboRoomMessage } from "./elbo-room";
import { createGate, type GateParts } from "./gate";
import { readCommand } from "./protocol";

const COURSE = "https://course.example";

function setUp(origin: string | null = COURSE) {
  const posted: [message: ElboRoomMessage, to: string][] = [];
  const parent = { postMessage: (message: ElboRoomMessage, to: string) => void posted.push([message, to]) };
  const calls: unknown[][] = [];
  const handle = new Proxy({}, {
    get: (_, name: string) => async (...given: unknown[]) => {
      calls.push([name, ...given]);
      if (name === "evaluate") throw new ElboError("worker-lost", "gone");
      return name;
    },
  }) as ElboRoomHandle;
  const start = vi.fn(async () => undefined);
  const gate = createGate({ parent, version: "1.2.3", origin, start, handle: () => handle } satisfies GateParts);
  return { gate, posted, calls, start, say: (data: unknown, from = COURSE, by: unknown = parent) => gate.receive({ data, origin: from, source: by }) };
}

const train: ElboRoomCommand = { elboRoom: 1, id: 7, command: "train", steps: 30 };

test("the page that the link names can command: the page starts, and the reply goes only to that origin", async () => {
  const { posted, calls, start, say } = setUp();
  say(train);
  say({ elboRoom: 1, id: 8, command: "decode", z: [0, 1], k: 3 });
  say({ elboRoom: 1, id: 9, command: "evaluate" });
  await eventually(() => expect(posted).toHaveLength(3));
  expect(start).toHaveBeenCalledTimes(3);
  expect(calls).toEqual([["train", { steps: 30 }], ["decode", [0, 1], 3], ["evaluate"]]);
  expect(posted).toEqual([
    [{ elboRoom: 1, id: 7, value: "train" }, COURSE], [{ elboRoom: 1, id: 8, value: "decode" }, COURSE],
    [{ elboRoom: 1, id: 9, error: { code: "worker-lost", message: "gone" } }, COURSE],
  ]);
});

test.each([[COURSE, "https://evil.example"], [null, COURSE], [COURSE, "null"], [COURSE, "http://course.example"], [COURSE, `${COURSE}:8443`]])(
  "named %s: a command from %s is refused, and starts nothing", (named, from) => {
    const { posted, calls, start, say } = setUp(named);
    say(train, from);
    expect(posted).toMatchObject([[{ id: 7, error: { code: "foreign-origin" } }, from === "null" ? "*" : from]]);
    expect([calls, start.mock.calls]).toEqual([[], []]);
  });

test("other windows get no reply, whatever their origin", () => {
  const { posted, calls, say } = setUp();
  say(train, COURSE, {} as MessageEventSource);
  expect([posted, calls]).toEqual([[], []]);
});

test("hello starts nothing; afterwards the run's status is sent to that origin a few times a second", () => {
  vi.useFakeTimers();
  const { gate, posted, start, say } = setUp();
  const store = shown(`embed=1&origin=${COURSE}`);
  gate.ready();
  gate.height(321);
  gate.follow(store);
  store.setState({ step: step(1), lastLosses: { total: 9 } });
  vi.advanceTimersByTime(1000);
  expect(posted.map(([message, to]) => ["event" in message && message.event, to])).toEqual([["ready", "*"], ["height", "*"]]);
  say({ elboRoom: 1, id: 1, command: "hello" });
  posted.length = 0;
  for (let k = 2; k <= 100; k++) {
    store.setState({ step: step(k), lastLosses: { total: 9 - k / 100 } });
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(1000);
  const reported = posted.filter(([message]) => "event" in message && message.event === "losses");
  expect(reported.length).toBeGreaterThan(1);
  expect(reported.length).toBeLessThanOrEqual(5);
  expect(reported.at(-1)).toEqual([{ elboRoom: 1, event: "losses", step: 100, values: { total: 8 } }, COURSE]);
  expect(start).not.toHaveBeenCalled();
  vi.useRealTimers();
});

const OWN = "bars.2.0123456789abcdef";
const shown = (link: string) => {
  const { config, embed } = parse(link);
  const store = createAppStore();
  store.setState({ begun: config, embed, lastLosses: { total: 9 } });
  return store;
};

test("a link that names no embedding any more closes the gate: a command is refused, as is the answer to one that was under way", async () => {
  const { gate, posted, calls, say } = setUp();
  const store = shown(`embed=1&origin=${COURSE}`);
  gate.follow(store);
  say(train);
  store.setState({ embed: null });
  await eventually(() => expect(posted).toMatchObject([[{ id: 7, error: { code: "foreign-origin" } }, COURSE]]));
  say({ elboRoom: 1, id: 8, command: "info" });
  expect(posted[1]).toMatchObject([{ id: 8, error: { code: "foreign-origin" } }, COURSE]);
  expect(calls).toHaveLength(1);
});

test("nothing is sent about a run on own images, neither as a reply nor as an event", async () => {
  const { gate, posted, calls, say } = setUp();
  gate.follow(shown(`embed=1&origin=${COURSE}&own=${OWN}`));
  say({ elboRoom: 1, id: 1, command: "hello" });
  const asked = [{ command: "info" }, { command: "losses" }, { command: "decode", z: [0, 1] }, { command: "evaluate" }, { command: "train" }, { command: "reset" }];
  asked.forEach((command, i) => say({ elboRoom: 1, id: 2 + i, ...command }));
  await eventually(() => expect(posted).toHaveLength(7));
  expect(calls).toEqual([]);
  expect(posted[0]).toEqual([{ elboRoom: 1, id: 1, value: "1.2.3" }, COURSE]);
  for (const [message] of posted.slice(1)) expect(message).toMatchObject({ error: { code: "own-data-in-frame" } });
});

test("nothing is sent about a run on own images that the command itself opens", async () => {
  const { gate, posted, calls, say } = setUp();
  const store = shown(`embed=1&origin=${COURSE}`);
  gate.follow(store);
  say({ elboRoom: 1, id: 1, command: "open", fragment: `own=${OWN}` });
  store.setState({ begun: parse(`own=${OWN}`).config });
  await eventually(() => expect(posted).toMatchObject([[{ id: 1, error: { code: "own-data-in-frame" } }, COURSE]]));
  expect(calls).toEqual([["open", `own=${OWN}`]]);
});

const commands: readonly ElboRoomCommand[] = [
  train, { elboRoom: 1, id: 1, command: "hello" }, { elboRoom: 1, id: 2, command: "info" }, { elboRoom: 1, id: 3, command: "open", fragment: "preset=first-vae@2" },
  { elboRoom: 1, id: 4, command: "decode", z: [0.5, -1], k: 3 },
];

test("a link of any length that the page reads can be opened", () => {
  const open = (characters: number) => readCommand({ elboRoom: 1, id: 1, command: "open", fragment: "x".repeat(characters) });
  expect(open(MAX_CHARACTERS)).not.toBeNull();
  expect(open(MAX_CHARACTERS + 1)).toBeNull();
});

test("unpaired surrogates in the link of a command are replaced", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "\ud800", "\udc00", "\ud83d\ude00") }), (fragment) => {
    expect(readCommand({ elboRoom: 1, id: 1, command: "open", fragment })).toMatchObject({ fragment: wellFormed(fragment) });
  }));
});

test("thousands of damaged messages: each is refused or does what it says, none throws, and none is passed on unvalidated", () => {
  const anything = fc.oneof(fc.anything(), fc.constantFrom<unknown>(-1, 1.5, NaN, Infinity, "30", [NaN], Array(5000).fill(0), "x".repeat(30_000), null, undefined, { steps: 1 }));
  const damaged = fc.tuple(fc.constantFrom(...commands), fc.constantFrom("elboRoom", "id", "command", "steps", "fragment", "z", "k", "__proto__", "then"), anything, fc.boolean())
    .map(([command, key, value, gone]) => Object.fromEntries(gone ? Object.entries(command).filter(([name]) => name !== key) : [...Object.entries(command), [key, value]]));
  const { posted, calls, say } = setUp();
  fc.assert(fc.property(fc.oneof(damaged, fc.anything()), (message) => {
    posted.length = calls.length = 0;
    expect(() => say(message)).not.toThrow();
    for (const [answer] of posted) expect(answer).toMatchObject({ error: { code: "bad-message" } });
    const read = readCommand(message);
    if (read?.command === "train") expect(read.steps ?? 1).toSatisfy((steps: number) => Number.isInteger(steps) && steps >= 1 && steps <= MAX_STEP);
    if (read?.command === "decode") expect(read.z.every(Number.isFinite) && read.z.length <= 1000).toBe(true);
  }), { numRuns: 4000 });
});
