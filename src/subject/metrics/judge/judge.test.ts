import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { normals } from "../../../core/run/philox";
import { certaintiesOf, classesOf, JUDGE_LAYERS, judgeParameters, packJudge, readJudge, unpackJudge } from "./judge";

const layers = Object.keys(JUDGE_LAYERS);
const parameters = judgeParameters((layer, shape) => {
  const step = layers.indexOf(layer);
  const size = shape.reduce((product: number, n) => product * n, 1);
  const draw = (lane: number, count: number) => normals({ seed: 1, purpose: "sample", step, lane }, count);
  return { kernel: draw(0, size), bias: draw(1, shape.at(-1)!) };
});

const bytes = packJudge(parameters);
const record = {
  bytes: bytes.length, sha256: bytesToHex(sha256(bytes)), testAccuracy: 0, seed: 1, epochs: 1, command: "",
};
const code = (read: () => unknown) => {
  try { read(); } catch (error) { return (error as { code: string }).code; }
  return null;
};

describe("the evaluation classifier's file", () => {
  it("stores kernels to within half a step of their scale, and biases exactly", () => {
    const back = unpackJudge(bytes);
    for (const [layer, shape] of Object.entries(JUDGE_LAYERS)) {
      const { kernel, bias } = parameters[layer as keyof typeof JUDGE_LAYERS];
      const outputs = shape.at(-1)!;
      const read = back[layer as keyof typeof JUDGE_LAYERS];
      expect(read.bias).toEqual(bias);
      const largest = new Float32Array(outputs);
      kernel.forEach((value, i) => { largest[i % outputs] = Math.max(largest[i % outputs]!, Math.abs(value)); });
      const off = kernel.map((value, i) => Math.abs(value - read.kernel[i]!) / (largest[i % outputs]! / 127));
      expect(off.reduce((most, steps) => Math.max(most, steps), 0)).toBeLessThan(0.5001);
    }
    expect(packJudge(back)).toEqual(bytes);
  });

  it("is refused if it is altered, truncated or of another classifier", () => {
    expect(readJudge(bytes, record).record).toBe(record);
    const altered = bytes.slice();
    altered[5000]! ^= 1;
    expect(code(() => readJudge(altered, record))).toBe("judge-damaged");
    expect(code(() => readJudge(bytes.slice(1), record))).toBe("judge-damaged");
    expect(code(() => readJudge(new TextEncoder().encode("<!doctype html>")))).toBe("judge-damaged");
    expect(code(() => readJudge(bytes))).toBe("judge-damaged");
    expect(() => readJudge(altered, record)).toThrow(/SHA-256 is [0-9a-f]{64} instead of/);
  });

  it("names the class of the largest logit", () => {
    expect([...classesOf([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, -9, -8, -7, -6, -5, -4, -3, -2, -1, -0.5])]).toEqual([1, 9]);
  });

  it("has the probability of its softmax", () => {
    const logits = [3, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    expect([...certaintiesOf([...logits, ...new Array<number>(10).fill(500)])]).toEqual([expect.closeTo(Math.exp(3) / sum, 6), expect.closeTo(0.1, 6)]);
  });
});
