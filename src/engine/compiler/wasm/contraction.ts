/**
 * Fast code for matrix products: dense layers, convolutions and the gradients of both. As in K. Goto, R. van de Geijn:
 * "Anatomy of High-Performance Matrix Multiplication" (2008) and F. Van Zee, R. van de Geijn: "BLIS" (2015), the right
 * matrix is packed in panels of few columns and rows come in blocks, so that whatever is used again lies in a cache.
 * `schedule.ts` decides how, `tile.ts` multiplies, `pack.ts` copies; here are the loops around them.
 */
import type { Contraction, StorageId } from "../plan";
import type { Product } from "../graph";
import { call, f32, get, i32, set, when, type Code, type Local, type Locals, type ModuleWriter } from "./assembler";
import { blockAxes, columnAxes, merged, only, rowAxes, sizeOfAxes, walk, walkBlocks, type Axis } from "./axes";
import { copyPanel, gatherPanel, START_ENTRY, transposePanel, vectorPanel, type PanelArguments } from "./pack";
import { leftPanelBytes, rightPanelBytes, ROWS_PACKED, scheduleOf, type Schedule } from "./schedule";
import { panelStep, ROW_ENTRY, RUN_ENTRY, runBytes, SHORT_RUN, tileArguments, tileFunction, type Tile } from "./tile";

const LINE = 64;
const PANEL_STEP = 4 * ROWS_PACKED;
const aligned = (bytes: number): number => Math.ceil(bytes / LINE) * LINE;

/** Runs of k in a block: all but the last axis say where they begin. */
interface Runs {
  readonly starts: readonly Axis[];
  readonly length: number;
  /** Bytes between neighbours in a run. */
  readonly steps: readonly number[];
}

function runsOf(axes: readonly Axis[]): Runs {
  const all = merged(axes);
  const last = all.at(-1)!;
  return { starts: all.slice(0, -1), length: last.size, steps: last.strides };
}

/** Strides of axes whose points lie one after the other. */
function packedStrides(axes: readonly Axis[], bytes: number): number[] {
  return axes.map((_, at) => bytes * sizeOfAxes(axes.slice(at + 1)));
}

/** How tiles run through one block of k, whose first axis has `step` values. */
function tileRuns({ form, left, right, inner, tileColumns }: Schedule, step: number, columns = tileColumns): Runs {
  const axes = blockAxes(inner, step);
  if (form === "dot") {
    const { starts, length } = runsOf(axes);
    const bytes = packedStrides(starts, runBytes(form, columns, length));
    return {
      starts: starts.map(({ size, strides }, i) => ({ size, strides: [strides[0]!, bytes[i]!] })),
      length, steps: [4, panelStep(form, columns)],
    };
  }
  const lefts = packedStrides(axes, PANEL_STEP);
  const rights = packedStrides(axes, panelStep(form, columns));
  return runsOf(axes.map(({ size, strides }, at) => ({
    size, strides: [left === "direct" ? strides[0]! : lefts[at]!, right === "direct" ? strides[1]! : rights[at]!],
  })));
}

/** How one matrix, 0: left, 1: right, is read where it is packed. */
function packRuns({ form, inner }: Schedule, step: number, matrix: 0 | 1): Runs {
  const axes = blockAxes(inner, step);
  if (form === "outer") return runsOf(only(axes, matrix));
  // The same runs as in the tiles, since runs are packed by themselves.
  const { starts, length, steps } = runsOf(axes);
  return { starts: only(starts, matrix), length, steps: [steps[matrix]!] };
}

/** Rows that are packed take whole panels: all together, or, where they are copied, for each row of the last axis. */
function packedPanels({ left, rows }: Schedule): number {
  const axes = blockAxes(rows, rows.step);
  const size = axes.at(-1)!.size;
  return left === "copy"
    ? sizeOfAxes(axes.slice(0, -1)) * Math.ceil(size / ROWS_PACKED)
    : Math.ceil(sizeOfAxes(axes) / ROWS_PACKED);
}

/** Where in the scratch memory what lies, in bytes from its beginning. */
interface Layout {
  readonly rows: number;
  readonly tileRuns: number;
  readonly leftRuns: number;
  readonly rightRuns: number;
  readonly right: number;
  readonly left: number;
  readonly bytes: number;
}

