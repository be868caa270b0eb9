/**
 * A tile of a product whose workgroup copies blocks of both matrices to shared memory. All data there moves in quads, four
 * neighbours as one vec4f, along the direction in which the matrix is contiguous. A thread has 4 neighbouring columns and
 * `threadRows` rows, four of which are neighbours at a time; for four inner indices it reads `threadRows` quads of the left matrix and 4 of
 * the right one. Each element's products are added in the order of inner indices.
 */
import { sizeOfAxes } from "../ir/axes";
import type { Element } from "./math";
import type { PlacedProduct } from "./placedProduct";
import type { Side } from "./side";
import { address, distance, u32, type LinearIndex } from "./text";
import { threads, type Tile } from "./tile";
import type { StoreElement, TileBody } from "./tileBody";

const range = (size: number): number[] => [...Array(size).keys()];
const LANES = ["x", "y", "z", "w"] as const;
const lines = <T>(list: readonly T[], line: (each: T, at: number) => string): string => list.map(line).join("\n");

interface Types {
  /** `vec4f` if `store` takes four neighbours of a row at a time. */
  readonly element: Element;
}

/** Writes the tile. */
export function sharedTile(
  { product: { rows, columns, inner } }: PlacedProduct, sides: readonly [Side, Side], tile: Tile,
  { element, store }: Types & { readonly store: StoreElement },
): TileBody {
  const [x, y] = threads(tile);
  const [m, n, k] = [sizeOfAxes(rows), sizeOfAxes(columns), sizeOfAxes(inner)];
  const [left, right] = sides;
  const loads = sides.map((side) => loading(side, tile, x * y, { evenInner: k % tile.depth === 0, element }));
  const rowsOfThread = range(tile.threadRows);
  // The values that are stored at a time. They have separate names and are chosen by a switch, because an array would not stay
  // in registers.
  const sums = element === "vec4f" ? rowsOfThread.map((row) => `sum${row}`)
    : rowsOfThread.flatMap((row) => LANES.map((lane) => `sum${row}.${lane}`));
  const rowAt = element === "vec4f" ? "at" : "at / 4u";
  const guards = [
    ...(m % tile.rows === 0 ? [] : [`m < ${u32(m)}`]),
    ...(n % tile.columns === 0 ? [] : [`n < ${u32(element === "vec4f" ? n / 4 : n)}`]),
  ];
  const body = `${lines(loads, ({ before }) => before)}
${lines(rowsOfThread, (row) => `var sum${row} = vec4f();`)}
for (var depth = begin; depth < end; depth += ${u32(tile.depth)}) {
${lines(loads, ({ body }) => body)}
workgroupBarrier();
for (var i = 0u; i < ${u32(tile.depth / 4)}; i++) {
${rightQuads(right, tile)}
${leftQuads(left, tile, y)}
}
workgroupBarrier();
}
for (var at = 0u; at < ${u32(sums.length)}; at++) {
let mine = ${rowAt};
let m = row + local.y * 4u + mine / 4u * ${u32(4 * y)} + mine % 4u;
let n = ${element === "vec4f" ? "column / 4u + local.x" : "column + local.x * 4u + at % 4u"};
${guards.length === 0 ? "{" : `if (${guards.join(" && ")}) {`}
var product = ${sums[0]!};
switch at {
${lines(sums.slice(1), (sum, before) => `case ${u32(before + 1)}: { product = ${sum}; }`)}
default: {}
}
${store(element)}
}
}`;
  const declarations = lines(sides, ({ name, breadth }) =>
    `var<workgroup> ${name}Tile: array<vec4f, ${breadth / 4 * (tile.depth + 1)}>;`);
  return { element, declarations, body };
}

/* The positions of quads in a shared tile. A matrix that is contiguous along its outer indices has [inner][outer / 4]. One
   along inner indices has [outer / 4][outer % 4][inner / 4], with one quad of padding after each four outer indices, so that
   threads whose outer indices are neighbouring fours read from different banks. Both are declared as large as the second. */

/** Returns a quad in shared memory. */
const quad = (side: Side, at: string): string => `${side.name}Tile[${at}]`;

/** Declares `b0` … `b3`: a thread's four columns, for each of four inner indices. */
function rightQuads(side: Side, { depth, columns }: Tile): string {
  if (!innerFirst(side)) return `let rightAt = i * ${u32(columns)} + local.x;\n${lines(range(4), (k) => `let b${k} = ${quad(side, `rightAt + ${u32(k * columns / 4)}`)};`)}`;
  return `let rightAt = local.x * ${u32(depth + 1)} + i;
${lines(range(4), (n) => `let column${n} = ${quad(side, `rightAt + ${u32(n * depth / 4)}`)};`)}
${lines(LANES, (lane, k) => `let b${k} = vec4f(${range(4).map((n) => `column${n}.${lane}`).join(", ")});`)}`;
}

/** Adds the products of four inner indices to `sum0`, `sum1`, …; `y` is the number of threads along the rows. */
function leftQuads(side: Side, { depth, rows, threadRows }: Tile, y: number): string {
  if (innerFirst(side)) {
    return `let leftAt = local.y * ${u32(depth + 1)} + i;\n${lines(range(threadRows), (row) => {
      const at = Math.floor(row / 4) * y * (depth + 1) + row % 4 * depth / 4;
      return `let a${row} = ${quad(side, `leftAt + ${u32(at)}`)};\n${lines(LANES, (lane, k) => `sum${row} += a${row}.${lane} * b${k};`)}`;
    })}`;
  }
  return `let leftAt = i * ${u32(rows)} + local.y;\n${lines(range(threadRows), (number) => {
    const [four, k] = [Math.floor(number / 4), number % 4];
    const at = k * rows / 4 + four * y;
    return `let a${number} = ${quad(side, `leftAt + ${u32(at)}`)};\n${lines(LANES, (lane, row) => `sum${4 * four + row} += a${number}.${lane} * b${k};`)}`;
  })}`;
}

const lastStride = (sizes: readonly number[], strides: readonly number[]): number =>
  Math.abs(strides[sizes.findLastIndex((size) => size > 1)] ?? Infinity) || Infinity;

/** Coalescing: neighbouring threads load neighbours in memory. Returns whether these lie along k. */
const innerFirst = ({ outer, outerStrides, inner, innerStrides }: Side): boolean =>
  lastStride(inner.sizes, innerStrides) < lastStride(outer.sizes, outerStrides);

/** An index over axes, and the stride of each of them. */
interface Walk extends Pick<LinearIndex, "sizes"> { readonly strides: readonly number[] }

/** Returns the walk in fours if four neighbours along the last axis are an aligned vector; otherwise undefined. */
function asVec4Walk({ sizes, strides }: Walk): Walk | undefined {
  const last = sizes.findLastIndex((size) => size > 1);
  if (last < 0 || strides[last] !== 1 || sizes[last]! % 4 !== 0) return undefined;
  if (strides.some((stride, axis) => axis !== last && sizes[axis]! > 1 && stride % 4 !== 0)) return undefined;
  return {
    sizes: sizes.map((size, axis) => (axis === last ? size / 4 : size)),
    strides: strides.map((stride, axis) => (axis === last || sizes[axis] === 1 ? stride : stride / 4)),
  };
}

/** Chooses how a side's quads are read: one aligned vector at a time, or number by number. */
function quadsOf(side: Side, along: boolean, element: Element) {
  const outer: Walk = { sizes: side.outer.sizes, strides: side.outerStrides };
  const inner: Walk = { sizes: side.inner.sizes, strides: side.innerStrides };
  const [fast, slow] = along ? [inner, outer] : [outer, inner];
  const fours = element === "vec4f" && side.offset % 4 === 0 ? asVec4Walk(fast) : undefined;
  const whole = fours && slow.strides.every((stride, axis) => slow.sizes[axis] === 1 || stride % 4 === 0);
  if (!whole) return { whole: false, outer, inner } as const;
  const quarter: Walk = { sizes: slow.sizes, strides: slow.strides.map((stride, axis) => (slow.sizes[axis] === 1 ? 0 : stride / 4)) };
  return { whole: true, outer: along ? quarter : fours, inner: along ? fours : quarter } as const;
}

/**
 * Returns the lines that copy a tile to shared memory: those before the loop over inner indices, and those in it. A tile's
 * quads are numbered, first along the contiguous direction; a thread takes every `lanes`-th. Rows and columns beyond the last
 * give sums that are not stored; inner indices beyond the last give zeros.
 */
function loading(
  side: Side, { depth }: Tile, lanes: number, { evenInner, element }: Types & { readonly evenInner: boolean },
): { before: string; body: string } {
  const { name, offset, begin, breadth } = side;
  const along = innerFirst(side);
  const { whole, outer, inner } = quadsOf(side, along, element);
  // The quads along the fast direction, and the number of the slow one that all threads load in one pass.
  const fast = (along ? depth : breadth) / 4;
  const step = lanes / fast;
  const passes = range(Math.max(1, (along ? breadth : depth) / step));
  const quads = depth * breadth / 4;
  // The numbers of a quad that have an address of their own.
  const parts = range(whole ? 1 : 4);
  const plus = (variable: string, more: number) => (more === 0 ? variable : `(${variable} + ${u32(more)})`);
  /**
   * Returns the names of values that depend on the quad's position along one direction; in the fast one it is the same in all
   * passes.
   */
  const fastParts = (what: string) => parts.map((part) => `${name}${what}${whole ? "" : LANES[part]!.toUpperCase()}`);
  const atOuter = (variable: string) => address(offset, [{ sizes: outer.sizes, variable }], outer.strides, whole ? 4 : 1);
  const atInner = (variable: string) => distance([{ sizes: inner.sizes, variable }], inner.strides);
  const before = [`let ${name}Fast = thread % ${u32(fast)};`, `let ${name}Slow = thread / ${u32(fast)};`];
  const body: string[] = [];
  const bases = (pass: number, part: number) => (along ? `${name}Base${pass}` : fastParts("Base")[part]!);
  const steps = (pass: number, part: number) => (along ? fastParts("Step")[part]! : `${name}Step${pass}`);
  const inners = (pass: number) => (along ? `${name}Inner` : `${name}Inner${pass}`);
  if (along) {
    for (const pass of passes) before.push(`let ${bases(pass, 0)} = ${atOuter(`(${begin} + ${name}Slow${pass === 0 ? "" : ` + ${u32(pass * step)}`})`)};`);
    body.push(`let ${inners(0)} = depth + ${name}Fast * 4u;`);
    for (const part of parts) body.push(`let ${steps(0, part)} = ${atInner(whole ? `(${inners(0)} / 4u)` : plus(inners(0), part))};`);
  } else {
    const first = whole ? `(${begin} / 4u + ${name}Fast)` : `(${begin} + ${name}Fast * 4u`;
    for (const part of parts) before.push(`let ${bases(0, part)} = ${atOuter(whole ? first : `${first} + ${u32(part)})`)};`);
    for (const pass of passes) {
      body.push(`let ${inners(pass)} = depth + ${name}Slow${pass === 0 ? "" : ` + ${u32(pass * step)}`};`);
      body.push(`let ${steps(pass, 0)} = ${atInner(inners(pass))};`);
    }
  }
  const number = (at: string) => (element === "f32" ? `arena[${at}]` : `arena[(${at}) / 4u][(${at}) % 4u]`);
  const valueOf = (pass: number): string => {
    const places = parts.map((part) => `${bases(pass, part)} + ${steps(pass, part)}`);
    const value = whole ? `arena[${places[0]!}]` : `vec4f(${places.map(number).join(", ")})`;
    if (evenInner) return value;
    const inside = along && !whole ? `vec4u(${range(4).map((part) => plus(inners(0), part)).join(", ")}) < vec4u(end)` : `${inners(pass)} < end`;
    return `select(vec4f(), ${value}, ${inside})`;
  };
  before.push(`let ${name}Place = ${along ? `thread + thread / ${u32(depth)}` : "thread"};`);
  const stride = along ? lanes + lanes / depth : lanes;
  const puts = passes.map((pass) => `${name}Tile[${name}Place + ${u32(pass * stride)}] = ${valueOf(pass)};`);
  body.push(...(quads < lanes ? [`if (thread < ${u32(quads)}) {`, ...puts, "}"] : puts));
  return { before: before.join("\n"), body: body.join("\n") };
}
