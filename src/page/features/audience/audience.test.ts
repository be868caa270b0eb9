import fc from "fast-check";
import { describe, expect, it, test, vi } from "vitest";
import { createAnswered } from "./answered";
import { countsOf, MAX_ANSWER, MAX_ANSWERS, MAX_TEXT, questionOf, withHands, type Hands } from "./slice";
import { parse } from "../../state/urlCodec";
import type { Press } from "../../ui/present/keys";
import { audienceCommandOf } from "./keys";
import { readHands } from "./start";

describe("a question in a link", () => {
  it("is read as it was written", () => {
    const { question, notices } = parse("preset=first-vae&ask=What%20happens%20to%20the%20KL%3F&answers=It%20grows|It%20falls");
    expect(question).toEqual({ text: "What happens to the KL?", answers: ["It grows", "It falls"] });
    expect(notices).toEqual([]);
  });

  it("may have no answers or several, but not one, and none without a question", () => {
    expect(parse("ask=Why%3F").question).toEqual({ text: "Why?", answers: [] });
    for (const [written, question] of [["ask=Why%3F&answers=so", { text: "Why?", answers: [] }], ["answers=a|b", null], ["ask=%20", null]] as const) {
      const parsed = parse(written);
      expect(parsed.question).toEqual(question);
      expect(parsed.notices).toMatchObject([{ kind: "adjusted" }]);
    }
  });

  it("is normalised to one line of bounded length, with a notice, whatever is written", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 600 }), fc.array(fc.string({ unit: "binary", maxLength: 200 }), { maxLength: 7 }), (ask, answers) => {
      const { question, notices } = parse(`ask=${encodeURIComponent(ask)}&answers=${answers.map((one) => encodeURIComponent(one)).join("|")}`);
      const said = question ? [question.text, ...question.answers] : [];
      for (const text of said) expect(text).toMatch(/^[^\p{Cc}\p{Cf}|]+$/u);
      expect([...(question?.text ?? "")].length).toBeLessThanOrEqual(MAX_TEXT);
      expect(question?.answers.length ?? 0).toBeLessThanOrEqual(MAX_ANSWERS);
      expect(question?.answers.every((one) => [...one].length <= MAX_ANSWER) ?? true).toBe(true);
      if (question?.text !== ask) expect(notices.some((notice) => notice.kind === "adjusted" && notice.key === "ask")).toBe(true);
      expect(question && questionOf(question.text, question.answers)).toEqual(question); // normalising is idempotent
    }), { numRuns: 1000 });
  });
});

describe("hands", () => {
  const question = questionOf("More or less?", ["more", "less"])!;

  it("are counted for one question, up and down, never below 0", () => {
    let hands: Hands | null = null;
    const raise = (answer: number, by: number) => { hands = withHands({ question, hands }, answer, (now) => now + by); };
    for (const [answer, by] of [[0, 1], [0, 1], [1, 1], [1, -1], [1, -1], [2, 1]] as const) raise(answer, by);
    expect(countsOf({ question, hands })).toEqual([2, 0]);
    expect(countsOf({ question: { ...question }, hands })).toEqual([2, 0]);
    expect(countsOf({ question: questionOf("Another?", ["more", "less"]), hands })).toEqual([0, 0]);
  });

  it("may be typed, and invalid text is 0", () => {
    const typed = (count: number) => countsOf({ question, hands: withHands({ question, hands: null }, 1, () => count) });
    expect([31, 1e9, -4, NaN].map(typed)).toEqual([[0, 31], [0, 9999], [0, 0], [0, 0]]);
  });
});

test("a question that was answered before a reload stays answered, until it is asked again", () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, text: string) => void stored.set(key, text), removeItem: (key: string) => void stored.delete(key) });
  const question = { text: "More or less?", answers: ["more", "less"] };
  createAnswered().store(question);
  expect(createAnswered().take({ ...question, text: "Another?" })).toBe(false);
  const reloaded = createAnswered();
  expect([reloaded.take({ ...question }), reloaded.take(question)]).toEqual([true, false]);
  reloaded.store(null);
  expect(createAnswered().take(question)).toBe(false);
  vi.unstubAllGlobals();
});

describe("keys", () => {
  const press = (key: string, more: Partial<Press> = {}): Press => ({ key, shift: false, control: false, focus: "nothing", run: true, present: true, characters: true, ...more });

  it("count hands while a question is shown", () => {
    expect(audienceCommandOf(press("2"), 2, true)).toEqual({ kind: "hand", answer: 1, by: 1 });
    expect(audienceCommandOf(press("!", { shift: true }), 1, true)).toEqual({ kind: "hand", answer: 0, by: -1 });
    expect([audienceCommandOf(press("5"), 5, true), audienceCommandOf(press("2"), 2, false), audienceCommandOf(press("2", { characters: false }), 2, true)]).toEqual([null, null, null]);
  });

  it("show the question and the QR code in lecture mode only", () => {
    expect(["a", "q"].map((key) => audienceCommandOf(press(key, { present: false }), null, false))).toEqual([null, null]);
    expect(["a", "q"].map((key) => audienceCommandOf(press(key), null, false))).toEqual([{ kind: "ask" }, { kind: "link-code" }]);
    expect(audienceCommandOf(press("A", { shift: true }), null, false)).toEqual({ kind: "write-question" });
    expect([audienceCommandOf(press("a", { focus: "text" }), null, false), audienceCommandOf(press("q", { control: true }), null, false)]).toEqual([null, null]);
  });
});

describe("votes stored in the tab", () => {
  const written = { text: "More?", answers: ["yes", "no"], at: 1_000, counts: [3, 0] };

  it("are read as they were written, for ten minutes", () => {
    const votes = { of: { text: "More?", answers: ["yes", "no"] }, counts: [3, 0] };
    expect(readHands(JSON.stringify(written), 500_000)).toEqual(votes);
    expect(readHands(JSON.stringify(written), 700_000)).toBeNull();
  });

  it("are read only if they are whole", () => {
    for (const damaged of [
      null, "", "{", "[]", JSON.stringify({ ...written, counts: [3] }), JSON.stringify({ ...written, counts: [-1, 0] }),
      JSON.stringify({ ...written, counts: [1e5, 0] }), JSON.stringify({ ...written, answers: [1, 2] }), JSON.stringify({ ...written, at: "now" }),
    ]) expect(readHands(damaged, 2_000), String(damaged)).toBeNull();
  });
});
