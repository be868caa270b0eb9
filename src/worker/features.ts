/** What features have a run's worker do: `commands` of their `worker.ts`, fetched when one is first asked for. */
import { ElboError } from "../core/errors";
import type { Laboratory } from "../engine/run/laboratory";
import type { Params, Reply } from "./protocol";

type Commands = Readonly<Record<string, (params: unknown, laboratory: Laboratory) => unknown>>;

const files = import.meta.glob<Commands>("../features/*/worker.ts", { import: "commands" });

/** Rejects with "internal" where there is no such command, and as the command does. */
export async function runFeatureCommand({ feature, command, params }: Params<"feature">, laboratory: Laboratory): Promise<Reply<"feature">> {
  const commands = await files[`../features/${feature}/worker.ts`]?.();
  const run = commands && Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) throw new ElboError("internal", `No feature has the command ${feature}/${command}.`);
  return { answer: await run(params, laboratory) };
}
