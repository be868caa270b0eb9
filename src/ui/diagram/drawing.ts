/** What the network diagram says about each network, worked out from the model; `NetworkDiagram.tsx` draws it. */
import type { Model } from "../../core/model/model";
import type { NetworkSpec, Role } from "../../core/model/network";
import type { HyperparameterValues } from "../../core/model/hyperparameters";

/** No image passes through a prior: it stands beside the others. */
type DrawnRole = Exclude<Role, "prior">;
type DrawnNetwork = NetworkSpec & { readonly role: DrawnRole };
const isDrawn = (network: NetworkSpec): network is DrawnNetwork => network.role !== "prior";

/** A symbol on its way from one network to the next. */
export interface Flow {
  readonly symbol: string;
  readonly latent: boolean;
}

export interface Drawn {
  readonly name: string;
  readonly role: DrawnRole;
  /** Narrows from left to right. */
  readonly narrows: boolean;
  /** Short enough to stand under the box. */
  readonly widths: string;
  /** What enters besides the main input: the class, or the given part of an image. */
  readonly condition: "y" | "c" | null;
  readonly input: Flow;
  /** Of the last network; several heads stand one above the other. */
  readonly outputs: readonly Flow[];
}

const data = (symbol: string): Flow => ({ symbol, latent: false });
const CODE: Flow = { symbol: "z", latent: true };

/** Longer lists of widths keep their ends only; between more than two networks there is less room. */
const WIDTHS_SHOWN = 4;
const LETTERS_OF_MANY = 13;

const isConvolutional = ({ layers }: NetworkSpec): boolean =>
  Object.values(layers).some(({ parameters }) => Object.values(parameters).some(({ shape }) => shape.length === 4));

function shortWidths(spec: NetworkSpec, networks: number): string {
  const { widths } = spec;
  if (isConvolutional(spec)) return `${widths[0]}·conv·${widths.at(-1)}`;
  const all = widths.join("·");
  return widths.length > WIDTHS_SHOWN || (networks > 2 && all.length > LETTERS_OF_MANY) ? `${widths[0]}·…·${widths.at(-1)}` : all;
}

const CONDITIONS = { class: "y", given: "c" } as const;

/** `judged`: a discriminator looks at what the decoder makes. */
function outputsOf({ role, heads }: DrawnNetwork, judged: boolean): readonly Flow[] {
  if (heads) return heads.map(data);
  switch (role) {
    case "encoder": return [CODE];
    case "decoder": return [data(judged ? "x̃" : "x̂")];
    case "generator": return [data("x̃")];
    case "discriminator": return [data("D")];
    case "critic": return [data("f")];
    default: return role satisfies never;
  }
}

/** `before`: what the network before it gives. */
function inputOf({ role, inputSymbol }: DrawnNetwork, before: Flow | undefined): Flow {
  if (inputSymbol !== undefined) return data(inputSymbol);
  return role === "encoder" ? data("x") : (before ?? CODE);
}

/** Whether what codes are drawn from is learned, too. */
export const learnsPrior = (model: Model, h: HyperparameterValues): boolean =>
  Object.values(model.networks(h)).some(({ role }) => role === "prior");

/** The networks in the order in which an image passes through them. */
export function drawingOf(model: Model, h: HyperparameterValues): readonly Drawn[] {
  const networks = Object.entries(model.networks(h)).flatMap(([name, network]) => (isDrawn(network) ? [[name, network] as const] : []));
  const judged = networks.some(([, { role }]) => role === "discriminator");
  return networks.map(([name, spec], k) => {
    const before = networks[k - 1];
    return {
      name,
      role: spec.role,
      narrows: spec.widths[0]! > spec.widths.at(-1)!,
      widths: shortWidths(spec, networks.length),
      condition: spec.condition ? CONDITIONS[spec.condition] : null,
      input: inputOf(spec, before && outputsOf(before[1], judged)[0]),
      outputs: outputsOf(spec, judged),
    };
  });
}
