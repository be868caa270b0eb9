/**
 * Fast code for matrix products: dense layers, convolutions and the gradients of both. As in K. Goto, R. van de Geijn: "Anatomy
 * of High-Performance Matrix Multiplication" (2008) and F. Van Zee, R. van de Geijn: "BLIS" (2015), the right matrix is packed
 * in panels of few columns and rows come in blocks, so that data that is used again lies in a cache. `tiling.ts` chooses blocks
 * and tiles, `tile.ts` multiplies, `pack.ts` copies; this file has the loops around them.
 */
import { sizeOfAxes } from "../ir/axes";
import type { Product } from "../ir/graph";
import { call, f32, get, i32, set, type Code, type Local, type Locals, type ModuleWriter } from "./assembler";
import { blockAxes, columnAxes, merged, advanceBy, withOneStride, rowAxes, loopOver, loopOverBlocks, type Blocks } from "./blockedLoops";
import { LEFT_STEP, layoutOf, packStretches, tileStretches, type Layout } from "./layout";
import { copyPanel, gatherPanel, START_ENTRY, transposePanel, vectorPanel, type PanelArguments } from "./pack";
import { leftPanelBytes, rightPanelBytes, ROWS_PACKED, tilingOf, type Tiling } from "./tiling";
import { fillRows, fillStarts, fillTileStretches, nextPacked } from "./tables";
import { memoised } from "./memoised";
import { panelStep, ROW_ENTRY, STRETCH_ENTRY, stretchBytes, SHORT_STRETCH, tileArguments, tileFunction, type Tile } from "./tile";

/** Returns whether there is anything to multiply. */
const isProper = ({ rows, columns, inner }: Product): boolean =>
  [...rows, ...columns, ...inner].every(({ size }) => size > 0);

/** Chooses the tiling of a product. */
export type ChooseTiling = (product: Product) => Tiling;

/** Returns the bytes of scratch memory that `writeProduct` needs for this product; it begins at a multiple of 64. */
export const scratchBytes = (product: Product, choose: ChooseTiling = tilingOf): number =>
  isProper(product) ? layoutOf(choose(product), 0).end : 0;

const at = (address: Local, bytes: number): Code =>
  bytes === 0 ? get(address) : i32.add(get(address), i32.const(bytes));

/** Returns an address in scratch memory. */
const place = ({ module }: Part, offset: number): Code => i32.add(module.scratch, i32.const(offset));

/** Everything that the loops of one product need. */
interface Part {
  readonly module: ModuleWriter;
  readonly locals: Locals;
  readonly tiling: Tiling;
  readonly layout: Layout;
  readonly relaxed: boolean;
}

/** Runs the body for every panel of columns, with the addresses advanced; the body gets the panel's number of columns. */
function eachPanel(
  { locals, tiling: { column, tileColumns } }: Part, addresses: readonly Local[], strides: readonly number[],
  body: (columns: number) => Code,
): Code {
  const whole = Math.floor(column.size / tileColumns);
  const rest = column.size % tileColumns;
  const back = (count: number): Code => addresses.flatMap((address, i) => advanceBy(address, -count * strides[i]!));
  const forth = (count: number): Code => addresses.flatMap((address, i) => advanceBy(address, count * strides[i]!));
  return [
    ...(whole > 0 ? loopOver(locals, [{ size: whole, strides }], addresses, body(tileColumns)) : []),
    ...(rest > 0 ? [...forth(whole), ...body(rest), ...back(whole)] : []),
  ];
}

