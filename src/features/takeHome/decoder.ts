/** The decoder or generator of the run as it stands, for use elsewhere: its weights, and a program that decodes with them. */
import { exportedLink } from "../../core/browser/exportedLink";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { findModel } from "../../models/registry";
import type { Room } from "../../ui/context";

/** Flows that move noise itself have none: no discriminator judges what they make. */
export const hasDecoder = ({ discriminate, networks }: Model, h: HyperparameterValues): boolean =>
  discriminate !== undefined || Object.values(networks(h)).some(({ role }) => role === "decoder");

const scripts = () => Promise.all([import("../../torch/decoder"), import("../../torch"), import("../../state/checkpoint/safetensors")]);
// As this one, when the page is idle: then they need no network. If they do not come, they are fetched when asked for.
scripts().catch(() => undefined);

export interface DecoderFile {
  readonly name: string;
  readonly parts: BlobPart[];
}

/** As safetensors. Rejects where the run cannot be saved. */
export async function decoderWeights(session: Room["session"]): Promise<DecoderFile> {
  const { config, snapshot: { step, tensors } } = await session.save();
  const [{ decoderOf }, { torchOf }, { safetensors }] = await scripts();
  const model = findModel(config.model)!;
  const weights = decoderOf(model, torchOf(model), config.hyperparameters)!.weights((name) => tensors[`weights/${name}`]!);
  return {
    name: `elbo-room-${model.id}-decoder-step${step}.safetensors`,
    parts: safetensors(
      weights.map(([name, { shape, data }]) => [name, { dtype: "F32", shape }, data]),
      () => ({ format: "pt", model: model.id, step: String(step), source: exportedLink(session.link()) }), // "pt": PyTorch, as its readers expect
    ),
  };
}

export async function decoderProgram({ store }: Room): Promise<DecoderFile> {
  const [{ decoderOf }, { torchOf }] = await scripts();
  const { model: id, hyperparameters } = store.getState().config;
  const model = findModel(id)!;
  return { name: `${id}-decode.py`, parts: [decoderOf(model, torchOf(model), hyperparameters)!.program] };
}
