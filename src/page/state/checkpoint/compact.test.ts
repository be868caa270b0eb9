import { describe, expect, test } from "vitest";
import { lossColumns } from "../../../core/model/model";
import { findModel } from "../../../subject/models/registry";
import { readCheckpoint } from "./decode";
import { encodeCheckpoint, encodeCompact } from "./encode";
import type { CompactRun } from "./format";
import { splitFile, expectSameRun, makeRun, withChecksum, joinFile, type Header } from "./testing";

const STEPS = 9;

function withLosses(id: string): CompactRun {
  const small = findModel(id)!.hyperparameters["hidden"] ? { hidden: 16, latent: 2 } : { latent: 2 };
  const columns = lossColumns(findModel(id)!).map((column) => column.id);
  const losses = Object.fromEntries(columns.map((column, c) => [column, Float32Array.from({ length: STEPS }, (_, i) => c + i / 8)]));
  return { ...makeRun(id, small, STEPS), losses };
}

const blobOf = (parts: Uint8Array<ArrayBuffer>[]) => new Blob(parts);
const compactOf = (run: CompactRun) => blobOf(encodeCompact(run, "0.1.0"));
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** Returns the means of a matrix's rows, then of its columns. */
function means(data: Float32Array, columns: number): Float64Array {
  const rows = data.length / columns;
  const found = new Float64Array(rows + columns);
  data.forEach((value, i) => {
    found[Math.floor(i / columns)]! += value / columns;
    found[rows + (i % columns)]! += value / rows;
  });
  return found;
}

// These models have layers of every kind: dense, convolutional, with batch norm, with vectors of a power iteration.
describe.each(["vae", "cgan", "conv-vae", "sngan"])("%s", (id) => {
  test("is read with everything that is needed to continue", async () => {
    const run = withLosses(id);
    const read = await readCheckpoint(compactOf(run));
    expect([read.config, read.snapshot.step, read.losses]).toEqual([run.config, run.snapshot.step, run.losses]);
    expect(Object.keys(read.snapshot.tensors)).toEqual(Object.keys(run.snapshot.tensors));
    for (const [name, { shape, data }] of Object.entries(run.snapshot.tensors)) {
      const found = read.snapshot.tensors[name]!;
      expect(found.shape).toEqual(shape);
      if (name.startsWith("m/")) expect(found.data.every((value) => value === 0)).toBe(true);
      else if (shape.length === 1) expect(found.data).toEqual(data);
      else if (name.startsWith("weights/")) {
        // Half precision has 11 significant bits.
        expect(data.every((value, i) => Math.abs(found.data[i]! - value) <= Math.max(Math.abs(value) * 2 ** -11, 2 ** -25))).toBe(true);
      } else {
        const theirs = means(data, shape.at(-1)!);
        expect(Math.max(...means(found.data, shape.at(-1)!).map((value, i) => Math.abs(value - theirs[i]!)))).toBeLessThan(1e-5);
      }
    }
  });

  test("is at most half as large as the whole", () => {
    const run = withLosses(id);
    const whole = blobOf(encodeCheckpoint(run.config, run.snapshot, "0.1.0"));
    expect(compactOf(run).size).toBeLessThan(whole.size / 2);
  });
});

test("a mean of squares that is a product of rows and columns comes back as it was", async () => {
  const run = withLosses("vae");
  const { shape, data } = run.snapshot.tensors["v/encoder/hidden/kernel"]!;
  for (let i = 0; i < data.length; i++) data[i] = (1 + Math.floor(i / shape[1]!)) * 2 ** -(i % shape[1]!) * 1e-6;
  const read = await readCheckpoint(compactOf(run));
  const found = read.snapshot.tensors["v/encoder/hidden/kernel"]!.data;
  expect(Math.max(...found.map((value, i) => Math.abs(value / data[i]! - 1)))).toBeLessThan(1e-5);
});