/** Packs one block of k, all columns, from `right`. */
function packRight(part: Part, right: Local, step: number): Code {
  const { module, locals, tiling, layout } = part;
  const { form, right: packing, column, tileColumns } = tiling;
  if (packing === "direct") return [];
  const to = locals.add("i32");
  const { starts, length, steps } = packStretches(tiling, step, 1);
  const memberStep = column.strides[0]!;
  const one = (columns: number): Code => {
    const bytes = panelStep(form, columns);
    const values = (member: number): PanelArguments => ({
      stretches: place(part, layout.rightStretches), stretchesEnd: place(part, layout.rightStretches + START_ENTRY * sizeOfAxes(starts)),
      from: at(right, member * memberStep), to: at(to, 4 * member), length, step: steps[0]!,
    });
    if (form === "dot") return vectorPanel(module, columns, memberStep, values(0));
    if (packing === "copy") return copyPanel(module, columns, true, bytes, values(0));
    const squares = packing === "transpose" ? Math.floor(columns / 4) : 0;
    const rest = columns - 4 * squares;
    return [
      ...Array.from({ length: squares }, (_, i) => transposePanel(module, bytes, memberStep, values(4 * i))).flat(),
      ...(rest > 0 ? gatherPanel(module, rest, true, bytes, memberStep, values(4 * squares)) : []),
    ];
  };
  return [
    ...set(to, place(part, layout.right)),
    ...eachPanel(part, [right, to], [tileColumns * memberStep, rightPanelBytes(tiling)], one),
  ];
}

/** Packs one block of rows and k from `left`. */
function packLeft(part: Part, left: Local, rowsStep: number, step: number): Code {
  const { module, locals, tiling, layout } = part;
  if (tiling.left === "direct") return [];
  const to = locals.add("i32");
  const { starts, length, steps } = packStretches(tiling, step, 0);
  const axes = withOneStride(blockAxes(tiling.rows, rowsStep), 0);
  const panelBytes = leftPanelBytes(tiling);
  const values: PanelArguments = {
    stretches: place(part, layout.leftStretches), stretchesEnd: place(part, layout.leftStretches + START_ENTRY * sizeOfAxes(starts)),
    from: get(left), to: get(to), length, step: steps[0]!,
  };
  const begin = set(to, place(part, layout.left));
  if (tiling.left === "gather") {
    const row = gatherPanel(module, 1, false, LEFT_STEP, 0, values);
    return [...begin, ...loopOver(locals, axes, [left], [...row, ...nextPacked(to, panelBytes)])];
  }
  const last = axes.at(-1)!;
  const size = Math.min(ROWS_PACKED, last.size);
  const rows: Blocks = { outer: [], cut: last, step: size, rest: last.size % size, inner: [] };
  const panels = loopOverBlocks(locals, rows, [left], (count) =>
    [...copyPanel(module, count, false, LEFT_STEP, values), ...advanceBy(to, panelBytes)]);
  return [...begin, ...loopOver(locals, axes.slice(0, -1), [left], panels)];
}

/** Addresses in the three matrices, and whether to add to the contents of `out`. */
interface Position {
  readonly left: Local;
  readonly right: Local;
  readonly out: Local;
  readonly add: Local;
}

/** Multiplies all tiles of one block of rows and k. */
function multiplyBlock(part: Part, { left, right, out, add }: Position, rowsStep: number, step: number): Code {
  const { module, locals, tiling, layout, relaxed } = part;
  const { form, column, tileRows, tileColumns } = tiling;
  const count = rowsStep * sizeOfAxes(tiling.rows.inner);
  const panel = locals.add("i32");
  const tiles = (columns: number): Code => {
    const { starts, length, steps } = tileStretches(tiling, step, columns);
    const rows = (size: number, from: number, to: number): Code => {
      if (from === to) return [];
      const tile: Tile = {
        form, rows: size, columns, leftStep: steps[0]!, rightStep: steps[1]!, outStep: column.strides[1]!,
        length: form === "outer" && length <= SHORT_STRETCH ? length : 0, relaxed,
      };
      return call(tileFunction(module, tile), ...tileArguments(tile, {
        table: place(part, layout.rows + ROW_ENTRY * from), tableEnd: place(part, layout.rows + ROW_ENTRY * to),
        left: tiling.left === "direct" ? get(left) : place(part, layout.left), out: get(out), right: get(panel),
        stretches: place(part, layout.tileStretches), stretchesEnd: place(part, layout.tileStretches + STRETCH_ENTRY * sizeOfAxes(starts)),
        add: get(add), length,
      }));
    };
    const whole = count - (count % tileRows);
    return [...rows(tileRows, 0, whole), ...rows(count - whole, whole, count)];
  };
  const [begin, panelStride] = tiling.right === "direct"
    ? [get(right), tileColumns * column.strides[0]!] as const
    : [place(part, layout.right), rightPanelBytes(tiling)] as const;
  const strides = [panelStride, tileColumns * column.strides[1]!];
  return [...set(panel, begin), ...eachPanel(part, [panel, out], strides, tiles)];
}

