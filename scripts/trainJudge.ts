/**
 * `npm run judge` trains the evaluation classifier and writes src/subject/metrics/judge/judge.bin and judge.json, in about five minutes on
 * one core. All random numbers come from the seed, so the same machine writes the same file. Images are shifted by up to
 * two pixels each time they are used. The test images are used once, at the end, with the stored weights.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { diskDataset } from "../src/engine/measurements/testing";
import { JUDGE_BATCH, testAccuracyOf, trainJudge } from "../src/engine/measurements/judgeTraining";
import { runSlices } from "../src/engine/scheduling/slices";
import { useBackend } from "../src/engine/testing";
import { packJudge, readJudge, type JudgeRecord } from "../src/subject/metrics/judge/judge";

const SEED = 1;

const { values: options } = parseArgs({ options: { epochs: { type: "string", default: "12" } } });
const epochs = Number(options.epochs);
const folder = path.resolve("src/subject/metrics/judge");

await useBackend("wasm");
const data = await diskDataset();
const stepsPerEpoch = Math.floor(data.trainImages / JUDGE_BATCH);

const began = performance.now();
let step = 0, sum = 0;
function onLoss(loss: number): void {
  sum += loss;
  if (++step % stepsPerEpoch !== 0) return;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`epoch ${step / stepsPerEpoch}: ${(sum / stepsPerEpoch).toFixed(4)} nats, ${seconds} s`);
  sum = 0;
}

const bytes = packJudge(await runSlices(trainJudge(data, { seed: SEED, steps: epochs * stepsPerEpoch, onLoss })));
const record: JudgeRecord = {
  bytes: bytes.length, sha256: bytesToHex(sha256(bytes)), testAccuracy: 0, seed: SEED, epochs,
  command: "npm run judge",
};
const testAccuracy = await runSlices(testAccuracyOf(readJudge(bytes, record), data));
await writeFile(path.join(folder, "judge.bin"), bytes);
await writeFile(path.join(folder, "judge.json"), `${JSON.stringify({ ...record, testAccuracy }, null, 2)}\n`);
console.log(`${(100 * testAccuracy).toFixed(2)} % of the test images, ${bytes.length} bytes`);
