/**
 * `npm run check -- half [MODEL …]` measures what `operands=f16` changes. It trains models on WASM from the same seed, images and noise three times:
 * as usual, with operands of all tiled products that differ by one unit of f32's last place, and with these operands rounded to f16 (to
 * nearest, ties to even, with subnormal numbers). It prints how far the losses of the latter two are from the first after 1, 100 and
 * 1,000 steps (`--steps 1,100` chooses), as a share: means over the last 20 steps. It also makes these steps in f16 from the state of the usual
 * run, and prints how far losses and gradients are apart, as a GPU's check of itself measures it. It never fails.
 */
import { parseArgs } from "node:util";
import { defaultsOf } from "../src/core/model/hyperparameters";
import { batchesPerStep, lossColumns, type Model } from "../src/core/model/model";
import { step as toStep } from "../src/core/run/ids";
import { noiseValues } from "../src/core/run/draws";
import { sizeOfAxes } from "step-compiler/ir/axes";
import type { Graph, Id, MapFunction, Node } from "step-compiler/ir/graph";
import { datasetOf } from "../src/subject/data/open";
import { diskDataset } from "../src/engine/measurements/testing";
import { agreementOf } from "../src/engine/check/agreement";
import type { Agreement } from "../src/core/run/reports";
import { settingsAt } from "../src/engine/step/step";
import { freshState, readState, releaseState, retainState } from "../src/engine/step/trainState";
import { useBackend } from "../src/engine/testing";
import { createBatches } from "../src/engine/trainer/batches";
import { CompiledStepper } from "../src/engine/trainer/stepper/compiled";
import { plan, traceStep } from "../src/engine/trainer/stepper/planned";
import { wasmExecutable } from "../src/engine/trainer/stepper/wasm";
import { findModel } from "../src/subject/models/registry";

const SEED = 1;
const MODELS = ["vae", "beta-vae", "cvae", "conv-vae", "gan", "cgan", "wgan-gp", "vae-gan"];
const LAST = 20;

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { steps: { type: "string", default: "1,100,1000" } } });
const STEPS = options.steps.split(",").map(Number);

/** The smallest normal f16 number, and what leaves multiples of the smallest subnormal one, 2⁻²⁴, when it is added and subtracted. */
const NORMAL = 2 ** -14;
const SUBNORMAL_SHIFT = 0.75;
/** Veltkamp's factor: leaves the 11 leading bits of a float32. */
const SPLIT = 2 ** 13 + 1;

/** Writes operations on a value and returns the result. */
type Change = (id: Id, map: (fn: MapFunction, ...args: Id[]) => Id, number: (value: number) => Id) => Id;

const toF16: Change = (id, map, number) => {
  const scaled = map("mul", id, number(SPLIT));
  const normal = map("sub", scaled, map("sub", scaled, id));
  const subnormal = map("sub", map("add", id, number(SUBNORMAL_SHIFT)), number(SUBNORMAL_SHIFT));
  const isNormal = map("greaterEqual", map("abs", id), number(NORMAL));
  return map("add", map("mask", normal, isNormal), map("mask", subnormal, map("sub", number(1), isNormal)));
};
const byLastPlace: Change = (id, map, number) => map("mul", id, number(1 + 2 ** -23));

/** Returns the graph with changed operands of its tiled products. */
function withOperands(graph: Graph, change: Change): Graph {
  const nodes: Node[] = [];
  const renamed: Id[] = [];
  const changed = new Map<Id, Id>();
  const push = (node: Node): Id => nodes.push(node) - 1;
  const operand = (id: Id): Id => {
    const known = changed.get(id);
    if (known !== undefined) return known;
    const { shape } = nodes[id]!;
    const result = change(id, (fn, ...args) => push({ op: "map", fn, args, shape }), (data) => push({ op: "constant", data, shape: [] }));
    changed.set(id, result);
    return result;
  };
  for (const node of graph.nodes) {
    const to = (id: Id) => renamed[id]!;
    renamed.push(((): Id => {
      switch (node.op) {
        case "input": case "constant": return push(node);
        case "map": return push({ ...node, args: node.args.map(to) });
        case "contract": {
          const isTiled = node.parts.every(({ rows, columns, inner }) => Math.min(...[rows, columns, inner].map(sizeOfAxes)) >= 4);
          const [left, right] = [to(node.left), to(node.right)];
          return push(isTiled ? { ...node, left: operand(left), right: operand(right) } : { ...node, left, right });
        }
        case "assemble": return push({ ...node, pieces: node.pieces.map((piece) => ({ ...piece, arg: to(piece.arg) })) });
        default: return push({ ...node, arg: to(node.arg) });
      }
    })());
  }
  return { nodes, outputs: Object.fromEntries(Object.entries(graph.outputs).map(([name, id]) => [name, renamed[id]!])) };
}

