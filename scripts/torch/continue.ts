/**
 * `npm run check -- continue [model …]` trains each model for some steps, saves the run, and continues it here and with the downloadable
 * PyTorch program. Then the page continues from the program's saved file, and two processes of the program start a new run. Settings
 * change during the continuation, and PyTorch 2's checks are made (`later.py`). Some models also train on own images. The differences of
 * the losses are written to docs/data/torch-continued.json.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { OwnImages } from "../../src/core/data/ownData";
import type { HyperparameterValues } from "../../src/core/model/hyperparameters";
import { hasTermOfBatch, lossColumns, type Model } from "../../src/core/model/model";
import type { LiveChange, RunConfig } from "../../src/core/run/runConfig";
import type { Snapshot } from "../../src/core/run/snapshot";
import { openOwn } from "../../src/subject/data/own/dataset";
import { archiveOf } from "../../src/subject/data/own/save";
import { openPoints } from "../../src/subject/data/points";
import { dataOf } from "../../src/subject/data/registry";
import { diskDataset } from "../../src/engine/measurements/testing";
import { useBackend } from "../../src/engine/testing";
import { createTrainer, type Trainer } from "../../src/engine/trainer/trainer";
import { models } from "../../src/subject/models/registry";
import { readCheckpoint } from "../../src/page/state/checkpoint/decode";
import { encodeCheckpoint } from "../../src/page/state/checkpoint/encode";
import { isAverage, type Checkpoint } from "../../src/page/state/checkpoint/format";
import { continuedProgram } from "../../src/page/torch/continued";
import { continuedNotebook } from "../../src/page/torch/notebook";
import { partsOf } from "../../src/page/torch/program";
import { programs } from "../../src/page/torch/programs";
import { skeleton } from "../../src/page/torch/cases";
import { ownImages } from "./ownImages";
import { checksumOf, chosen, CONTINUED, continuedCases, continuedSettings, merged, tooLarge, writeResults, type Continued } from "./results";

const SEED = 7;
/** The steps before the run is saved, and after. */
const BEFORE = 100, AFTER = 50;
/** The steps made here after the program's, from the file that it saves; and the steps of a new run by two processes. */
const BACK = 10, BEGUN = 10;
/** The step at which the run's configuration changes its settings, while the program trains; and the steps made with PyTorch 2's checks. */
const CHANGED = BEFORE + 20, CHECKED = 25;
/** The new run's seed. */
const OTHER_SEED = 8;

type Printed = readonly Readonly<Record<string, number>>[];

/** Parses the program's output, lines such as "step 101: reconstruction 190.1, kl 5.2", into columns by name. */
const printed = (text: string): Printed => text.trim().split("\n").map((line) => Object.fromEntries(
  line.replace(/^step \d+: /, "").split(", ").map((entry) => entry.split(" ")).map(([name, value]) => [name!, Number(value)])));

/** Runs Python with these arguments. */
const execute = (parts: readonly string[]) =>
  spawnSync(process.env["PYTHON"] ?? "python3", parts, { encoding: "utf8", env: { ...process.env, OMP_NUM_THREADS: "1" } });

/** Runs Python and returns its output. Throws with its error output if it fails. */
function python(...parts: readonly string[]): string {
  const { status, stdout, stderr } = execute(parts);
  if (status !== 0) throw new Error(`${parts.join(" ")}: ${stderr}`);
  return stdout;
}

/** Throws unless the program fails with these words. */
function expectRefusal(words: RegExp, ...parts: readonly string[]): void {
  const { status, stderr } = execute(parts);
  if (status === 0 || !words.test(stderr)) throw new Error(`${parts.join(" ")} was not refused: ${stderr}`);
}

/** Throws unless the numbers that training needs are equal, bit for bit: moving averages of weights and RMSProp's means of gradients do not count. */
function expectSame({ optimiser }: Model, { snapshot: a }: Checkpoint, { snapshot: b }: Checkpoint): void {
  const isUsed = (name: string) => !isAverage(name) && !(optimiser.name === "RMSProp" && name.startsWith("m/"));
  const other = Object.entries(a.tensors).find(([name, { data }]) => isUsed(name) && data.some((value, i) => !Object.is(value, b.tensors[name]!.data[i])));
  if (other || a.step !== b.step) throw new Error(`${other?.[0] ?? "the step"} is another when it has been saved again`);
}

/** Changes that halve each setting that may change during a run: learning rates and weights of terms. */
const halved = ({ hyperparameters: table }: Model, h: HyperparameterValues): readonly LiveChange[] => Object.entries(table).flatMap(([id, spec]) =>
  (spec.kind === "real" && spec.live && Number(h[id]) > 0 ? [{ step: CHANGED, id, value: Math.max(spec.min, Number(h[id]) / 2) }] : []));

/** The arguments that start two processes on this machine. Output is redirected, as PyTorch 1.13 otherwise fails under Python 3.11. */
const torchrun = (logs: string) =>
  ["-m", "torch.distributed.run", "--nproc_per_node=2", "--master_port=29751", "--redirects=2", "--tee=2", `--log_dir=${logs}`];

