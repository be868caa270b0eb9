import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels } from "./labels";

const SIZE = { width: 12, height: 16 };
const FIELD = { width: 340, height: 340 };

const labelsAt = (places: readonly (readonly [number, number])[]) => places.map(([x, y], id) => ({ id, x, y }));

describe("the classes' labels", () => {
  it("stand at their own places if there is room", () => {
    const labels = labelsAt([[50, 60], [200, 100]]);
    expect(placeLabels(labels, SIZE, FIELD)).toEqual(labels.map(({ id, x, y }) => ({ id, x, y, width: SIZE.width, of: { x, y } })));
  });

  it("are both legible if two classes have the same median, the second beside the first", () => {
    const [four, nine] = placeLabels(labelsAt([[100, 100], [102, 101]]), SIZE, FIELD);
    expect(four).toMatchObject({ id: 0, x: 100, y: 100 });
    expect(nine!.id).toBe(1);
    expect(Math.abs(nine!.x - 100) >= SIZE.width || Math.abs(nine!.y - 100) >= SIZE.height).toBe(true);
    expect(Math.hypot(nine!.x - 102, nine!.y - 101)).toBeLessThan(2 * SIZE.height);
  });

  it("avoid what is already written on the map", () => {
    const written = { x: 104, y: 97, width: 20, height: 12 };
    const [zero] = placeLabels(labelsAt([[100, 100]]), SIZE, FIELD, [written]);
    expect(Math.abs(zero!.x - written.x) >= 16 || Math.abs(zero!.y - written.y) >= 14).toBe(true);
    expect(Math.hypot(zero!.x - 100, zero!.y - 100)).toBeLessThan(2 * SIZE.height);
  });

  it("never overlap, and stay on the map and near their places, wherever these are", () => {
    const place = fc.tuple(fc.double({ min: -40, max: 380, noNaN: true }), fc.double({ min: -40, max: 380, noNaN: true }));
    const near = fc.tuple(fc.double({ min: 150, max: 180, noNaN: true }), fc.double({ min: 150, max: 180, noNaN: true }));
    fc.assert(fc.property(fc.array(fc.oneof(place, near), { maxLength: 10 }), (places) => {
      const placed = placeLabels(labelsAt(places), SIZE, FIELD);
      placed.forEach((label, i) => {
        expect(label.x).toBeGreaterThanOrEqual(SIZE.width / 2);
        expect(label.y).toBeLessThanOrEqual(FIELD.height - SIZE.height / 2);
        expect(Math.hypot(label.x - label.of.x, label.y - label.of.y)).toBeLessThan(2.5 * SIZE.height);
        for (const other of placed.slice(0, i)) {
          expect(Math.abs(other.x - label.x) >= SIZE.width - 1e-9 || Math.abs(other.y - label.y) >= SIZE.height - 1e-9).toBe(true);
        }
      });
    }));
  });

  it("of names are as wide as they are, and do not overlap", () => {
    const [boot, bag] = placeLabels([{ id: "Ankle boot", x: 100, y: 100, width: 90 }, { id: "Bag", x: 140, y: 100, width: 30 }], SIZE, FIELD);
    expect(boot).toMatchObject({ x: 100, y: 100, width: 90 });
    expect(Math.abs(bag!.x - 100) >= 60 || Math.abs(bag!.y - 100) >= SIZE.height).toBe(true);
  });

  it("are left out if their class is not on the map or there is no room", () => {
    expect(placeLabels(labelsAt([[-1, 50], [50, 341]]), SIZE, FIELD)).toEqual([]);
    const crowd = placeLabels(labelsAt(Array.from({ length: 200 }, () => [100, 100])), SIZE, FIELD);
    expect(crowd.length).toBeGreaterThanOrEqual(5);
    expect(crowd.length).toBeLessThan(60);
  });

  it("are shown for all ten classes if ten codes lie as a trained VAE places them", () => {
    // The medians of 1,500 test images' codes after one epoch of the first preset, on a map of 340 pixels at ±3.
    const medians = [[0.7, -2.3], [-1.9, 2.4], [-1.1, -1], [-1.2, -1.4], [-1.6, -0.35], [-1.3, -1], [-0.75, -1.15], [-1.9, 0.2], [-1.9, -1], [-2, -0.2]] as const;
    const places = medians.map(([h, v]) => [(340 * (h / 3 + 1)) / 2, (340 * (1 - v / 3)) / 2] as const);
    expect(placeLabels(labelsAt(places), SIZE, FIELD).map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
