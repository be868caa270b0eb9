/** Trains an exercise's program on WASM and reads quantities at a step. */
import { defaultsOf } from "../../../src/core/model/hyperparameters";
import { createTrainer } from "../../../src/engine/trainer/trainer";
import type { Quantity } from "../../../src/subject/measurements/readings";
import { executed } from "../../../src/subject/models/executed";
import { makeModelsWith, prepareProgram } from "../../../src/subject/models/programs";
import { advanceTo, valuesOf, type MeasurementContext } from "../presets/quantities";

/** Returns the values of these quantities after `until` steps. */
export async function trainProgram(program: string, { until, seed, what }: { readonly until: number; readonly seed: number; readonly what: readonly Quantity[] }, context: MeasurementContext): Promise<ReadonlyMap<string, number>> {
  makeModelsWith(executed);
  const model = await prepareProgram(program);
  const trainer = createTrainer(model, { model: model.id, program, seed, backend: "wasm", hyperparameters: defaultsOf(model.hyperparameters) }, context.dataset);
  try {
    await trainer.compile();
    return await valuesOf(trainer, await advanceTo(trainer, until), what, context);
  } finally {
    trainer.dispose();
  }
}
