/**
 * `npm run check -- decoder [model …]` writes the decoder of every model as the page saves it, executes the program that belongs to it, and
 * compares its images with the page's of the same codes. It writes docs/data/torch-decoded.json, which a unit test reads.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../src/core/model/hyperparameters";
import type { Model } from "../../src/core/model/model";
import { oneHot } from "../../src/core/model/oneHot";
import { normals, uniforms } from "../../src/core/run/philox";
import { CLASSES, PIXELS } from "../../src/core/run/runConfig";
import { tf } from "../../src/engine/device/tf";
import { parityWeights } from "../../src/engine/parity/testing";
import { bind } from "../../src/engine/step/weights";
import { useBackend } from "../../src/engine/testing";
import { models } from "../../src/subject/models/registry";
import { safetensors } from "../../src/page/state/checkpoint/safetensors";
import { skeleton } from "../../src/page/torch/cases";
import type { Decoder, Numbers } from "../../src/page/torch/decoder";
import { changesOf, checksumOf, chosen, DECODED, decodersOf, merged, writeResults, type Decoded } from "./results";

const SEED = 1;
/** The number of compared images. */
const COUNT = 20;
const bytesOf = (numbers: Float32Array) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("base64");

/** The decoder's file, the program, and the expected images. */
async function jobOf(model: Model, h: HyperparameterValues, decoder: Decoder, file: string) {
  const specs = model.networks(h);
  const weights = parityWeights(specs, SEED);
  const numbers = new Map<string, Numbers>();
  for (const [name, tensor] of Object.entries(weights)) numbers.set(name, { shape: tensor.shape, data: await tensor.data<"float32">() });
  const tensors = decoder.weights((name) => numbers.get(name)!).map(([name, { shape, data }]) => [name, { dtype: "F32", shape }, data] as const);
  writeFileSync(file, Buffer.concat(safetensors(tensors, () => ({ format: "pt" }))));
  const latent = Number(h["latent"]);
  const z = normals({ seed: SEED, purpose: "sample", step: 0 }, COUNT * latent);
  const visible = model.given?.visible?.(h);
  const given = Float32Array.from(uniforms({ seed: SEED, purpose: "sample", step: 1 }, COUNT * PIXELS), (value, i) => value * (visible?.[i % PIXELS] ?? 1));
  const y = Array.from({ length: COUNT }, (_, i) => i % CLASSES);
  const made = tidy(() => model.decode(tf, bind(specs, weights, "use"), {
    z: tensor2d(z, [COUNT, latent]), y: tensor2d(oneHot(y, CLASSES), [COUNT, CLASSES]), given: tensor2d(given, [COUNT, PIXELS]), noise: {},
  }, h));
  return { file, program: decoder.program, z: { values: bytesOf(z), latent }, y, given: bytesOf(given), expected: bytesOf(await made.data<"float32">()) };
}

const folder = mkdtempSync(path.join(tmpdir(), "torch-"));
await useBackend("wasm");
const wanted = chosen(process.argv.slice(2), models.map(({ id }) => id));
const all = decodersOf(models);
const decoders = all.filter(({ model }) => wanted.length === 0 || wanted.includes(model.id));
const jobs: string[] = [];
for (const { model, h, decoder } of decoders) {
  const job = path.join(folder, `${jobs.length}.json`);
  writeFileSync(job, JSON.stringify(await jobOf(model, h, decoder, path.join(folder, `${jobs.length}.safetensors`))));
  jobs.push(job);
}
const { status, stdout } = spawnSync(process.env["PYTHON"] ?? "python3", [path.resolve("scripts/torch/decode.py"), ...jobs], {
  cwd: folder, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8",
});
rmSync(folder, { recursive: true });
if (status !== 0) throw new Error("Python did not execute all programs");
const differences = JSON.parse(stdout) as readonly number[];
const executed = new Map(decoders.map(({ model, h, decoder }, i) => {
  const difference = Number(differences[i]!.toPrecision(2));
  console.log(model.id, JSON.stringify(changesOf(model, h)), difference);
  return [checksumOf(skeleton(decoder.program)), { model: model.id, difference } satisfies Decoded] as const;
}));
const known = JSON.parse(readFileSync(DECODED, "utf8")) as Readonly<Record<string, Decoded>>;
writeResults(DECODED, merged(all.map(({ decoder }) => checksumOf(skeleton(decoder.program))), executed, known));
