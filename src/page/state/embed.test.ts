import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLocked, isIncluded } from "./embed";
import { format, MAX_CHARACTERS, parse } from "./urlCodec";

const embedOf = (pairs: string) => parse(`model=vae&embed=1&${pairs}`);

describe("a link of an embedded page", () => {
  test("describes the frame in readable words", () => {
    const written = "model=vae&embed=1&panels=map,class&title=What%20is%20z%3F&text=Drag.%0AThen%20wait.&lock=beta,lr&without=step,hidden&origin=https://course.example";
    const link = parse(written);
    expect(link.notices).toEqual([]);
    expect(link.embed).toEqual({
      panels: ["map", "class"], title: "What is z?", text: "Drag.\nThen wait.", locked: ["beta", "lr"], without: ["step", "hidden"], origin: "https://course.example",
    });
    expect(format(link)).toBe(written);
  });

  test("shows the usual panels and all controls by default", () => {
    const { embed, notices } = parse("preset=first-vae@2&embed");
    expect([embed?.panels, notices]).toEqual([["equation", "chart", "samples", "map"], []]);
    expect([isLocked(embed, "beta"), isIncluded(embed, "beta"), isLocked(null, "beta"), isIncluded(null, "beta")]).toEqual([false, true, false, true]);
    expect(isLocked(embedOf("lock=all").embed, "beta")).toBe(true);
    expect(isIncluded(embedOf("without=reset").embed, "reset")).toBe(false);
  });

  test.each([
    ["panels=map,weather,map", "panels", "map"],
    ["panels=", "panels", "–"],
    ["lock=beta,__proto__,constructor", "lock", "beta"],
    ["without=everything", "without", "–"],
    ["title=", "title", "–"],
    ["title=a%00b%E2%80%AEc", "title", "abc"],
    ["origin=https://course.example/lesson", "origin", "https://course.example"],
    ["origin=https://a.example,https://b.example", "origin", "–"],
    ["origin=*", "origin", "–"],
    [`origin=https://${"o".repeat(300)}`, "origin", "–"],
    ["origin=null", "origin", "–"],
    ["origin=javascript:alert(1)", "origin", "–"],
    ["present=1", "present", "0"],
  ])("%s is adjusted, and a notice says so", (written, key, used) => {
    const link = embedOf(written);
    expect(link.notices).toMatchObject([{ kind: "adjusted", key, ...(used === null ? {} : { used }) }]);
    expect(parse(format(link))).toEqual({ ...link, notices: [] });
  });

  test("a lone surrogate in a title becomes the replacement character", () => {
    expect(embedOf("title=\ud800x").embed?.title).toBe("\ufffdx");
  });

  test("title and text are cut to size", () => {
    const { embed, notices } = embedOf(`title=${"x".repeat(500)}&text=${"😀".repeat(700)}`);
    expect([embed?.title, embed?.text]).toEqual(["x".repeat(120), "😀".repeat(600)]);
    expect(notices.map((notice) => notice.kind === "adjusted" && notice.key)).toEqual(["title", "text"]);
  });

  test("its keys are ignored by a page that is not embedded", () => {
    const { embed, notices } = parse("model=vae&panels=map&title=x");
    expect([embed, notices]).toEqual([null, [{ kind: "unknown-key", key: "panels" }, { kind: "unknown-key", key: "title" }]]);
  });

  test("whatever is written into it, it stays short and is read back as it was", () => {
    const hostile = fc.oneof(fc.string({ unit: "binary", maxLength: 900 }), fc.string(), fc.constantFrom("<img src=x onerror=alert(1)>", "%", "%zz", "\u202e", ",", "beta", "map", "all"));
    const key = fc.constantFrom("panels", "title", "text", "lock", "without", "origin");
    fc.assert(fc.property(fc.array(fc.tuple(key, hostile, fc.boolean()), { maxLength: 6 }), (pairs) => {
      const written = pairs.map(([name, value, escaped]) => `${name}=${escaped ? encodeURIComponent(value.replace(/\p{Cs}/gu, "")) : value}`).join("&");
      const link = parse(`model=vae&embed=1&${written}`);
      const { embed } = link;
      expect([...embed?.title ?? ""].length).toBeLessThanOrEqual(120);
      expect([...embed?.text ?? ""].length).toBeLessThanOrEqual(600);
      const again = format(link);
      expect(again.length).toBeLessThan(MAX_CHARACTERS / 2);
      expect(parse(again)).toMatchObject({ embed, notices: [] });
    }), { numRuns: 1000 });
  });
});