function layoutOf(schedule: Schedule): Layout {
  const { rows, inner, left, right, column, tileColumns } = schedule;
  let bytes = 0;
  const take = (size: number): number => {
    const at = bytes;
    bytes += aligned(size);
    return at;
  };
  const panels = Math.ceil(column.size / tileColumns);
  return {
    rows: take(ROW_ENTRY * sizeOfAxes(blockAxes(rows, rows.step))),
    tileRuns: take(RUN_ENTRY * sizeOfAxes(tileRuns(schedule, inner.step).starts)),
    leftRuns: take(START_ENTRY * sizeOfAxes(packRuns(schedule, inner.step, 0).starts)),
    rightRuns: take(START_ENTRY * sizeOfAxes(packRuns(schedule, inner.step, 1).starts)),
    right: take(right === "direct" ? 0 : panels * rightPanelBytes(schedule)),
    left: take(left === "direct" ? 0 : packedPanels(schedule) * leftPanelBytes(schedule)),
    bytes,
  };
}

const sizesOf = ({ rows, columns, inner }: Product) => [rows, columns, inner].map(sizeOfAxes) as [number, number, number];
/** Whether there is anything to multiply. */
const isProper = (product: Product): boolean => sizesOf(product).every((size) => size > 0);

/** Bytes of scratch memory that `writeContraction` needs for this kernel. */
export const scratchBytes = ({ parts }: Contraction): number =>
  LINE + Math.max(0, ...parts.filter(isProper).map((part) => layoutOf(scheduleOf(part)).bytes));

const move = (address: Local, bytes: number | Code): Code =>
  bytes === 0 ? [] : set(address, i32.add(get(address), typeof bytes === "number" ? i32.const(bytes) : bytes));
const at = (address: Local, bytes: number): Code => bytes === 0 ? get(address) : i32.add(get(address), i32.const(bytes));

/** The next row of panels in which rows lie side by side: `from` moves by one, or to the next panel. */
const nextPacked = (address: Local, panelBytes: number): Code => [
  ...move(address, 4),
  ...when(i32.eqz(i32.and(get(address), i32.const(PANEL_STEP - 1))), move(address, panelBytes - PANEL_STEP)),
];
/** The next panel, unless one has just begun. */
const nextPanel = (address: Local, panelBytes: number): Code => when(i32.and(get(address), i32.const(PANEL_STEP - 1)), [
  ...set(address, i32.add(i32.and(get(address), i32.const(-PANEL_STEP)), i32.const(panelBytes))),
]);

/** For every row of a block, where it is in left, or where it will be when packed, and in out. */
function fillRows(locals: Locals, schedule: Schedule, address: number): Code {
  const axes = blockAxes(schedule.rows, schedule.rows.step);
  const [to, left, out] = [locals.add("i32"), locals.add("i32"), locals.add("i32")];
  const packed = schedule.left !== "direct";
  const panelBytes = leftPanelBytes(schedule);
  const entry = [
    ...i32.store(get(to), get(left)), ...i32.store(get(to), get(out), 4), ...move(to, ROW_ENTRY),
    ...(packed ? nextPacked(left, panelBytes) : []),
  ];
  const [walked, strides] = packed ? [[out], only(axes, 1)] as const : [[left, out], axes] as const;
  return [
    ...set(to, i32.const(address)), ...set(left, i32.const(0)), ...set(out, i32.const(0)),
    ...walk(locals, strides.slice(0, -1), walked, [
      ...walk(locals, strides.slice(-1), walked, entry),
      ...(schedule.left === "copy" ? nextPanel(left, panelBytes) : []),
    ]),
  ];
}

/** For every run of a block, how far it is from the end of the one before. */
function fillTileRuns(locals: Locals, { starts, length, steps }: Runs, rightBytes: number, address: number): Code {
  const [to, left, right, lastLeft, lastRight] = Array.from({ length: 5 }, () => locals.add("i32")) as [Local, Local, Local, Local, Local];
  return [
    ...set(to, i32.const(address)),
    ...[left, right, lastLeft, lastRight].flatMap((local) => set(local, i32.const(0))),
    ...walk(locals, starts, [left, right], [
      ...i32.store(get(to), i32.sub(get(left), get(lastLeft))),
      ...i32.store(get(to), i32.sub(get(right), get(lastRight)), 4),
      ...set(lastLeft, at(left, length * steps[0]!)), ...set(lastRight, at(right, rightBytes)),
      ...move(to, RUN_ENTRY),
    ]),
  ];
}

function fillStarts(locals: Locals, { starts }: Runs, address: number): Code {
  const [to, from] = [locals.add("i32"), locals.add("i32")];
  return [
    ...set(to, i32.const(address)), ...set(from, i32.const(0)),
    ...walk(locals, starts, [from], [...i32.store(get(to), get(from)), ...move(to, START_ENTRY)]),
  ];
}

/** Everything that the loops of one part need. */
interface Part {
  readonly module: ModuleWriter;
  readonly locals: Locals;
  readonly schedule: Schedule;
  readonly layout: Layout;
  readonly relaxed: boolean;
}

