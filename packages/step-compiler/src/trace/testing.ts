/**
 * Random training steps over the operations that the compiler knows, with extreme shapes and values. A seed always gives the same
 * program. `bounds/testing.ts` has the bounds that every way of running them has to meet.
 */
import * as tf from "@tensorflow/tfjs-core";
import { shuffled } from "../ir/random";
import { sizeOf, type Graph, type Shape } from "../ir/graph";
import { record, type Recording } from "./backend";
import { simplified } from "./trace";
import { KERNELS } from "./kernels";

export type Random = (below: number) => number;

/** Returns a generator of integers from 0 up to, but excluding, its argument. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0; // Mulberry32
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) % below;
  };
}

export interface Program {
  readonly seed: number;
  /** The program as text, one operation in each line. */
  readonly text: string;
  /** The recorded graph, without any simplification. */
  readonly recorded: Graph;
  /** The simplified graph, as `trace` returns it. */
  readonly graph: Graph;
  readonly inputs: Readonly<Record<string, Float32Array>>;
}

/** Larger values are not made: the reference is slow. */
const LARGEST = 3000;
const SIZES = [1, 1, 2, 3, 4, 5, 7, 8, 13, 16, 31, 67];
const EXTREME = [0, -0, Infinity, -Infinity, NaN, 2 ** -149, -(2 ** -130), 1.2e-38, 3e38, -3e38, 1e20, -1e-20, 1, -1, 88.5, -88.5, 2 ** 24 + 2];

function shapeFrom(random: Random): number[] {
  const shape = Array.from({ length: [0, 1, 1, 2, 2, 2, 3, 4][random(8)]! }, () => SIZES[random(SIZES.length)]!);
  if (shape.length > 0 && random(8) === 0) shape[shape.length - 1] = 257 + random(700);
  while (sizeOf(shape) > LARGEST) shape[random(shape.length)] = 1;
  return shape;
}

/**
 * In a third of all programs some values are extreme; in the others, sums and products stay in a range where only rounding
 * errors show.
 */
function valuesFrom(random: Random, size: number, extreme: boolean): Float32Array {
  return Float32Array.from({ length: size }, () => {
    if (extreme && random(6) === 0) return EXTREME[random(EXTREME.length)]!;
    return random(4) === 0 ? (random(9) - 4) / 2 : (random(1 << 16) - (1 << 15)) / (1 << 14);
  });
}

type Draw = (random: Random, x: tf.Tensor, other: (fits: (shape: Shape) => boolean) => tf.Tensor | undefined) =>
  readonly [string, () => tf.Tensor | readonly tf.Tensor[]] | undefined;

const unary = (name: string, f: (x: tf.Tensor) => tf.Tensor): Draw => (_, x) => [name, () => f(x)];

function broadcasts(a: Shape, b: Shape): boolean {
  const rank = Math.max(a.length, b.length);
  const at = (shape: Shape, axis: number) => shape[axis - rank + shape.length] ?? 1;
  const sizes = Array.from({ length: rank }, (_, axis) => [at(a, axis), at(b, axis)] as const);
  return sizes.every(([x, y]) => x === y || x === 1 || y === 1) && sizes.reduce((n, [x, y]) => n * Math.max(x, y), 1) <= LARGEST;
}

const binary = (name: string, f: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor): Draw => (random, x, other) => {
  const y = other((shape) => broadcasts(x.shape, shape));
  if (!y) return undefined;
  return random(2) ? [name, () => f(x, y)] : [`${name}, turned`, () => f(y, x)];
};
const number = (x: tf.Tensor): tf.Tensor => tf.cast(x, "float32");
const compared = (name: string, f: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor): Draw => binary(name, (x, y) => number(f(x, y)));

const reduced = (name: string, f: (x: tf.Tensor, axes: number[], keep: boolean) => tf.Tensor): Draw => (random, x) => {
  const axes = x.shape.flatMap((_, axis) => (random(2) ? [axis] : []));
  const keep = random(2) === 0;
  return [`${name} over [${axes}]`, () => f(x, axes, keep)];
};

const LEVELS = [-Infinity, -1, -0.5, 0, 0.2, 1, 2];

/** A number: that many zeros on each side. */
type Pad = "same" | "valid" | number;

