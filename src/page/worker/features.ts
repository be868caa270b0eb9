/** Commands that features add to a run's worker: `commands` of their `worker.ts`, loaded when one is first called. */
import { ElboError } from "../../core/errors";
import type { Laboratory } from "../../engine/run/laboratory";
import type { Params, Reply } from "../../engine/worker/protocol";

type Commands = Readonly<Record<string, (params: unknown, laboratory: Laboratory) => unknown>>;

const files = import.meta.glob<Commands>("../features/*/worker.ts", { import: "commands" });

/** Runs a feature's command. Rejects with "internal" if there is no such command, and as the command does. */
export async function runFeatureCommand({ feature, command, params }: Params<"feature">, laboratory: Laboratory): Promise<Reply<"feature">> {
  const commands = await files[`../features/${feature}/worker.ts`]?.();
  const run = commands && Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) throw new ElboError("internal", `No feature has the command ${feature}/${command}.`);
  return { answer: await run(params, laboratory) };
}
