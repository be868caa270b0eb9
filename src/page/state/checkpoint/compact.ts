/**
 * The compact format of saved runs. A file stores:
 * - weights: matrices and kernels in half precision, vectors in single precision;
 * - Adam's running mean of squared gradients: for a matrix only the means of its rows and of its columns, whose product
 *   approximates it (Shazeer & Stern 2018, Adafactor, alg. 1, arXiv:1804.04235); a kernel is a matrix whose columns
 *   are its last dimension; vectors in single precision;
 * - moving averages of weights: nothing. They begin at the weights;
 * - Adam's running mean of gradients: nothing. It begins at 0 and has recovered after about ten steps;
 * - every loss, in half precision.
 */
import { lossColumns, type Model } from "../../../core/model/model";
import { sizeOf } from "../../../core/model/parameters";
import type { Step } from "../../../core/run/ids";
import type { RunConfig } from "../../../core/run/runConfig";
import type { Snapshot } from "../../../core/run/snapshot";
import { CheckpointError, isAverage, tensorsOf, weightsOf, type CompactRun, type StoredTensor } from "./format";

type Shape = readonly number[];
type Tensors = Snapshot["tensors"];

const isMatrix = (shape: Shape): boolean => shape.length > 1;
const columnsIn = (shape: Shape): number => shape.at(-1)!;
const rowsIn = (shape: Shape): number => sizeOf(shape) / columnsIn(shape);

const rowsOf = (name: string): string => `${name}/rows`;
const columnsOf = (name: string): string => `${name}/columns`;
const lossesOf = (column: string): string => `losses/${column}`;

/** Returns the tensors of a compact file in the order in which they are written: single precision first, so that every number is at a multiple of its size. */
export function storedCompact(model: Model, h: RunConfig["hyperparameters"], step: number): ReadonlyMap<string, StoredTensor> {
  const single: [string, StoredTensor][] = [];
  const half: [string, StoredTensor][] = [];
  for (const [name, shape] of tensorsOf(model, h)) {
    if (name.startsWith("m/") || isAverage(name)) continue;
    if (!isMatrix(shape)) single.push([name, { dtype: "F32", shape }]);
    else if (name.startsWith("weights/")) half.push([name, { dtype: "F16", shape }]);
    else {
      single.push([rowsOf(name), { dtype: "F32", shape: [rowsIn(shape)] }]);
      single.push([columnsOf(name), { dtype: "F32", shape: [columnsIn(shape)] }]);
    }
  }
  for (const { id } of lossColumns(model)) half.push([lossesOf(id), { dtype: "F16", shape: [step] }]);
  return new Map([...single, ...half]);
}

/** Returns each tensor of the file with its numbers, as `storedCompact` lists them. Throws a CheckpointError "tensors" if the run lacks one. */
export function compact(
  model: Model, { config, snapshot, losses }: CompactRun,
): readonly (readonly [name: string, stored: StoredTensor, data: Float32Array])[] {
  const tensors = new Map<string, Float32Array>(Object.entries(losses).map(([column, values]) => [lossesOf(column), values]));
  for (const [name, { shape, data }] of Object.entries(snapshot.tensors)) {
    tensors.set(name, data);
    if (!name.startsWith("v/") || !isMatrix(shape)) continue;
    const { rows, columns } = meansOf(data, columnsIn(shape));
    tensors.set(rowsOf(name), rows).set(columnsOf(name), columns);
  }
  return [...storedCompact(model, config.hyperparameters, snapshot.step)].map(([name, stored]) => {
    const data = tensors.get(name);
    if (data?.length !== sizeOf(stored.shape)) throw new CheckpointError("tensors", name);
    return [name, stored, data];
  });
}

/** Returns the run that a file's tensors describe. */
export function expand(model: Model, h: RunConfig["hyperparameters"], step: Step, stored: Tensors): Omit<CompactRun, "config"> {
  const tensors = [...tensorsOf(model, h)].map(([name, shape]) => {
    const whole = stored[isAverage(name) ? weightsOf(name) : name]?.data;
    if (whole) return [name, { shape, data: whole }] as const;
    const restored = name.startsWith("m/")
      ? new Float32Array(sizeOf(shape))
      : productOf(stored[rowsOf(name)]!.data, stored[columnsOf(name)]!.data);
    return [name, { shape, data: restored }] as const;
  });
  const losses = lossColumns(model).map(({ id }) => [id, stored[lossesOf(id)]!.data] as const);
  return { snapshot: { step, tensors: Object.fromEntries(tensors) }, losses: Object.fromEntries(losses) };
}

/** Returns the means of a matrix's rows, each of `columns` numbers, and of its columns. */
function meansOf(matrix: Float32Array, columns: number): { rows: Float32Array; columns: Float32Array } {
  const rows = matrix.length / columns;
  const [ofRows, ofColumns] = [new Float64Array(rows), new Float64Array(columns)];
  matrix.forEach((value, i) => {
    ofRows[Math.floor(i / columns)]! += value / columns;
    ofColumns[i % columns]! += value / rows;
  });
  return { rows: Float32Array.from(ofRows), columns: Float32Array.from(ofColumns) };
}

/** Returns the matrix rᵢcⱼ / mean(r), whose rows and columns have these means. */
function productOf(rows: Float32Array, columns: Float32Array): Float32Array {
  const mean = rows.reduce((sum, value) => sum + value, 0) / rows.length;
  const matrix = new Float32Array(rows.length * columns.length);
  if (mean > 0) rows.forEach((row, i) => columns.forEach((column, j) => { matrix[i * columns.length + j] = (row / mean) * column; }));
  return matrix;
}
