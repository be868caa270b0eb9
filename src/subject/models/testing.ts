/** Models of programs for tests of the page: as its worker describes them. Not part of the page. */
import { describe } from "../../torchSubset/program/describe";
import type { ProgramCommands } from "../../torchSubset/program/commands";
import { FakePort } from "../../engine/worker/testing";
import { describedModel, type Describe } from "./described";
import { makeModelsWith } from "./programs";

/** Describes programs in this process, as a message to another thread would carry it. */
export const describeHere: Describe = async (request) => structuredClone(describe(request));

/** From now on, `prepareProgram` makes the models that the page has. */
export const makeDescribedModels = (): void => makeModelsWith((source) => describedModel(source, describeHere, () => undefined));

/** Returns a worker that describes programs. */
export function describingWorker(): FakePort<ProgramCommands> {
  const port = new FakePort<ProgramCommands>((request) => queueMicrotask(() => {
    if (request.command === "ready") port.reply(null, request);
    if (request.command === "describe") void describeHere(request.params).then((answer) => port.reply(answer, request));
  }));
  return port;
}