/** The columns in panels: where each begins, as a code over `count` of them, and how wide it is. */
function eachPanel(
  { locals, schedule: { column, tileColumns } }: Part, addresses: readonly Local[], strides: readonly number[],
  body: (columns: number) => Code,
): Code {
  const whole = Math.floor(column.size / tileColumns);
  const rest = column.size % tileColumns;
  const back = (count: number): Code => addresses.flatMap((address, i) => move(address, -count * strides[i]!));
  const forth = (count: number): Code => addresses.flatMap((address, i) => move(address, count * strides[i]!));
  return [
    ...(whole > 0 ? walk(locals, [{ size: whole, strides }], addresses, body(tileColumns)) : []),
    ...(rest > 0 ? [...forth(whole), ...body(rest), ...back(whole)] : []),
  ];
}

/** Copies one block of k, all columns, from `right`. */
function packRight(part: Part, right: Local, step: number): Code {
  const { module, locals, schedule, layout } = part;
  const { form, right: packing, column, tileColumns } = schedule;
  if (packing === "direct") return [];
  const to = locals.add("i32");
  const { starts, length, steps } = packRuns(schedule, step, 1);
  const memberStep = column.strides[0]!;
  const one = (columns: number): Code => {
    const bytes = panelStep(form, columns);
    const values = (member: number): PanelArguments => ({
      runs: i32.const(layout.rightRuns), runsEnd: i32.const(layout.rightRuns + START_ENTRY * sizeOfAxes(starts)),
      from: at(right, member * memberStep), to: at(to, 4 * member), length, step: steps[0]!,
    });
    const calls = ({ callee, values: given }: { callee: number; values: Code[] }): Code => call(callee, ...given);
    if (form === "dot") return calls(vectorPanel(module, columns, memberStep, values(0)));
    if (packing === "copy") return calls(copyPanel(module, columns, true, bytes, values(0)));
    const squares = packing === "transpose" ? columns - (columns % 4) : 0;
    const code: Code[] = [];
    for (let member = 0; member < squares; member += 4) code.push(calls(transposePanel(module, bytes, memberStep, values(member))));
    if (columns > squares) code.push(calls(gatherPanel(module, columns - squares, true, bytes, memberStep, values(squares))));
    return code.flat();
  };
  return [
    ...set(to, i32.const(layout.right)),
    ...eachPanel(part, [right, to], [tileColumns * memberStep, rightPanelBytes(schedule)], one),
  ];
}

/** Copies one block of rows and k from `left`. */
function packLeft(part: Part, left: Local, rowsStep: number, step: number): Code {
  const { module, locals, schedule, layout } = part;
  if (schedule.left === "direct") return [];
  const to = locals.add("i32");
  const { starts, length, steps } = packRuns(schedule, step, 0);
  const axes = only(blockAxes(schedule.rows, rowsStep), 0);
  const panelBytes = leftPanelBytes(schedule);
  const values: PanelArguments = {
    runs: i32.const(layout.leftRuns), runsEnd: i32.const(layout.leftRuns + START_ENTRY * sizeOfAxes(starts)),
    from: get(left), to: get(to), length, step: steps[0]!,
  };
  const begin = set(to, i32.const(layout.left));
  if (schedule.left === "gather") {
    const row = gatherPanel(module, 1, false, PANEL_STEP, 0, values);
    return [...begin, ...walk(locals, axes, [left], [...call(row.callee, ...row.values), ...nextPacked(to, panelBytes)])];
  }
  const last = axes.at(-1)!;
  const rows = { outer: [], cut: last, step: Math.min(ROWS_PACKED, last.size), rest: last.size % ROWS_PACKED, inner: [] };
  const panels = walkBlocks(locals, last.size < ROWS_PACKED ? { ...rows, rest: 0 } : rows, [left], (count) => {
    const panel = copyPanel(module, count, false, PANEL_STEP, values);
    return [...call(panel.callee, ...panel.values), ...move(to, panelBytes)];
  });
  return [...begin, ...walk(locals, axes.slice(0, -1), [left], panels)];
}

