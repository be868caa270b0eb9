import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CheckpointError } from "./checkpoint/format";
import { looksLikeCard, readRunCard } from "./runCardFile";
import { parse } from "./urlCodec";

const text = readFileSync("e2e/released/run-card-1.json", "utf8");
const card = JSON.parse(text) as { page: { link: string } };
const reading = (content: string | Uint8Array<ArrayBuffer>) => readRunCard(new Blob([content])).catch((error: unknown) => {
  if (error instanceof CheckpointError) return error;
  throw error;
});
const refused = async (content: string) => expect(await reading(content)).toMatchObject({ code: "bad-snapshot" });

describe("the card of a run, read", () => {
  it("is its link's fragment, whatever page has written it", async () => {
    expect(await reading(text)).toBe(card.page.link.split("#")[1]);
    expect(await reading(JSON.stringify({ ...card, page: { version: "9", link: "javascript:alert(1)#model=vae&seed=3" } }))).toBe("model=vae&seed=3");
  });

  it("is distinguished from a saved run by its beginning", async () => {
    expect(await looksLikeCard(new Blob([text]))).toBe(true);
    const length = new Uint8Array(new BigUint64Array([0x7bn]).buffer);
    expect(await looksLikeCard(new Blob([length, `{"__metadata__"`]))).toBe(false);
    expect(await looksLikeCard(new Blob([]))).toBe(false);
  });

  it("is recognised by its first eight bytes, however large the file is", async () => {
    const asked: number[][] = [];
    const file = { size: 2 ** 40, slice: (from: number, to: number) => {
      asked.push([from, to]);
      return new Blob([text.slice(from, to)]);
    } };
    expect(await looksLikeCard(file)).toBe(true);
    expect(asked).toEqual([[0, 8]]);
    expect(await looksLikeCard(new Blob(["  \n{"]))).toBe(true);
    expect(await looksLikeCard(new Blob(["[{}]"]))).toBe(false);
  });

  it("cannot be read from a file that was deleted", async () => {
    const gone = { size: 100, slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) } as unknown as Blob; // no other members are used
    expect(await looksLikeCard(gone)).toBe(false);
    await expect(readRunCard(gone)).rejects.toMatchObject({ reason: "unreadable" });
  });

  it("may have a mebibyte, and no byte more", async () => {
    const room = 1024 * 1024 - new TextEncoder().encode(text).length;
    expect(await reading(text + " ".repeat(room))).toBe(card.page.link.split("#")[1]);
    expect(await reading(text + " ".repeat(room + 1))).toMatchObject({ reason: "not-card" });
  });

  it.each([
    ["cut short", text.slice(0, -20), "not-card"],
    ["other JSON", `{"a": 1}`, "not-card"],
    ["null", "null", "not-card"],
    ["of a later version", JSON.stringify({ ...card, version: 2 }), "version"],
    ["with an entry that no card has", JSON.stringify({ ...card, more: 1 }), "settings"],
    ["without a link", JSON.stringify({ ...card, page: { version: "1", link: "https://example.org/" } }), "settings"],
    ["of two megabytes", JSON.stringify({ ...card, more: "x".repeat(2 ** 21) }), "not-card"],
  ])("refused: %s", async (_, content, reason) => {
    await refused(content);
    expect(await reading(content)).toMatchObject({ reason });
  });

  it("is a link that the page can read, or refused with a reason, after any change of its bytes", async () => {
    const bytes = new TextEncoder().encode(text);
    await fc.assert(fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255), cut: fc.integer({ min: 0, max: 40 }) }), { minLength: 1, maxLength: 4 }),
      async (changes) => {
        let changed = bytes;
        for (const { at, value, cut } of changes) changed = new Uint8Array([...changed.slice(0, at), value, ...changed.slice(at + cut)]);
        const read = await reading(changed);
        if (typeof read === "string") expect(() => parse(read)).not.toThrow();
      },
    ), { numRuns: 2000, seed: 16 });
  });
});
