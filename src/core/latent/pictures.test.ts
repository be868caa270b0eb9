import { describe, expect, it, test } from "vitest";
import type { CompletionProgress } from "./completion";
import { step } from "../run/ids";
import { bufferOf, copyOf, densityParts, NOTHING_WATCHED, rowLength, type Frame, type StripRow } from "./pictures";
import { coordinatePlane } from "./plane";
import { STANDARD_RANGE } from "./range";

const place = { kind: "mean", class: 3 } as const;

test("a row of a strip is as long as the list that its images are made from", () => {
  const rows: readonly StripRow[] = [
    { kind: "places", places: [place, place] },
    { kind: "traverse", at: [0, 0], dimension: 1, values: [-1, 0, 1] },
    { kind: "between", from: place, to: place, along: "line", times: [0, 0.3, 0.6, 1] },
    { kind: "arithmetic", of: place, minus: place, plus: place, times: [1] },
  ];
  expect(rows.map(rowLength)).toEqual([2, 3, 4, 1]);
});

test("nothing is watched at first", () => {
  expect(Object.values(NOTHING_WATCHED).filter(Boolean)).toEqual([]);
});

const values = Float32Array.of(1, 2, 3, 4, 5, 6);

describe("densities", () => {
  const layout = { kind: "densities", step: step(1), values, cells: 2, samples: 1, dots: 1 } as const;

  it("are followed by the discriminator's output in each cell, then by dots", () => {
    const { density, discriminator, dots } = densityParts({ ...layout, says: "score" });
    expect([density, discriminator, dots].map((part) => [...part ?? []])).toEqual([[1, 2], [3, 4], [5, 6]]);
  });

  it("are followed by dots where there is no discriminator", () => {
    const { density, discriminator, dots } = densityParts({ ...layout, says: null });
    expect([[...density], discriminator, [...dots]]).toEqual([[1, 2], null, [3, 4, 5, 6]]);
  });
});

describe("a frame's numbers", () => {
  const pixels = Uint8Array.of(1, 2, 3);
  const at = step(1);
  const plane = coordinatePlane([0, 1], [0, 0], STANDARD_RANGE);
  const completing = { pixels, done: 1, of: 2 } as unknown as CompletionProgress; // the other fields hold no numbers that are transferred
  const subject = { kind: "image", index: 0 } as const;
  const frames: readonly Frame[] = [
    { kind: "samples", step: at, count: 1, pixels },
    { kind: "reconstructions", step: at, count: 1, pixels },
    { kind: "manifold", step: at, plane, side: 1, pixels },
    { kind: "codes", step: at, directions: plane, points: values, labels: pixels, prior: null },
    { kind: "strip", step: at, wish: { name: "between", rows: [], images: [], class: 0 }, pixels, codes: values },
    { kind: "decoded", step: at, z: [0, 0], movedAt: null, values },
    { kind: "densities", step: at, values, cells: 2, says: null, samples: 1, dots: 1 },
    {
      kind: "followed", step: at, wish: { subject, image: 0, draw: 0, part: "way" },
      found: { part: "way", x: null, layers: [], code: null, made: null, verdict: null }, values,
    },
    { kind: "slowMotion", step: at, found: { images: 1, moves: [], outcomes: [] }, values },
    { kind: "filling", ...completing },
  ];

  it.each(frames)("are handed over with it, and a copy has its own: $kind", (frame) => {
    expect([values.buffer, pixels.buffer]).toContain(bufferOf(frame));
    const copy = copyOf(frame);
    expect(copy).toEqual(frame);
    expect(bufferOf(copy)).not.toBe(bufferOf(frame));
    expect(bufferOf(copy)).toEqual(bufferOf(frame));
  });

  it("are those of the images, of the codes' positions, or of the other pictures", () => {
    const ofValues = frames.filter((frame) => bufferOf(frame) === values.buffer).map(({ kind }) => kind);
    expect(ofValues).toEqual(["codes", "decoded", "densities", "followed", "slowMotion"]);
  });
});