const mnist = await diskDataset();
await useBackend("wasm");
const folder = mkdtempSync(path.join(tmpdir(), "torch-"));
const known = JSON.parse(readFileSync(CONTINUED, "utf8")) as Readonly<Record<string, Continued>>;
const executed = new Map<string, Continued>();
const cases = continuedCases(models);
const wanted = chosen(process.argv.slice(2), [...new Set(cases.flatMap(({ id, model }) => [model.id, id]))]);

for (const { id, model, onOwn, settings } of cases) {
  if (wanted.length > 0 && !wanted.includes(id) && !wanted.includes(model.id)) continue;
  const torch = programs.get(model.id)!;
  const h = continuedSettings(model, settings);
  const own = onOwn ? await ownImages() : null;
  const config: RunConfig = { model: model.id, seed: SEED, backend: "wasm", hyperparameters: h, ...(own && { own: own.id }), then: halved(model, h) };
  const data = dataOf(h);
  const columns = lossColumns(model);
  const terms = Object.assign({}, ...partsOf(model, torch, h).objectives.map((objective) => objective.terms)) as Readonly<Record<string, string>>;

  const trainerOf = async (of: RunConfig, from?: Snapshot) => {
    const trainer = createTrainer(model, of, own ? openOwn(own) : data.kind === "points" ? openPoints(data) : mnist, from);
    await trainer.compile();
    return trainer;
  };
  const advance = async (trainer: Trainer, count: number) => {
    for (let i = 0; i < count; i++) trainer.advance();
    return trainer.losses();
  };
  const savedIn = async (trainer: Trainer, name: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, Buffer.concat(encodeCheckpoint(trainer.config, await trainer.snapshot(), "check")));
    return file;
  };
  /** The largest difference of a term over `count` steps. `value`: the program's, by step and column. */
  const apart = (ours: ArrayLike<number>, count: number, value: (step: number, column: number, id: string) => number): number => {
    let largest = 0;
    for (let step = 0; step < count; step++) {
      for (const [column, { id, kind }] of columns.entries()) {
        if (kind === "total") continue;
        const own = ours[step * columns.length + column]!;
        const difference = Math.abs(value(step, column, id) - own) / Math.max(1, Math.abs(own));
        if (!(difference >= 0)) throw new Error(`${id}: step ${step} has no ${id}`);
        largest = Math.max(largest, difference);
      }
    }
    return Number(largest.toPrecision(2));
  };
  const fromPrinted = (rows: Printed) => (step: number, _: number, id: string) => rows[step]![terms[id]!]!;

  const trainer = await trainerOf(config);
  await advance(trainer, BEFORE);
  const run = await savedIn(trainer, "run.safetensors"), program = path.join(folder, "program.py"), after = path.join(folder, "after.safetensors");
  const text = continuedProgram(model, torch, h, onOwn);
  writeFileSync(program, text);
  const ours = await advance(trainer, AFTER);
  const oursLater = await advance(trainer, BACK);
  trainer.dispose();
  const zip = path.join(folder, "images.zip");
  if (own) writeFileSync(zip, archiveOf(own));
  const given = [program, run, ...(own ? [zip] : data.kind === "points" ? [] : ["public/mnist"])];
  const told = python(...given, String(AFTER), "--save", after);
  const theirs = printed(told);

  if (!told.startsWith(python("scripts/torch/later.py", ...given, String(CHECKED)))) throw new Error(`${id}: PyTorch 2 makes other losses`);

  const { config: readConfig, snapshot } = await readCheckpoint(new Blob([readFileSync(after)]));
  if (!isDeepStrictEqual(readConfig, config) || snapshot.step !== BEFORE + AFTER) throw new Error(`${id}: another run has come back`);
  const cameBack = await trainerOf(readConfig, snapshot);
  const back = await advance(cameBack, BACK);
  cameBack.dispose();

  const again = path.join(folder, "again.safetensors");
  python(...given, "0", "--save", again);
  expectSame(model, await readCheckpoint(new Blob([readFileSync(run)])), await readCheckpoint(new Blob([readFileSync(again)])));

  const fresh = await trainerOf({ ...config, seed: OTHER_SEED });
  const begun = await advance(fresh, BEGUN);
  fresh.dispose();
  const byTwo = [...torchrun(folder), ...given, String(BEGUN), "--set", `seed=${OTHER_SEED}`];
  const isShared = !hasTermOfBatch(model, h);
  if (!isShared) expectRefusal(/this program does not share it among processes/, ...byTwo);

  /** A sweep has the losses of the page's run with these settings; a notebook, executed cell by cell, those of the program. */
  async function sweepAndNotebook() {
    const sweep = path.join(folder, "sweep.json"), notebook = path.join(folder, "notebook.ipynb");
    writeFileSync(sweep, JSON.stringify({ seed: [OTHER_SEED], hidden: [h["hidden"], 96] }));
    python(...given, String(BEGUN), "--sweep", sweep, "--folder", folder);
    const name = path.join(folder, `sweep-seed=${OTHER_SEED}-hidden=96`);
    const wider = await readCheckpoint(new Blob([readFileSync(`${name}.safetensors`)]));
    const alike = await trainerOf(wider.config);
    const theirs = readFileSync(`${name}.csv`, "utf8").trim().split("\n").slice(1).map((line) => line.split(",").slice(1).map(Number));
    const named = partsOf(model, torch, h).objectives.flatMap((objective) => Object.keys(objective.terms));
    const difference = apart(await advance(alike, BEGUN), BEGUN, (step, _, id) => theirs[step]![named.indexOf(id)]!);
    alike.dispose();
    if (Number(wider.config.hyperparameters["hidden"]) !== 96 || !(difference < 1e-5)) throw new Error(`a sweep is off by ${difference}`);
    writeFileSync(notebook, continuedNotebook(model, torch, h).replace("RUN.safetensors", run).replace("FOLDER_OF_MNIST", "public/mnist"));
    if (apart(ours, AFTER, fromPrinted(printed(python("scripts/torch/notebook.py", notebook)))) > 1e-5) throw new Error("the notebook makes other steps");
  }

  /** The program refuses folders and files that are missing or contain something else. */
  function expectFilesRefused() {
    const other = path.join(folder, "other");
    expectRefusal(/There is no folder .*elsewhere\. Give the folder that holds MNIST/, program, run, "elsewhere");
    expectRefusal(/The folder src does not hold MNIST: train-images-idx3-ubyte and train-labels-idx1-ubyte was looked for/, program, run, "src");
    mkdirSync(other);
    writeFileSync(path.join(other, "train-images-idx3-ubyte"), "short");
    writeFileSync(path.join(other, "train-labels-idx1-ubyte.gz"), Uint8Array.of(0x1f, 0x8b, 0));
    expectRefusal(/train-images-idx3-ubyte is not MNIST's: it has 5 bytes/, program, run, other);
    expectRefusal(/There is no file nothing\.safetensors/, program, "nothing.safetensors", "public/mnist");
    expectRefusal(/is no run that the page has saved/, program, program, "public/mnist");
    expectRefusal(/There is no folder elsewhere to write to/, ...given, "1", "--save", "elsewhere/run.safetensors");
  }

  /** The program refuses a change that it cannot make within its steps, and accepts one after them. */
  async function expectChangeRefused() {
    const stopping: RunConfig = { ...config, then: [{ step: BEFORE + 5, id: "warmUp", value: 0 }] };
    const file = path.join(folder, "stopping.safetensors");
    writeFileSync(file, Buffer.concat(encodeCheckpoint(stopping, (await readCheckpoint(new Blob([readFileSync(run)]))).snapshot, "check")));
    expectRefusal(/changes warmUp to 0 at step 105, which this program cannot do\. Make 5 steps/, program, file, "public/mnist", "6");
    python(program, file, "public/mnist", "5");
  }

  /** The program refuses images that differ in a single pixel; those for MNIST and for own images refuse each other's run. */
  function expectDataRefused(own: OwnImages) {
    const pixels = own.train.pixels.slice();
    pixels[0]! ^= 1;
    writeFileSync(zip, archiveOf({ ...own, train: { ...own.train, pixels } }));
    expectRefusal(/other images than the run/, ...given);
    const { own: _, then: __, ...onMnist } = config;
    const other = path.join(folder, "mnist.safetensors"), otherProgram = path.join(folder, "mnist.py");
    writeFileSync(other, Buffer.concat(encodeCheckpoint(onMnist, snapshot, "check")));
    expectRefusal(/trained on MNIST/, program, other, zip);
    writeFileSync(otherProgram, continuedProgram(model, torch, h));
    expectRefusal(/trained on images of one's own/, otherProgram, run, "public/mnist");
  }

  const result: Continued = {
    checksum: checksumOf(skeleton(text)),
    first: apart(ours, 1, fromPrinted(theirs)), difference: apart(ours, AFTER, fromPrinted(theirs)),
    back: apart(oursLater, BACK, (step, column) => back[step * columns.length + column]!), shared: isShared ? apart(begun, BEGUN, fromPrinted(printed(python(...byTwo)))) : null,
  };
  if (text.includes("halves=True")) expectRefusal(/cannot share each half of a batch of 30 evenly/, ...torchrun(folder), ...given, "1", "--set", "batch=30");
  if (model.id === "beta-vae") await expectChangeRefused();
  if (own) expectDataRefused(own);
  else if (model === models[0]) {
    expectFilesRefused();
    await sweepAndNotebook();
  }
  console.log(id, result);
  executed.set(id, result);
  writeResults(CONTINUED, merged(cases.map((one) => one.id), executed, known));
  for (const difference of tooLarge(model, result)) {
    console.error(`${id}: a difference is too large: ${difference}`);
    process.exitCode = 1;
  }
}
rmSync(folder, { recursive: true });
