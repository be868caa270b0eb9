import { inflateRawSync } from "node:zlib";
import { deflateSync, strToU8 } from "fflate";
import { expect, it } from "vitest";
import { toLetters } from "../../core/bytes";
import { MAX_PROGRAM } from "../../core/run/runConfig";
import { SMALL_VAE } from "../../torchSubset/program/smallVae";
import { pack, unpack } from "./packed";

const source = "import torch\nβ = 4.0  # weight of the KL\n".repeat(40);

it("a program survives a link, which is shorter than it", () => {
  const packed = pack(source);
  expect(packed).toMatch(/^[\w-]+$/);
  expect(packed.length).toBeLessThan(source.length / 4);
  expect(unpack(packed)).toBe(source);
});

it("a text that is cut, altered, no program or too long is none", () => {
  const packed = pack(source);
  const bomb = btoa(String.fromCharCode(...deflateSync(new Uint8Array(4_000_000))));
  for (const wrong of ["", "x", packed.slice(0, -3), packed.slice(3), "%%%", bomb, pack("x".repeat(MAX_PROGRAM + 1))]) expect(unpack(wrong)).toBeNull();
});

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

it("any wrong letter is noticed, except those that change nothing", () => {
  const packed = pack(SMALL_VAE);
  let harmless = 0;
  for (let at = 0; at < packed.length; at++) {
    // All letters where the text announces its checksum, and some of the others.
    for (const letter of at < 8 ? LETTERS : [0, 1, 17, 32, 63].map((by) => LETTERS[(LETTERS.indexOf(packed[at]!) + by) % 64]!)) {
      const found = unpack(`${packed.slice(0, at)}${letter}${packed.slice(at + 1)}`);
      expect([null, SMALL_VAE]).toContain(found);
      if (found !== null && letter !== packed[at]) harmless++;
    }
  }
  expect(harmless).toBeLessThan(4 * 64); // the padding and the complement of the empty block
});

it("a letter that is missing, doubled or swapped with the next one is noticed", () => {
  const packed = pack(SMALL_VAE);
  for (let at = 8; at < packed.length - 1; at++) {
    const [a, b] = [packed[at]!, packed[at + 1]!];
    const changed = [`${packed.slice(0, at)}${packed.slice(at + 1)}`, `${packed.slice(0, at)}${a}${packed.slice(at)}`, ...(a === b ? [] : [`${packed.slice(0, at)}${b}${a}${packed.slice(at + 2)}`])];
    for (const text of changed) expect(unpack(text)).toBeNull();
  }
});

it("texts without a checksum are read, and other readers of DEFLATE read those with one", () => {
  expect(unpack(toLetters(deflateSync(strToU8(source), { level: 9 })))).toBe(source);
  expect(inflateRawSync(Buffer.from(pack(source), "base64url")).toString()).toBe(source);
});

it("what mail and chat add inside a text or after it is skipped", () => {
  const packed = pack(source);
  for (const added of [" ", "\n", "\r\n> ", "\u200b", "\u00ad", "\ufeff"]) expect(unpack(`${packed.slice(0, 30)}${added}${packed.slice(30)}`)).toBe(source);
  for (const end of [".", ")", "”.", "…", "\n", "="]) expect(unpack(packed + end)).toBe(source);
});
