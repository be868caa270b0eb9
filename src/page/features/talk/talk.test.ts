import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { experimentOf, mergeTalks, recordedOwnImages, withMoment, withoutMoment, withoutOwnRecordings, withoutPictures, withoutRecordings, type Moment, type Talk } from "./talk";

const moment = (title: string, note = ""): Moment => ({ title, link: `preset=first-vae@2&seed=${title.length}`, step: 10, panel: null, zoom: false, lit: null, note, recording: null, picture: null });
const talkOf = (...titles: readonly string[]): Talk => ({ title: "A lecture", moments: titles.map((title) => moment(title)) });
const titles = ({ moments }: Talk) => moments.map(({ title, note }) => title + note);

test("says of which own images it has pictures, and drops only these", () => {
  const recording = [{ step: 10, losses: { total: 1 }, figures: [] }];
  const [kana, mnist, unrecorded] = [
    { ...moment("kana"), link: "model=vae&own=kana.10.0123456789abcdef", recording }, { ...moment("mnist"), recording },
    { ...moment("other"), link: "model=vae&own=other.0.fedcba9876543210" },
  ];
  const talk = { title: "", moments: [kana, mnist, unrecorded, { ...kana, title: "again" }] };
  expect(recordedOwnImages(talk)).toEqual(["kana.10.0123456789abcdef"]);
  expect(withoutOwnRecordings(talk).moments).toEqual([{ ...kana, recording: null }, mnist, unrecorded, { ...kana, title: "again", recording: null }]);
});

test("a moment's run is in lecture mode whatever its link says, however it is written", () => {
  for (const link of ["model=vae&present=0", "model=vae&pre%73ent=0", "model=vae&present", "#model=vae"]) {
    expect(experimentOf({ link, step: null })).toEqual({ fragment: "model=vae&present=1", step: null });
  }
});

describe("what two tabs have changed in one talk", () => {
  const base = talkOf("a", "b", "c");

  test("is complete: name, changed, new and removed moments", () => {
    const mine = { ...withMoment(base, 0, { note: " mine" }), title: "Mine" };
    const theirs = { ...base, moments: [...withoutMoment(base, 1).moments, moment("d")] };
    expect(mergeTalks(base, mine, theirs)).toEqual({ title: "Mine", moments: [moment("a", " mine"), moment("c"), moment("d")] });
    expect(mergeTalks(base, base, theirs)).toBe(theirs);
    expect(mergeTalks(base, mine, base)).toEqual(mine);
  });

  test("has both versions of a moment that both changed", () => {
    expect(titles(mergeTalks(base, withMoment(base, 1, { note: " mine" }), withMoment(base, 1, { note: " theirs" })))).toEqual(["a", "b mine", "b theirs", "c"]);
  });

  test("has a moment that one tab changed and the other removed", () => {
    const changed = withMoment(base, 1, { note: " changed" });
    expect(titles(mergeTalks(base, changed, withoutMoment(base, 1)))).toEqual(["a", "b changed", "c"]);
    expect(titles(mergeTalks(base, withoutMoment(base, 1), changed))).toEqual(["a", "b changed", "c"]);
  });

  test("has new moments after those that they followed", () => {
    const mine = { ...base, moments: [moment("start"), ...base.moments.slice(0, 2), moment("x"), moment("y"), base.moments[2]!] };
    expect(titles(mergeTalks(base, mine, talkOf("a", "b", "c", "d")))).toEqual(["start", "a", "b", "x", "y", "c", "d"]);
  });

  test("retains recordings and pictures that the browser had no room for in the tab that made them", () => {
    const recorded = withMoment(base, 0, { recording: [{ step: 10, losses: { total: 1 }, figures: [] }] });
    const theirs = withMoment(base, 2, { note: " theirs" });
    const pictured = withMoment(base, 0, { picture: "AAAA" });
    expect(mergeTalks(withoutPictures(pictured), pictured, theirs).moments).toEqual([pictured.moments[0], base.moments[1], theirs.moments[2]]);
    expect(mergeTalks(withoutRecordings(recorded), recorded, theirs).moments).toEqual([recorded.moments[0], base.moments[1], theirs.moments[2]]);
  });

  test("has every moment that either has written, whatever they do", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 5 }).map((all) => talkOf(...new Set(all)));
    fc.assert(fc.property(words, words, words, (before, mine, theirs) => {
      const merged = titles(mergeTalks(before, mine, theirs));
      const [b, m, t] = [titles(before), titles(mine), titles(theirs)];
      const expected = [...new Set([...b, ...m, ...t])].filter((one) => (m.includes(one) && t.includes(one)) || (!b.includes(one) && (m.includes(one) || t.includes(one))));
      expect([...merged].sort()).toEqual(expected.sort());
    }));
  });
});
