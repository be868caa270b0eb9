/** Exports the run's current decoder or generator: its weights, and a program that decodes with them. */
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { Model } from "../../../core/model/model";
import { findModel } from "../../../subject/models/registry";
import type { PanelParts } from "../../ui/context";
import { linkAt } from "./linkAt";

/** Returns whether the model has a decoder to export. Flows without a discriminator have none, because they transform noise itself. */
export const hasDecoder = ({ discriminate, networks, program }: Model, h: HyperparameterValues): boolean =>
  program === undefined && (discriminate !== undefined || Object.values(networks(h)).some(({ role }) => role === "decoder"));

const scripts = () => Promise.all([import("../../torch/decoder"), import("../../torch"), import("../../state/checkpoint/safetensors")]);
// Like this file, these scripts are fetched when the page is idle, so that they need no network later. What fails to load is fetched on demand.
scripts().catch(() => undefined);

/** A file of the decoder export. */
export interface DecoderFile {
  readonly name: string;
  readonly parts: BlobPart[];
}

/** Returns the weights as safetensors. Rejects if the run cannot be saved. */
export async function decoderWeights(session: PanelParts["session"]): Promise<DecoderFile> {
  const { config, snapshot: { step, tensors } } = await session.save();
  const [{ decoderOf }, { torchOf }, { safetensors }] = await scripts();
  const model = findModel(config.model)!;
  const weights = decoderOf(model, torchOf(model), config.hyperparameters)!.weights((name) => tensors[`weights/${name}`]!);
  return {
    name: `elbo-room-${model.id}-decoder-step${step}.safetensors`,
    parts: safetensors(
      weights.map(([name, { shape, data }]) => [name, { dtype: "F32", shape }, data]),
      () => ({ format: "pt", model: model.id, step: String(step), source: linkAt(session, step) }), // readers in PyTorch expect "pt"
    ),
  };
}

/** Returns the program that decodes with the weights. */
export async function decoderProgram({ store }: PanelParts): Promise<DecoderFile> {
  const [{ decoderOf }, { torchOf }] = await scripts();
  const { model: id, hyperparameters } = store.getState().config;
  const model = findModel(id)!;
  return { name: `${id}-decode.py`, parts: [decoderOf(model, torchOf(model), hyperparameters)!.program] };
}
