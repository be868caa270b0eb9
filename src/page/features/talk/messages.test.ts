import * as fc from "fast-check";
import { expect, it, vi } from "vitest";
import { wellFormed } from "../../../core/wellFormed";
import { canExchange, readForSpeaker, readForTalk, speakerChannel, talkChannel, type ToSpeaker, type ToTalk } from "./messages";

const now = {
  version: 1, kind: "now", at: 0, began: 1, momentBegan: 2, blank: false, ahead: true, aheadPicture: new Uint8Array(4 * 784), recorded: false, phase: "training", step: 3,
  losses: [{ name: "KL", value: null }], picture: new Uint8Array(784),
};

const talkWith = (change: object) => ({
  version: 1, kind: "talk", title: "A lecture", language: "en", dark: false,
  moments: [{ title: "one", question: null, note: "", step: 3, picture: new Uint8Array(6 * 784), presetPicture: "trained/deep-convolutional@1.png", ...change }],
});

it("accepts the messages meant for each end, of this version", () => {
  expect(readForTalk({ version: 1, kind: "go", to: 3 })).toMatchObject({ kind: "go", to: 3 });
  expect(readForSpeaker({ ...now, losses: [{ name: "KL", value: 1.5 }] })).toMatchObject({ kind: "now", step: 3 });
  expect(readForSpeaker(talkWith({}))).toMatchObject({ kind: "talk", moments: [{ title: "one" }] });
  for (const message of [
    { version: 2, kind: "go", to: 3 }, { version: 1, kind: "go", to: -1 }, { version: 1, kind: "go" }, { kind: "hello" }, null, "hello",
    { ...now, picture: new Uint8Array(783) }, { ...now, aheadPicture: new Uint8Array(5 * 784) }, talkWith({ presetPicture: "https://elsewhere/a.png" }), talkWith({ picture: "" }), { ...now, losses: Array.from({ length: 51 }, () => ({ name: "KL", value: 1 })) },
  ]) expect([readForTalk(message), readForSpeaker(message)]).toEqual([null, null]);
});

it("repairs half characters", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "\ud800", "\udc00", "\ud83d\ude00") }), (name) => {
    expect(readForSpeaker({ ...now, phase: name, losses: [{ name, value: 1 }] })).toMatchObject({ phase: wellFormed(name), losses: [{ name: wellFormed(name) }] });
  }));
});

it("neither throws nor accepts anything else, whatever arrives", () => {
  const any = fc.anything({ withMap: true, withTypedArray: true, withNullPrototype: true });
  fc.assert(fc.property(any, (message) => { expect(readForTalk(message)).toBeNull(); }), { numRuns: 500 });
  fc.assert(fc.property(fc.constantFrom(...Object.keys(now)), any, (key, value) => {
    const found = readForSpeaker({ ...now, losses: [], [key]: value });
    expect(found === null || found.kind === "now").toBe(true);
  }), { numRuns: 500 });
});

it.each([
  ["refuses", () => vi.stubGlobal("BroadcastChannel", class { constructor() { throw new DOMException("The operation is insecure.", "SecurityError"); } })],
  ["lacks", () => vi.stubGlobal("BroadcastChannel", undefined)],
])("in a browser that %s channels an end is silent", (_, deny) => {
  deny();
  expect(canExchange()).toBe(false);
  const talk = talkChannel("a", () => expect.unreachable());
  talk.send({ kind: "end" });
  talk.close();
  vi.unstubAllGlobals();
  expect(canExchange()).toBe(true);
});

it("carries messages between two ends, and to nobody else", async () => {
  const received: (ToTalk | ToSpeaker)[] = [];
  const talk = talkChannel("a", (message) => void received.push(message));
  const speaker = speakerChannel("a", (message) => void received.push(message));
  const other = talkChannel("b", (message) => void received.push(message));
  speaker.send({ kind: "hello" });
  await expect.poll(() => received).toHaveLength(1);
  talk.send({ kind: "end" });
  await expect.poll(() => received).toMatchObject([{ kind: "hello" }, { kind: "end" }]);
  for (const channel of [talk, speaker, other]) channel.close();
});
