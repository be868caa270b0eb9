/** The page's first script, the poster and the page itself ask the same function whether a link is an embedding. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isEmbedding, MAX_CHARACTERS, writtenIn, piecesWithout } from "./pairs";
import { parse } from "../urlCodec";

const isEmbedded = (fragment: string) => isEmbedding(writtenIn(fragment));

test.each([
  ["#embed=0&embed=1&origin=https://evil.example", false], ["#embed=1&embed=0", true], ["#embed", true], ["#%65mbed=%31", true], ["#model=vae&embed=", true],
  ["#embed=2", false], ["#embed=1x", false], ["#xembed=1", false], ["", false], [`#embed=1&title=${"x".repeat(MAX_CHARACTERS)}`, false],
])("%.60s is an embedding: %s, for the first script as for the page", (fragment, expected) => {
  expect([isEmbedded(fragment), parse(fragment).embed !== null]).toEqual([expected, expected]);
});

test("first script and page agree on links of any pieces", () => {
  const piece = fc.constantFrom("embed", "embed=", "embed=1", "embed=0", "embed=%31", "%65mbed=1", "embed=1=1", "embed=%", "embed =1", "EMBED=1", "", "#embed=1", "model=vae", "origin=https://a.example");
  fc.assert(fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
    const fragment = `#${pieces.join("&")}`;
    expect(isEmbedded(fragment)).toBe(parse(fragment).embed !== null);
  }), { numRuns: 1000 });
});

test("a key is left out of a link however it is written, and the others stay as they are", () => {
  for (const written of ["autostart=1", "autostart", "auto%73tart=1"]) {
    expect(piecesWithout("autostart", `#model=vae&${written}&ask=%41`)).toEqual(["model=vae", "ask=%41"]);
  }
});
