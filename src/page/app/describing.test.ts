/** Programs are described by a worker, which the page gives up if it does not answer. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { describingWorker } from "../../subject/models/testing";
import { LateRefusal, linkedProgram, makeModelsWith, preparePacked } from "../../subject/models/programs";
import { pack } from "../../subject/models/packed";
import type { ProgramCommands } from "../../torchSubset/program/commands";
import { SMALL_VAE } from "../../torchSubset/program/smallVae";
import { FakePort } from "../../engine/worker/testing";
import { createDescribing } from "./describing";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker that has loaded, and never answers for a program. */
const silentWorker = () => {
  const port = new FakePort<ProgramCommands>((request) => { if (request.command === "ready") queueMicrotask(() => port.reply(null, request)); });
  return port;
};

function setUp(...ports: FakePort<ProgramCommands>[]) {
  const started: FakePort<ProgramCommands>[] = [];
  const spawn = () => {
    started.push(ports[started.length]!);
    return started.at(-1)!;
  };
  return { started, ...createDescribing({ spawn, workersCanLoad: () => Promise.resolve(), onChange: () => undefined }) };
}

test("a program that its worker does not read is refused, and the next one has another worker", async () => {
  const [silent, other] = [silentWorker(), describingWorker()];
  const { makeModel, started } = setUp(silent, other);
  const [endless, good] = [makeModel("while True: pass"), makeModel(SMALL_VAE)];
  await vi.advanceTimersByTimeAsync(39_000);
  expect([started, silent.sent.map(({ command }) => command)]).toEqual([[silent], ["ready", "describe"]]); // the second one waits
  await vi.advanceTimersByTimeAsync(2000);
  expect(await endless).toEqual(new LateRefusal("The program was not read within 40 seconds."));
  expect(await good).toMatchObject({ id: expect.stringMatching(/^program-/) as string });
  expect([started, silent.ended, other.ended]).toEqual([[silent, other], 1, 0]);
});

test("a program that was refused because it took too long is read again when it is opened again", async () => {
  const { makeModel } = setUp(silentWorker(), describingWorker());
  makeModelsWith(makeModel);
  const link = pack(SMALL_VAE);
  const first = preparePacked(link);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(41_000);
  await first;
  expect(linkedProgram(link)).toMatchObject({ why: "refused" });
  await preparePacked(link);
  expect(linkedProgram(link)).toMatchObject({ program: SMALL_VAE });
});

test("a worker that cannot be loaded refuses no program: it is tried again", async () => {
  const lost = new FakePort<ProgramCommands>(() => queueMicrotask(() => lost.fail()));
  const { makeModel } = setUp(lost, describingWorker());
  await expect(makeModel(SMALL_VAE)).rejects.toMatchObject({ code: "worker-lost" });
  expect(await makeModel(SMALL_VAE)).toMatchObject({ id: expect.stringMatching(/^program-/) as string });
});

test("the worker ends with the page", async () => {
  const port = describingWorker();
  const { makeModel, dispose } = setUp(port);
  await makeModel(SMALL_VAE);
  dispose();
  expect(port.ended).toBe(1);
});