test("writing it a second time loses nothing more", async () => {
  const once = await readCheckpoint(compactOf(withLosses("dcgan"))) as CompactRun;
  const twice = await readCheckpoint(compactOf(once));
  for (const name of Object.keys(once.snapshot.tensors).filter((one) => one.startsWith("weights/"))) {
    expect(twice.snapshot.tensors[name]!.data).toEqual(once.snapshot.tensors[name]!.data);
  }
  expect(twice.losses).toEqual(once.losses);
});

test("a mean of squares that is zero stays zero", async () => {
  const run = withLosses("vae");
  run.snapshot.tensors["v/encoder/hidden/kernel"]!.data.fill(0);
  const read = await readCheckpoint(compactOf(run));
  expect(read.snapshot.tensors["v/encoder/hidden/kernel"]!.data.every((value) => value === 0)).toBe(true);
});

test("moving averages begin at the weights", async () => {
  const { snapshot: { tensors } } = await readCheckpoint(compactOf(withLosses("latent-flow")));
  const averages = Object.keys(tensors).filter((name) => name.startsWith("average/"));
  expect(averages.length).toBeGreaterThan(0);
  for (const name of averages) {
    const weights = tensors[name.replace("average/", "weights/")]!.data;
    expect(tensors[name]!.data.every((value, i) => value === weights[i])).toBe(true);
  }
});

test("a run is refused if its weights are too large for half precision, or if it lacks losses", () => {
  const [large, short] = [withLosses("vae"), withLosses("vae")];
  large.snapshot.tensors["weights/encoder/hidden/kernel"]!.data[5] = 70_000;
  expect(() => encodeCompact(large, "0.1.0")).toThrow("not-finite: weights/encoder/hidden/kernel");
  const losses = { ...short.losses, total: short.losses["total"]!.subarray(1) };
  expect(() => encodeCompact({ ...short, losses }, "0.1.0")).toThrow("tensors: losses/total");
});

test("a file contains the step at which its run began, which is not beyond its last step", async () => {
  const run = makeRun("ae", { hidden: 16, latent: 1 }, 10);
  const began = { ...run, config: { ...run.config, begin: 7 } };
  expectSameRun(await readCheckpoint(blobOf(encodeCheckpoint(began.config, began.snapshot, "0.1.0"))), began);
  expect(() => encodeCheckpoint({ ...run.config, begin: 11 }, run.snapshot, "0.1.0")).toThrow("settings: begin");
});

test("damaged files are refused with a reason", async () => {
  const { header, data } = splitFile(await bytesOf(compactOf(withLosses("vae"))));
  const refusal = (file: Uint8Array<ArrayBuffer>) => readCheckpoint(new Blob([file])).then(() => "accepted", ({ reason }: { reason: string }) => reason);
  const parsed = JSON.parse(header) as Header;
  const { __metadata__, ...entries } = parsed;
  const altered = (change: object) => joinFile(withChecksum({ __metadata__, ...entries, ...change } as Header, data));
  const kernel = "weights/encoder/hidden/kernel";
  expect(await refusal(joinFile({ header, data }))).toBe("accepted");
  expect(await refusal(joinFile({ header, data: data.with(3, data[3]! ^ 1) }))).toBe("damaged");
  expect(await refusal(altered({ [kernel]: { ...entries[kernel]!, dtype: "F32" } }))).toBe("dtype");
  expect(await refusal(altered({ "m/encoder/hidden/kernel": { ...entries[kernel]! } }))).toBe("tensors");
  // Single precision after an odd number of halves would not be at a multiple of its size.
  const loss = Object.keys(entries).find((name) => name.startsWith("losses/"))!;
  const [before] = entries[loss]!.data_offsets;
  const bytes = 2 * STEPS;
  const shifted = Object.entries(entries).map(([name, entry]) => {
    const [start, end] = entry.data_offsets;
    const data_offsets = name === loss ? [0, bytes] : start < before ? [start + bytes, end + bytes] : [start, end];
    return [name, { ...entry, data_offsets }] as const;
  });
  expect(await refusal(altered(Object.fromEntries(shifted)))).toBe("offsets");
});