const conv2d = (pads: readonly Pad[]): Draw => (random, x, other) => {
  if (x.rank !== 4) return undefined;
  const strides = [1 + random(2), 1 + random(2)] as [number, number];
  const filter = other((shape) => shape.length === 4 && shape[2] === x.shape[3] && shape[3]! * x.size <= LARGEST &&
    shape[0]! >= strides[0] && shape[1]! >= strides[1] && shape[0]! * shape[1]! <= 30);
  const pad = pads[random(pads.length)]!;
  const zeros = typeof pad === "number" ? 2 * pad : 0;
  if (!filter || (pad !== "same" && (filter.shape[0]! > x.shape[1]! + zeros || filter.shape[1]! > x.shape[2]! + zeros))) return undefined;
  return [`conv2d ${strides} ${pad}`, () => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad)];
};

const conv2dTranspose = (pads: readonly Pad[]): Draw => (random, x, other) => {
  if (x.rank !== 4) return undefined;
  const strides = [1 + random(2), 1 + random(2)] as [number, number];
  const filter = other((shape) => shape.length === 4 && shape[3] === x.shape[3] && shape[0]! >= strides[0] && shape[1]! >= strides[1] &&
    shape[2]! * x.size * shape[0]! * shape[1]! <= LARGEST);
  if (!filter) return undefined;
  const pad = pads[random(pads.length)]!;
  const [batch, height, width] = x.shape as [number, number, number, number];
  // With strides, several input sizes give the same output size.
  const size = (length: number, axis: 0 | 1) => {
    if (pad === "same") return length * strides[axis] - random(strides[axis]);
    const least = (length - 1) * strides[axis] + filter.shape[axis]!;
    return pad === "valid" ? least : least - 2 * pad + random(strides[axis]);
  };
  const shape: [number, number, number, number] = [batch, size(height, 0), size(width, 1), filter.shape[2]!];
  if (Math.min(...shape) < 1) return undefined;
  return [`conv2dTranspose ${strides} ${pad}`, () => tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, shape, strides, pad)];
};