/** All tiles of one block of rows and k. */
function multiplyBlock(part: Part, [left, right, out, add]: readonly [Local, Local, Local, Local], rowsStep: number, step: number): Code {
  const { module, locals, schedule, layout, relaxed } = part;
  const { form, column, tileRows, tileColumns } = schedule;
  const count = rowsStep * sizeOfAxes(schedule.rows.inner);
  const panel = locals.add("i32");
  const tiles = (columns: number): Code => {
    const { starts, length, steps } = tileRuns(schedule, step, columns);
    const rows = (size: number, from: number, to: number): Code => {
      if (from === to) return [];
      const tile: Tile = {
        form, rows: size, columns, leftStep: steps[0]!, rightStep: steps[1]!, outStep: column.strides[1]!,
        length: form === "outer" && length <= SHORT_RUN ? length : 0, relaxed,
      };
      return call(tileFunction(module, tile), ...tileArguments(tile, {
        table: i32.const(layout.rows + ROW_ENTRY * from), tableEnd: i32.const(layout.rows + ROW_ENTRY * to),
        left: schedule.left === "direct" ? get(left) : i32.const(layout.left), out: get(out), right: get(panel),
        runs: i32.const(layout.tileRuns), runsEnd: i32.const(layout.tileRuns + RUN_ENTRY * sizeOfAxes(starts)),
        add: get(add), length,
      }));
    };
    const whole = count - (count % tileRows);
    return [...rows(tileRows, 0, whole), ...rows(count - whole, whole, count)];
  };
  const [begin, panelStride] = schedule.right === "direct"
    ? [get(right), tileColumns * column.strides[0]!] as const
    : [i32.const(layout.right), rightPanelBytes(schedule)] as const;
  return [...set(panel, begin), ...eachPanel(part, [panel, out], [panelStride, tileColumns * column.strides[1]!], tiles)];
}

function writePart(part: Part, leftBase: number, rightBase: number, outBase: number): Code {
  const { locals, schedule, layout } = part;
  const { product, rows, inner, columnsOuter } = schedule;
  const [left, right, out, add] = Array.from({ length: 4 }, () => locals.add("i32")) as [Local, Local, Local, Local];
  const runs = tileRuns(schedule, inner.step);
  const rightBytes = schedule.form === "dot"
    ? runBytes("dot", schedule.tileColumns, runs.length) : runs.length * runs.steps[1]!;
  return [
    ...fillRows(locals, schedule, layout.rows),
    ...fillTileRuns(locals, runs, rightBytes, layout.tileRuns),
    ...(schedule.left === "direct" ? [] : fillStarts(locals, packRuns(schedule, inner.step, 0), layout.leftRuns)),
    ...(schedule.right === "direct" ? [] : fillStarts(locals, packRuns(schedule, inner.step, 1), layout.rightRuns)),
    ...set(left, i32.const(leftBase + 4 * product.leftOffset)),
    ...set(right, i32.const(rightBase + 4 * product.rightOffset)),
    ...set(out, i32.const(outBase + 4 * product.outOffset)),
    ...walk(locals, columnsOuter, [right, out], [
      ...set(add, i32.const(0)),
      ...walkBlocks(locals, inner, [left, right], (step) => [
        ...packRight(part, right, step),
        ...walkBlocks(locals, rows, [left, out], (rowsStep) => [
          ...packLeft(part, left, rowsStep, step),
          ...multiplyBlock(part, [left, right, out, add], rowsStep, step),
        ]),
        ...set(add, i32.const(1)),
      ]),
    ]),
  ];
}

/** A sum over no k at all is 0. */
function writeZeros(locals: Locals, product: Product, outBase: number): Code {
  const out = locals.add("i32");
  const axes = only([...rowAxes(product.rows), ...columnAxes(product.columns)], 1);
  return [
    ...set(out, i32.const(outBase + 4 * product.outOffset)),
    ...walk(locals, merged(axes), [out], f32.store(get(out), f32.const(0))),
  ];
}

/**
 * Writes a function without parameters that runs the kernel, and hands back what `call` calls it by.
 *
 * @param place the byte address of a storage.
 * @param scratch memory that no storage uses, of at least `scratchBytes`.
 * @param relaxed whether the engine has relaxed SIMD.
 */
export function writeContraction(
  module: ModuleWriter, kernel: Contraction, place: (storage: StorageId) => number,
  scratch: { readonly address: number; readonly bytes: number }, relaxed: boolean,
): number {
  if (scratch.bytes < scratchBytes(kernel)) throw new Error(`A contraction needs ${scratchBytes(kernel)} bytes of scratch memory`);
  const parts = kernel.parts.map((product) => (locals: Locals): Code => {
    const [m, n] = sizesOf(product);
    if (m * n === 0) return [];
    if (!isProper(product)) return writeZeros(locals, product, place(kernel.out));
    const schedule = scheduleOf(product);
    const base = aligned(scratch.address);
    const layout = Object.fromEntries(Object.entries(layoutOf(schedule)).map(([key, offset]) => [key, base + offset])) as unknown as Layout;
    const [left, right] = schedule.swapped ? [kernel.right, kernel.left] : [kernel.left, kernel.right];
    return writePart({ module, locals, schedule, layout, relaxed }, place(left), place(right), place(kernel.out));
  });
  return module.function([], (locals) => parts.flatMap((write) => write(locals)));
}

