/** These tests show how a trace treats numbers, what it refuses, and that it leaves nothing behind. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CannotCompile } from "../ir/cannotCompile";
import type { Graph } from "../ir/graph";
import { interpretGraph } from "../ir/interpret";
import { trace, type TraceableStep } from "./trace";

let before: tf.MemoryInfo;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

beforeEach(() => {
  before = tf.memory();
});

/** Whatever a test did, the state of tfjs is unchanged. */
afterEach(() => {
  vi.restoreAllMocks();
  expect(tf.getBackend()).toBe("cpu");
  expect(tf.memory()).toEqual(before);
  expect(tf.engine().backendNames()).toEqual(["cpu"]);
  expect(tf.getKernelsForBackend("trace")).toEqual([]);
  const sum = tf.tidy(() => tf.sum(tf.tensor1d([1, 2, 3])).dataSync()[0]);
  expect(sum).toBe(6);
});

const X = { x: [2, 3] };
const x = Float32Array.of(1, -2, 3, -4, 5, -6);
const names = ({ nodes }: Graph) => nodes.flatMap((node) => (node.op === "input" ? [node.name] : []));

describe("numbers", () => {
  it("are inputs, whatever they are at the time of tracing", () => {
    const step: TraceableStep = ({ x }, { beta, zero }) => ({ y: tf.add(tf.mul(tf.square(x!), beta!), tf.mul(x!, zero!)) });
    for (const beta of [1, 0, 0.3]) {
      const graph = trace(step, X, { beta, zero: 0 });
      expect(names(graph).sort()).toEqual(["beta", "x", "zero"]);
      expect([...interpretGraph(graph, { x, beta: 2, zero: 10 })["y"]!]).toEqual([...x].map((v) => 2 * v * v + 10 * v));
    }
  });

  it("are distinguished even if they are equal now", () => {
    const graph = trace(({ x }, { a, b, c }) => ({ y: tf.add(tf.mul(x!, b!), tf.add(a!, c!)) }), X, { a: 1, b: 1, c: 1 });
    expect([...interpretGraph(graph, { x, a: 10, b: 2, c: 100 })["y"]!]).toEqual([...x].map((v) => 2 * v + 110));
  });

  it("may be attributes, and limits on both sides", () => {
    const graph = trace(({ x }, { limit }) => ({ y: tf.clipByValue(x!, -limit!, limit!) }), X, { limit: 0.01 });
    expect([...interpretGraph(graph, { x, limit: 2.5 })["y"]!]).toEqual([1, -2, 2.5, -2.5, 2.5, -2.5]);
  });

  it("may fill a tensor, or be a result", () => {
    const graph = trace((_, { a, b }) => ({
      filled: tf.fill([2, 2], a!), alone: tf.scalar(b!), one: tf.tensor([b!], [1, 1]),
    }), X, { a: 3, b: 4 });
    const results = interpretGraph(graph, { a: 5, b: 6 });
    expect([...results["filled"]!, ...results["alone"]!, ...results["one"]!]).toEqual([5, 5, 5, 5, 6, 6]);
    expect(graph.nodes[graph.outputs["filled"]!]!.shape).toEqual([2, 2]);
  });

  it("that nothing depends on are left out", () => {
    const graph = trace(({ x, spare }, { a, b }) => ({
      y: tf.mul(x!, a!), gone: tf.mul(tf.mul(spare!, b!), 0),
    }), { ...X, spare: [3] }, { a: 1, b: 1 });
    expect(names(graph).sort()).toEqual(["a", "x"]);
  });

  it("cannot have the name of a tensor", () => {
    expect(() => trace(({ x }) => ({ y: x! }), X, { x: 1 })).toThrow("x is an input and a number");
  });
});

describe("a trivial step", () => {
  it("returns inputs, under one name or several", () => {
    const graph = trace(({ x, w }) => ({ x: x!, w: w!.clone(), also: tf.neg(tf.neg(x!)) }), { ...X, w: [1] }, {});
    expect(graph.nodes.map(({ op }) => op)).toEqual(["input", "input"]);
    expect(graph.outputs).toEqual({ x: 0, w: 1, also: 0 });
  });

  it("may keep its results", () => {
    const graph = trace(({ x }) => ({ y: tf.keep(tf.exp(x!)), one: tf.keep(tf.scalar(1)) }), X, {});
    expect(Object.keys(graph.outputs)).toEqual(["y", "one"]);
  });
});

