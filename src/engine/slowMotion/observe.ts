/** Wraps a model to record one of its objectives: the data it reads, its calls of layers, and the gradients at their outputs. */
import { clone, customGrad, dispose, keep, mean, reshape, slice, square, tidy, type Scalar, type Tensor } from "@tensorflow/tfjs-core";
import type { Model, Posterior } from "../../core/model/model";
import type { Networks } from "../../core/model/network";
import type { Tensor2D } from "../../core/model/tf";
import type { Call } from "../follow/observe";

/** A summary of a [n, width] tensor: its first row, and the mean of its squares. */
interface Summary {
  readonly row: Tensor;
  readonly meanSquare: Scalar;
}

interface NotedCall extends Omit<Call, "output"> {
  readonly output: Summary;
  gradient: Summary | null;
}

/** The recording. Its tensors are kept until `forget`. */
export interface Notes {
  readonly calls: NotedCall[];
  readonly noise: Set<string>;
  /** Whether the batch's x was read. */
  images: boolean;
  /** The codes of an objective that draws one for each image, otherwise null. */
  code: (Partial<Posterior> & { readonly z: Tensor2D }) | null;
}

/** Returns an empty recording. */
export const blank = (): Notes => ({ calls: [], noise: new Set(), images: false, code: null });

/** Disposes the recording's tensors. */
export function forget({ calls, code }: Notes): void {
  dispose([calls.map(({ output, gradient }) => [{ ...output }, { ...gradient }]), { ...code }]);
}

const summary = (of: Tensor): Summary => tidy(() => ({
  row: keep(slice(of, 0, 1)), meanSquare: keep(mean(square(of)) as Scalar),
}));

/** Networks of a program that record which parameters are read: its layers return these, and no outputs for images. */
function observedParameters(networks: Networks, { calls }: Notes): Networks {
  return Object.fromEntries(Object.entries(networks).map(([network, layers]) => [network, Object.fromEntries(Object.entries(layers).map(([layer, apply]) => [layer, (x: Tensor2D) => {
    const value = apply(x);
    const before = calls.filter((one) => one.network === network && one.layer === layer).length;
    calls.push({ network, layer, calls: before + 1, output: summary(reshape(value, [-1, 1])), gradient: null });
    return value;
  }]))]));
}

/** Networks that record calls of their layers. Outputs with fewer rows than the batch are tables shared by all images and not recorded. */
function observedNetworks(networks: Networks, rows: number, { calls }: Notes): Networks {
  const observedModel = (network: string, layer: string, output: Tensor2D): Tensor2D => {
    if (output.shape[0] < rows) return output;
    const before = calls.filter((one) => one.network === network && one.layer === layer).length;
    const call: NotedCall = { network, layer, calls: before + 1, output: summary(output), gradient: null };
    calls.push(call);
    // The identity, whose gradient is recorded. A gradient computed inside a forward comes first, the objective's last.
    const identity = customGrad((x) => ({
      value: clone(x as Tensor), // the identity's only input
      gradFunc: (dy: Tensor) => {
        if (call.gradient) dispose({ ...call.gradient });
        call.gradient = summary(dy);
        return clone(dy);
      },
    }));
    return identity(output) as Tensor2D;
  };
  return Object.fromEntries(Object.entries(networks).map(([network, layers]) => [network, Object.fromEntries(
    Object.entries(layers).map(([layer, apply]) => [layer, (x: Tensor2D) => observedModel(network, layer, apply(x))]),
  )]));
}

const observeReads = <T extends object>(read: T, onRead: (key: string) => void): T =>
  new Proxy(read, { get: (target, key) => {
    if (typeof key === "string") onRead(key);
    return Reflect.get(target, key) as unknown;
  } });

/** Returns a model that computes the same, bit for bit, and records its objective `index` in `notes`. */
export function noted(model: Model, index: number, notes: Notes): Model {
  const objectives = model.objectives.map((objective, k) => k !== index ? objective : {
    ...objective,
    forward: (...[tf, inputs]: Parameters<typeof objective.forward>) => {
      const { networks, batch, noise } = inputs;
      const rows = model.unpaired ? batch.y.shape[0] / 2 : batch.y.shape[0]; // each half of the batch is a domain
      const values = objective.forward(tf, {
        ...inputs,
        networks: model.program ? observedParameters(networks, notes) : observedNetworks(networks, rows, notes),
        batch: observeReads(batch, (key) => { if (key === "x") notes.images = true; }),
        noise: observeReads(noise, (key) => void notes.noise.add(key)),
      });
      const z = objective.elbo?.code(values);
      if (z?.shape[0] === rows) {
        const { mu, logVar } = objective.elbo?.posterior?.(values) ?? {};
        notes.code = { z: keep(clone(z)), ...(mu && { mu: keep(clone(mu)) }), ...(logVar && { logVar: keep(clone(logVar)) }) };
      }
      return values;
    },
  });
  return { ...model, objectives };
}