/** Writes the loops over blocks; `bases` are the addresses of the three matrices. */
function writeLoops(part: Part, bases: { readonly left: Local; readonly right: Local; readonly out: Local }): Code {
  const { locals, tiling, layout } = part;
  const { product, rows, inner, columnsOuter } = tiling;
  const local = () => locals.add("i32");
  const position: Position = { left: local(), right: local(), out: local(), add: local() };
  const { left, right, out, add } = position;
  const stretches = tileStretches(tiling, inner.step);
  const rightBytes = tiling.form === "dot"
    ? stretchBytes("dot", tiling.tileColumns, stretches.length) : stretches.length * stretches.steps[1]!;
  return [
    ...fillRows(locals, tiling, place(part, layout.rows)),
    ...fillTileStretches(locals, stretches, rightBytes, place(part, layout.tileStretches)),
    ...(tiling.left === "direct" ? [] : fillStarts(locals, packStretches(tiling, inner.step, 0), place(part, layout.leftStretches))),
    ...(tiling.right === "direct" ? [] : fillStarts(locals, packStretches(tiling, inner.step, 1), place(part, layout.rightStretches))),
    ...set(left, at(bases.left, 4 * product.leftOffset)),
    ...set(right, at(bases.right, 4 * product.rightOffset)),
    ...set(out, at(bases.out, 4 * product.outOffset)),
    ...loopOver(locals, columnsOuter, [right, out], [
      ...set(add, i32.const(0)),
      ...loopOverBlocks(locals, inner, [left, right], (step) => [
        ...packRight(part, right, step),
        ...loopOverBlocks(locals, rows, [left, out], (rowsStep) => [
          ...packLeft(part, left, rowsStep, step),
          ...multiplyBlock(part, position, rowsStep, step),
        ]),
        ...set(add, i32.const(1)),
      ]),
    ]),
  ];
}

/** Writes zeros: a sum over no k is 0. */
function writeZeros(locals: Locals, product: Product, outBase: Local): Code {
  const out = locals.add("i32");
  const axes = withOneStride([...rowAxes(product.rows), ...columnAxes(product.columns)], 1);
  return [
    ...set(out, at(outBase, 4 * product.outOffset)),
    ...loopOver(locals, merged(axes), [out], f32.store(get(out), f32.const(0))),
  ];
}

/** The parameters of a product's function: the addresses of its matrices. */
const [LEFT, RIGHT, OUT] = [0, 1, 2] as const;

/**
 * Writes a function that computes a product, and returns its index; its parameters are the addresses of the three matrices. It
 * is written once for each product, wherever its matrices are. It needs `scratchBytes` of the module's scratch memory.
 *
 * @param relaxed true if the engine has relaxed SIMD.
 * @param choose has to be the same for all products of a module, and the same as for `scratchBytes`.
 */
export const writeProduct = (module: ModuleWriter, product: Product, relaxed: boolean, choose: ChooseTiling = tilingOf): number =>
  memoised(module, JSON.stringify(product), () => module.function(["i32", "i32", "i32"], (locals) => {
    if (sizeOfAxes(product.rows) * sizeOfAxes(product.columns) === 0) return [];
    if (!isProper(product)) return writeZeros(locals, product, OUT);
    const tiling = choose(product);
    const [left, right] = tiling.swapped ? [RIGHT, LEFT] as const : [LEFT, RIGHT] as const;
    return writeLoops({ module, locals, tiling, layout: layoutOf(tiling, 0), relaxed }, { left, right, out: OUT });
  }));