describe("cannot be compiled", () => {
  const refused = (step: TraceableStep, numbers: Record<string, number> = {}) => {
    let reason = "";
    try {
      trace(step, X, numbers);
    } catch (error) {
      expect(error).toBeInstanceOf(CannotCompile);
      reason = (error as CannotCompile).message;
    }
    expect(reason).toMatch(/^A .*\.$|^Which .*\.$/);
    return reason;
  };

  it("unknown operations", () => {
    expect(refused(({ x }) => ({ y: tf.cumsum(x!) }))).toContain("Cumsum");
    expect(refused(({ x }) => ({ y: tf.pow(x!, 0.3) }))).toContain("Pow");
    expect(refused(({ x }) => ({ y: tf.pow(x!, x!) }))).toContain("Pow");
    const images = () => tf.zeros<tf.Rank.R4>([1, 5, 5, 1]), filter = (size: number) => tf.zeros<tf.Rank.R4>([size, size, 1, 1]);
    expect(refused(() => ({ y: tf.conv2d(tf.zeros<tf.Rank.R4>([1, 1, 5, 5]), filter(1), 1, "same", "NCHW") }))).toContain("channels");
    expect(refused(() => ({ y: tf.conv2dTranspose(images(), filter(1), [1, 10, 10, 1], 2, "same") }))).toContain("steps over");
  });

  it("other types than float32", () => {
    expect(refused(({ x }) => ({ y: tf.exp(tf.cast(x!, "int32")) }))).toContain("int32");
    expect(refused(() => ({ y: tf.tensor1d(["a"]) }))).toContain("string");
  });

  it("looking at values", () => {
    expect(refused(({ x }) => ({ y: tf.mul(x!, x!.dataSync()[0]!) }))).toContain("looks at a value");
  });

  it("tensors from elsewhere", () => {
    const outside = tf.ones([2, 3]);
    expect(refused(({ x }) => ({ y: tf.add(x!, outside) }))).toContain("not among its inputs");
    expect(refused(() => ({ y: outside }))).toContain("did not compute");
    expect([...outside.dataSync()]).toEqual([1, 1, 1, 1, 1, 1]);
    outside.dispose();
  });

  it("numbers that decide, and numbers used in computations outside", () => {
    const which = "Which operations a step does depends on the value of a number.";
    expect(refused(({ x }, { a }) => ({ y: a! > 1 ? tf.exp(x!) : tf.neg(x!) }), { a: 1 })).toBe(which);
    expect(refused(({ x }, { a }) => ({ y: a! > 1 ? tf.exp(tf.exp(x!)) : x! }), { a: 1 })).toBe(which);
    expect(refused(({ x }, { a }) => ({ y: tf.sum(tf.sum(x!, a! > 1 ? 1 : 0)) }), { a: 1 })).toBe(which);
    expect(refused(({ x }, { a }) => ({ y: tf.mul(x!, 2 * a!) }), { a: 1 })).toContain("constant");
    expect(refused(({ x }, { a }) => ({ y: tf.mul(x!, tf.tensor1d([a!, 1, 2])) }), { a: 3 })).toContain("constant");
    expect(refused(({ x }, { a }) => ({ y: tf.mul(x!, a!) }), { a: Infinity })).toContain("finite");
    expect(refused(({ x }, { a, b }) => ({ y: tf.mul(x!, a! > 1 ? a! : b!) }), { a: 1, b: 2 })).toContain("constant");
  });

  it("ambiguous constants, and numbers that have reached a limit", () => {
    expect(refused(({ x }, { a }) => ({ y: tf.mul(x!, 2 * a! - 1) }), { a: 1, b: 1 })).toContain("constant");
    expect(refused(({ x }, { a, b }) => ({ y: tf.mul(x!, a! + b! - 1) }), { a: 1, b: 1, c: 1 })).toContain("constant");
    expect(refused(({ x }, { a }) => ({ y: tf.mul(x!, a! * a!) }), { a: 1 })).toContain("constant");
    expect(refused(({ x }, { t }) => ({ y: tf.mul(x!, Math.min(1, t! / 1000)) }), { t: 5000 })).toContain("constant");
    expect(refused(({ x }, { t }) => ({ y: tf.mul(x!, Math.max(1, t!)) }), { t: 0.5 })).toContain("constant");
    expect(refused(({ x }, { t }) => ({ y: tf.mul(x!, Math.max(t!, 10)) }), { t: 20 })).toContain("constant");
    expect(refused(({ x }, { t }) => ({ y: tf.mul(x!, Math.min(t!, 10)) }), { t: 5 })).toContain("constant");
    expect(refused(({ x }, { a }) => {
      if (a! > 2) throw new RangeError("too large");
      return { y: tf.mul(x!, a!) };
    }, { a: 1 })).toContain("too large");
  });

  it("random numbers drawn while a step is traced, with numbers or without", () => {
    const noisy: TraceableStep = ({ x }) => ({ y: tf.add(x!, tf.randomNormal([2, 3])) });
    expect(refused(noisy)).toContain("random");
    expect(refused(noisy, { a: 1 })).toContain("random");
    let count = 0;
    expect(refused(({ x }) => ({ y: count++ === 0 ? tf.exp(x!) : x! }))).toContain("each time");
  });

  it("and leaves none of the kept tensors behind", () => {
    const log = vi.spyOn(console, "warn").mockReturnValue();
    expect(refused(({ x }) => {
      const { value } = tf.valueAndGrad((at: tf.Tensor) => {
        tf.keep(tf.exp(at));
        return tf.sum(tf.cumsum(tf.relu(at)));
      })(x!);
      return { y: value };
    })).toContain("Cumsum");
    expect(log).not.toHaveBeenCalled();
  });

  it("passes on what the step itself throws", () => {
    expect(() => trace(() => { throw new RangeError("mine"); }, X, {})).toThrow(RangeError);
  });
});