const images = await diskDataset();

/** A run whose steps are computed by a graph. */
async function runOf(model: Model, graph: Graph) {
  const h = defaultsOf(model.hyperparameters);
  const config = { model: model.id, seed: SEED, backend: "wasm", hyperparameters: h } as const;
  const specs = model.networks(h);
  const stepper = new CompiledStepper(model, specs, await wasmExecutable(plan(graph), { fused: false }), freshState(specs, SEED));
  const batches = createBatches(model, config, datasetOf(h, () => images));
  return {
    stepper,
    advance(at: number) {
      const arrays: Record<string, Float32Array> = { ...batches.arrays(toStep(at), stepper) };
      for (let batch = 0; batch < batchesPerStep(model, h); batch++) {
        for (const [name, spec] of Object.entries(model.noise(h))) {
          const id = `batch${batch}/noise/${name}`;
          if (stepper.needs(id)) arrays[id] = noiseValues(name, spec, { seed: SEED, step: toStep(at), batch });
        }
      }
      stepper.begin(arrays, settingsAt(model, h, toStep(at + 1)));
      stepper.finish();
    },
  };
}
type Run = Awaited<ReturnType<typeof runOf>>;

/** Makes step `at` from the state of `usual` in both runs, and undoes it. Returns how far they are apart, as a self-check measures it. */
async function oneStep(model: Model, at: number, usual: Run, other: Run): Promise<Agreement> {
  const start = usual.stepper.captureState();
  const before = await readState(start);
  const outcomes = [];
  for (const { stepper, advance } of [usual, other]) {
    stepper.restore(retainState(start));
    advance(at);
    const end = stepper.captureState();
    outcomes.push({ losses: await stepper.lastLosses(), before, after: await readState(end) });
    releaseState(end);
  }
  usual.stepper.restore(start);
  const [wanted, found] = outcomes;
  return agreementOf(lossColumns(model).map(({ id }) => id), found!, wanted!);
}

await useBackend("wasm");
for (const id of positionals.length > 0 ? positionals : MODELS) {
  const model = findModel(id)!;
  const columns = lossColumns(model);
  const graph = traceStep(model, defaultsOf(model.hyperparameters));
  const most = Math.max(...STEPS);
  const usual = await runOf(model, graph);
  const half = await runOf(model, withOperands(graph, toF16));
  const deviations: string[] = [];
  const losses: Float32Array[] = [];
  for (let at = 0; at < most; at++) {
    if (STEPS.includes(at + 1)) {
      const off = await oneStep(model, at, usual, half);
      deviations.push(`${off.losses.toExponential(1)} ${off.gradients.toExponential(1)}`);
    }
    usual.advance(at);
  }
  losses.push(await usual.stepper.losses());
  usual.stepper.dispose();
  half.stepper.dispose();
  console.log(`${id}: one step from the same state, losses and gradients: ${deviations.join(" | ")}`);
  for (const change of [byLastPlace, toF16]) {
    const run = await runOf(model, withOperands(graph, change));
    for (let at = 0; at < most; at++) run.advance(at);
    losses.push(await run.stepper.losses());
    run.stepper.dispose();
  }
  columns.forEach((column, at) => {
    const mean = (all: Float32Array, count: number) => {
      const from = Math.max(0, count - LAST);
      let sum = 0;
      for (let i = from; i < count; i++) sum += all[i * columns.length + at]!;
      return sum / (count - from);
    };
    const [wanted, ...others] = losses.map((all) => STEPS.map((count) => mean(all, count)));
    const off = others.map((means) => means.map((value, i) => (Math.abs(value - wanted![i]!) / Math.abs(wanted![i]!)).toExponential(1)).join(" "));
    console.log(`  ${column.id} ${wanted!.map((value) => value.toPrecision(4)).join(" ")} | last place ${off[0]} | f16 ${off[1]}`);
  });
}
