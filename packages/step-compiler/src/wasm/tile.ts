/**
 * The micro-kernel of a matrix product: tiles of the result that stay in registers while k runs. There are two forms: `outer`
 * holds vectors of four neighbouring columns and adds for each k the outer product of a column of left and a row of right;
 * `dot` holds vectors of four partial sums of one element each and takes four k at a time, which is faster for fewer than four
 * columns.
 *
 * A tile's rows may be anywhere: their addresses come from a table. The values of k come in stretches.
 */
import {
  f32, f32x4, get, i32, loop, set, v128, when, type Code, type Local, type Locals, type ModuleWriter,
} from "./assembler";
import { advanceBy } from "./blockedLoops";
import { memoised } from "./memoised";

export type Form = "outer" | "dot";

export interface Tile {
  readonly form: Form;
  readonly rows: number;
  /** In form `outer`, columns fill a vector from the left. */
  readonly columns: number;
  /** The bytes from one k to the next in a stretch; `dot` needs 4 on the left. */
  readonly leftStep: number;
  /** In form `outer`, the columns of a k are adjacent in the right matrix, up to whole vectors. */
  readonly rightStep: number;
  /** The bytes from one column to the next in the result. */
  readonly outStep: number;
  /** The number of values of k in every stretch if that is small; 0 for any number of them. */
  readonly length: number;
  readonly relaxed: boolean;
}

/** The bytes of an entry in the table of rows: the row's offsets in left and in out, counted from the arguments. */
export const ROW_ENTRY = 8;
/** The bytes of an entry in the table of stretches: distances in left and right from the end of the previous stretch. */
export const STRETCH_ENTRY = 8;
/** Stretches of up to this many values of k are unrolled. */
export const SHORT_STRETCH = 8;

/** Returns the bytes of one k of a panel in the packed right matrix. */
export const panelStep = (form: Form, columns: number): number =>
  form === "outer" ? 16 * Math.ceil(columns / 4) : 16 * columns;

/** Returns the bytes of a stretch in a packed panel. `dot` has vectors of four k, and one k each for the remaining ones. */
export const stretchBytes = (form: Form, columns: number, length: number): number =>
  panelStep(form, columns) * (form === "outer" ? length : Math.floor(length / 4) + (length % 4));

/** The arguments of the function, the same for every stretch. */
export interface TileArguments {
  /** The table of rows; their number is a multiple of the tile's. */
  readonly table: Code;
  readonly tableEnd: Code;
  readonly left: Code;
  readonly out: Code;
  readonly right: Code;
  readonly stretches: Code;
  readonly stretchesEnd: Code;
  /** Nonzero to add to the contents of `out`. */
  readonly add: Code;
  readonly length: number;
}

/** Returns the arguments in the order of the function's parameters. */
export function tileArguments(tile: Tile, values: TileArguments): Code[] {
  const { table, tableEnd, left, out, right, stretches, stretchesEnd, add, length } = values;
  const [main, rest] = tile.form === "outer" ? [length, 0] : [Math.floor(length / 4), length % 4];
  const bytes = [main, rest].map((steps) => i32.const(steps * tile.rightStep));
  return [table, tableEnd, left, out, right, stretches, stretchesEnd, add, ...bytes];
}

const [TABLE, TABLE_END, LEFT, OUT, RIGHT] = [0, 1, 2, 3, 4] as const;
/**
 * MAIN is the size in bytes of a stretch in right; in form `dot`, of the part that is taken by four k. REST is the size of the
 * remaining k.
 */
const [STRETCHES, STRETCHES_END, ADD, MAIN, REST] = [5, 6, 7, 8, 9] as const;
const PARAMETERS = Array.from({ length: 10 }, () => "i32" as const);

const range = (size: number): number[] => Array.from({ length: size }, (_, i) => i);
const advance = (address: Local, bytes: Code): Code => set(address, i32.add(get(address), bytes));

interface Registers {
  /** The address of each row in left. */
  readonly lefts: readonly Local[];
  readonly right: Local;
  /** The sums by row, then by vector or column. */
  readonly sums: readonly (readonly Local[])[];
}

/**
 * sums += left column · right row, a rank-1 update. The operand with fewer vectors is held in registers and the other
 * streamed, so that a tile fits into 16 registers.
 */
function multiplyAdd(
  locals: Locals, { sums }: Registers, relaxed: boolean,
  loadLeft: (row: number) => Code, loadRight: (at: number) => Code,
): Code {
  const [rows, width] = [sums.length, sums[0]!.length];
  const add = (row: number, at: number, a: Local, b: Local): Code => {
    const sum = sums[row]![at]!;
    const [x, y, z] = [get(a), get(b), get(sum)];
    return set(sum, relaxed ? f32x4.relaxedMadd(x, y, z) : f32x4.add(z, f32x4.mul(x, y)));
  };
  const streamed = locals.add("v128");
  if (width <= rows) {
    const held = range(width).map(() => locals.add("v128"));
    return [
      ...held.flatMap((b, at) => set(b, loadRight(at))),
      ...range(rows).flatMap((row) =>
        [...set(streamed, loadLeft(row)), ...held.flatMap((b, at) => add(row, at, streamed, b))]),
    ];
  }
  const held = range(rows).map(() => locals.add("v128"));
  return [
    ...held.flatMap((a, row) => set(a, loadLeft(row))),
    ...range(width).flatMap((at) =>
      [...set(streamed, loadRight(at)), ...held.flatMap((a, row) => add(row, at, a, streamed))]),
  ];
}