const DRAWS: readonly Draw[] = [
  ...Object.entries({
    abs: tf.abs, exp: tf.exp, log: tf.log, neg: tf.neg, rsqrt: tf.rsqrt, sigmoid: tf.sigmoid, softplus: tf.softplus, sqrt: tf.sqrt,
    tanh: tf.tanh, square: tf.square, relu: tf.relu, zerosLike: tf.zerosLike, onesLike: tf.onesLike,
    bool: (x: tf.Tensor) => number(tf.cast(x, "bool")),
  } satisfies Record<string, (x: tf.Tensor) => tf.Tensor>).map(([name, f]) => unary(name, f)),
  ...Object.entries({ add: tf.add, sub: tf.sub, mul: tf.mul, div: tf.div, maximum: tf.maximum } satisfies
    Record<string, (x: tf.Tensor, y: tf.Tensor) => tf.Tensor>).flatMap(([name, f]) => [binary(name, f), binary(name, f)]),
  binary("minimum", tf.minimum),
  (random, x, other) => {
    const y = other((shape) => shape.join() === x.shape.join());
    const level = LEVELS[random(LEVELS.length)]!;
    const condition = () => (level < 0 ? tf.logicalNot(tf.lessEqual(x, level)) : tf.greater(x, level));
    return y && [`select over ${level}`, () => tf.where(condition(), x, y)];
  },
  ...Object.entries({ equal: tf.equal, greater: tf.greater, greaterEqual: tf.greaterEqual, less: tf.less, lessEqual: tf.lessEqual } satisfies
    Record<string, (x: tf.Tensor, y: tf.Tensor) => tf.Tensor>).map(([name, f]) => compared(name, f)),
  (random, x) => {
    const by = [0, 1, -1, 2, 0.5, -0.5, 0.3, 1e-30, 2 ** 40][random(9)]!;
    const at = random(4);
    return [`${["+", "·", "/", "−"][at]!} ${by}`, () => [tf.add, tf.mul, tf.div, tf.sub][at]!(x, by)];
  },
  (random, x) => {
    const slope = LEVELS[3 + random(4)]!;
    return [`step ${slope}`, () => tf.step(x, slope)];
  },
  (random, x) => {
    const slope = LEVELS[3 + random(3)]!;
    return [`leaky ReLU ${slope}`, () => tf.mul(x, tf.step(x, slope))];
  },
  (random, x) => {
    const least = LEVELS[random(4)]!, most = LEVELS[3 + random(4)]!;
    return [`clip ${least} ${most}`, () => tf.clipByValue(x, least, most)];
  },
  (random, x) => {
    const power = [0, 0.5, 1, 1.5, 2, 3, 5, -0.5, -1, -2][random(10)]!;
    return [`pow ${power}`, () => tf.pow(x, power)];
  },
  reduced("sum", tf.sum), reduced("mean", tf.mean), reduced("max", tf.max), reduced("sum", tf.sum),
  (random, x, other) => {
    const y = other((shape) => broadcasts(shape, x.shape) && shape.join() === x.shape.join());
    return y && [`addN of ${2 + random(2)}`, () => tf.addN([x, y, x])];
  },
  (random, x) => {
    const divisors = Array.from({ length: x.size }, (_, i) => i + 1).filter((i) => x.size % i === 0);
    const rows = divisors[random(divisors.length)]!;
    const shape = random(3) ? [rows, -1] : [rows, 1, -1];
    return [`reshape [${shape}]`, () => tf.reshape(x, shape)];
  },
  (random, x) => {
    if (x.rank === 0) return undefined;
    const begin = x.shape.map((size) => random(2) * random(size));
    const size = x.shape.map((length, axis) => (random(2) ? length - begin[axis]! : 1 + random(length - begin[axis]!)));
    return [`slice [${begin}] [${size}]`, () => tf.slice(x, begin, size)];
  },
  (random, x) => {
    const margins = x.shape.map((): [number, number] => [random(3), random(3)]);
    const size = margins.reduce((n, [before, after], axis) => n * (before + x.shape[axis]! + after), 1);
    return x.rank > 0 && size <= LARGEST ? [`pad ${JSON.stringify(margins)}`, () => tf.pad(x, margins)] : undefined;
  },
  (random, x) => {
    const times = x.shape.map(() => 1 + random(2) * random(3));
    return x.rank > 0 && sizeOf(times) * x.size <= LARGEST ? [`tile [${times}]`, () => tf.tile(x, times)] : undefined;
  },
  (random, x, other) => {
    if (x.rank === 0) return undefined;
    const axis = random(x.rank);
    const y = other((shape) => shape.length === x.rank && x.shape.every((size, at) => at === axis || size === shape[at]));
    return y && x.size + y.size <= LARGEST ? [`concat along ${axis}`, () => tf.concat([x, y, x], axis)] : undefined;
  },
  (random, x, other) => {
    const axis = random(x.rank + 1);
    const y = other((shape) => shape.join() === x.shape.join());
    return y && x.rank < 5 && 2 * x.size <= LARGEST ? [`stack along ${axis}`, () => tf.stack([x, y], axis)] : undefined;
  },
  (random, x) => {
    if (x.rank === 0) return undefined;
    const axis = random(x.rank), size = x.shape[axis]!;
    if (size <= 5 && random(2)) return [`unstack along ${axis}`, () => tf.unstack(x, axis)];
    const first = 1 + random(size);
    return first < size ? [`split along ${axis} at ${first}`, () => tf.split(x, [first, size - first], axis)] : undefined;
  },
  ...Array<Draw>(3).fill((random, x, other) => {
    if (x.rank < 2) return undefined;
    const [rows, columns] = x.shape.slice(-2) as [number, number];
    if (rows * columns !== x.size) return undefined;
    const turnA = random(2) === 1, turnB = random(2) === 1;
    const inner = turnA ? rows : columns;
    const y = other((shape) => shape.length === 2 && shape[turnB ? 1 : 0] === inner && (x.size / inner) * shape[turnB ? 0 : 1]! <= LARGEST);
    return y && [`matMul ${turnA} ${turnB}`, () => tf.matMul(x, y, turnA, turnB)];
  }),
  conv2d(["valid", "same"]),
];

/** Every fourth program uses these. All other seeds keep the programs that they had before transposes were added. */
const DRAWS_WITH_TRANSPOSES: readonly Draw[] = [...DRAWS, ...Array<Draw>(4).fill((random, x) => {
  if (x.rank < 2) return undefined;
  const axes = shuffled(x.rank, () => random(x.rank));
  return [`transpose [${axes}]`, () => tf.transpose(x, axes)];
})];

/** Programs of images use these; other programs rarely have shapes that fit. */
const withConvolutions = (pads: readonly Pad[]): readonly Draw[] =>
  [...DRAWS, ...Array<Draw>(8).fill(conv2d(pads)), ...Array<Draw>(8).fill(conv2dTranspose(pads))];
const DRAWS_OF_IMAGES = withConvolutions(["valid", "same"]);
const DRAWS_OF_PADDED_IMAGES = withConvolutions(["valid", "same", 1]);

/** Returns the shapes of an image, of a filter for it, and of a filter whose transposed convolution fits it. */
function imageShapes(random: Random): [number[], number[], number[]] {
  const upTo = (most: number) => 1 + random(most);
  const channels = upTo(4);
  return [[upTo(3), upTo(9), upTo(9), channels], [upTo(4), upTo(4), channels, upTo(4)], [upTo(4), upTo(4), upTo(4), channels]];
}

