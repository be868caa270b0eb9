import { deflateSync } from "fflate";
import { expect, it } from "vitest";
import { MAX_PROGRAM } from "../core/run/runConfig";
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