/**
 * The loops are not unrolled: V8 does that itself, and older versions would first load the operands of all steps, for which
 * there are not enough registers.
 */
function oneRun(locals: Locals, tile: Tile, registers: Registers): Code {
  const { form, leftStep, rightStep, length, relaxed } = tile;
  const { lefts, right } = registers;
  const rights = (step: number) => (at: number) => v128.load(get(right), step * rightStep + 16 * at);
  const splats = (step: number): Code => multiplyAdd(locals, registers, relaxed,
    (row) => v128.loadSplat(get(lefts[row]!), step * leftStep), rights(step));
  const moveLefts = (bytes: number): Code => lefts.flatMap((left) => advanceBy(left, bytes));

  if (length > 0 && form === "outer") {
    return [...range(length).flatMap(splats), ...moveLefts(length * leftStep), ...advanceBy(right, length * rightStep)];
  }
  const end = locals.add("i32");
  const steps = (bytes: Local, leftBytes: number, body: Code): Code => [
    ...set(end, i32.add(get(right), get(bytes))),
    ...loop(right, get(right), get(end), rightStep, [...body, ...moveLefts(leftBytes)]),
  ];
  if (form === "outer") return steps(MAIN, leftStep, splats(0));
  const vectors = multiplyAdd(locals, registers, relaxed, (row) => v128.load(get(lefts[row]!)), rights(0));
  const singles = multiplyAdd(locals, registers, relaxed, (row) => v128.loadOne(get(lefts[row]!)), rights(0));
  return [...when(get(MAIN), steps(MAIN, 16, vectors)), ...when(get(REST), steps(REST, 4, singles))];
}

/** Sums four lanes horizontally, into the first one. */
function laneSum(locals: Locals, sum: Local): Code {
  const other = locals.add("v128");
  return [
    ...set(other, f32x4.add(get(sum), v128.shuffle(get(sum), get(sum), [2, 3, 2, 3]))),
    ...set(sum, f32x4.add(get(other), v128.shuffle(get(other), get(other), [1, 1, 1, 1]))),
  ];
}

/** Stores one row of sums. */
function storeRow(locals: Locals, { form, columns, outStep }: Tile, out: Local, sums: readonly Local[]): Code {
  const lanes = (sum: Local, count: number, offset: number): Code => [
    ...when(get(ADD), range(count).flatMap((lane) => {
      const at = offset + lane * outStep;
      return f32.store(get(out), f32.add(f32.load(get(out), at), f32x4.lane(get(sum), lane)), at);
    })),
    ...when(i32.eqz(get(ADD)), range(count).flatMap((lane) =>
      v128.storeLane(get(out), get(sum), lane, offset + lane * outStep))),
  ];
  if (form === "dot") {
    return sums.flatMap((sum, at) => [...laneSum(locals, sum), ...lanes(sum, 1, at * outStep)]);
  }
  return sums.flatMap((sum, at) => {
    const count = Math.min(4, columns - 4 * at);
    if (count < 4 || outStep !== 4) return lanes(sum, count, 4 * at * outStep);
    return [
      ...when(get(ADD), set(sum, f32x4.add(get(sum), v128.load(get(out), 16 * at)))),
      ...v128.store(get(out), get(sum), 16 * at),
    ];
  });
}

/** Writes the function that computes tiles of this form for all rows of a table; see `tileArguments`. */
export function tileFunction(module: ModuleWriter, tile: Tile): number {
  const { form, rows, columns, leftStep, rightStep, outStep, length, relaxed } = tile;
  const name = ["tile", form, rows, columns, leftStep, rightStep, outStep, length, relaxed].join();
  return memoised(module, name, () => module.function(PARAMETERS, (locals) => {
    const [row, stretch] = [locals.add("i32"), locals.add("i32")];
    const out = locals.add("i32");
    const width = form === "outer" ? Math.ceil(columns / 4) : columns;
    const registers: Registers = {
      lefts: range(rows).map(() => locals.add("i32")),
      right: locals.add("i32"),
      sums: range(rows).map(() => range(width).map(() => locals.add("v128"))),
    };
    const { lefts, right, sums } = registers;
    return loop(row, get(TABLE), get(TABLE_END), rows * ROW_ENTRY, [
      ...lefts.flatMap((left, r) => set(left, i32.add(get(LEFT), i32.load(get(row), r * ROW_ENTRY)))),
      ...set(right, get(RIGHT)),
      ...sums.flat().flatMap((sum) => set(sum, f32x4.const(0))),
      ...loop(stretch, get(STRETCHES), get(STRETCHES_END), STRETCH_ENTRY, [
        ...lefts.flatMap((left) => advance(left, i32.load(get(stretch)))),
        ...advance(right, i32.load(get(stretch), 4)),
        ...oneRun(locals, tile, registers),
      ]),
      ...sums.flatMap((ofRow, r) => [
        ...set(out, i32.add(get(OUT), i32.load(get(row), r * ROW_ENTRY + 4))),
        ...storeRow(locals, tile, out, ofRow),
      ]),
    ]);
  }));
}