/** Messages of tfjs for an operation whose gradient is missing, has a wrong shape, or fails. */
const NOT_DIFFERENTIABLE = /radient (function not found|for op)|passed to 'stack'|passed to stack must be/;

/**
 * Draws a program, one in eight of images: inputs, up to 14 operations, and the gradients of their results with respect to all
 * inputs.
 */
export function programOf(seed: number): Program {
  const random = randomOf(seed);
  const extreme = random(3) === 0;
  const ofImages = seed % 8 === 7;
  const [first, ...filters] = ofImages ? imageShapes(random) : [shapeFrom(random)] as const;
  const draws = ofImages ? (seed % 16 === 15 ? DRAWS_OF_PADDED_IMAGES : DRAWS_OF_IMAGES) : seed % 4 === 2 ? DRAWS_WITH_TRANSPOSES : DRAWS;
  const shapes = [first, ...filters, ...Array.from({ length: 1 + random(3) }, () => relatedShape(random, first))];
  const operations = 1 + random(14);
  const [withGradient, seedOfOperations] = [random(2) === 0, random(1 << 30)];
  const lines: string[] = [];
  const forward = (given: readonly tf.Tensor[], write: boolean): tf.Tensor[] => {
    const draw = randomOf(seedOfOperations);
    const values = [...given];
    const results: tf.Tensor[] = [];
    for (let at = 0; at < operations; at++) {
      const x = draw(3) ? values.at(-1 - draw(Math.min(3, values.length)))! : values[draw(values.length)]!;
      const start = draw(1 << 16);
      const other = (fits: (shape: Shape) => boolean) => {
        const fitting = values.filter(({ shape }) => fits(shape));
        return fitting.length === 0 ? undefined : fitting[start % fitting.length]!;
      };
      const drawn = draws[draw(draws.length)]!(draw, x, other);
      if (!drawn) continue;
      const made = [drawn[1]()].flat();
      if (write) lines.push(`${drawn[0]} of ${values.indexOf(x)}: ${made.map(({ shape }) => `[${shape}]`).join(" ")}`);
      values.push(...made);
      results.push(...made);
    }
    return results.slice(-4);
  };
  const stepWith = (gradient: boolean): Parameters<typeof record>[0] => (tensors) => {
    const given = Object.values(tensors);
    const outputs = forward(given, lines.length === 0).map((y, i) => [`y${i}`, tf.clone(y)] as const);
    if (!gradient || outputs.length === 0) return { ...Object.fromEntries(outputs), x: tf.neg(given[0]!) };
    const loss = (...moving: tf.Tensor[]) => tf.sum(tf.tanh(forward(moving, false).at(-1)!));
    const gradients = tf.grads((...moving) => tf.add(loss(...moving), tf.mul(0.5, tf.sum(tf.addN(moving.map((x) => tf.sum(x)))))))([...given]);
    return { ...Object.fromEntries(outputs), ...Object.fromEntries(gradients.map((gradient, i) => [`d${i}`, gradient])) };
  };
  const named = Object.fromEntries(shapes.map((shape, i) => [`x${i}`, shape]));
  let recording: Recording;
  try {
    recording = record(stepWith(withGradient), named, KERNELS);
  } catch (error) {
    if (!(error instanceof Error && NOT_DIFFERENTIABLE.test(error.message))) throw error;
    recording = record(stepWith(false), named, KERNELS);
  }
  return {
    seed, recorded: { nodes: recording.nodes, outputs: recording.outputs }, graph: simplified(recording, new Map()),
    text: [`seed ${seed}, inputs ${shapes.map((shape) => `[${shape}]`).join(" ")}`, ...lines].join("\n"),
    inputs: Object.fromEntries(shapes.map((shape, i) => [`x${i}`, valuesFrom(random, sizeOf(shape), extreme)])),
  };
}

/** Returns a shape that can be combined with the first one: broadcast, multiplied, convolved or concatenated. */
function relatedShape(random: Random, shape: Shape): number[] {
  const last = shape.at(-1) ?? 1;
  switch (random(6)) {
    case 0: return [...shape];
    case 1: return shape.map((size) => (random(2) ? 1 : size));
    case 2: return shape.slice(random(shape.length + 1));
    case 3: return [last, 1 + random(20)];
    case 4: return shape.length === 4 ? [1 + random(4), 1 + random(4), last, 1 + random(5)] : [1 + random(20), last];
    default: return shapeFrom(random);
  }
}
