/** The content of the network diagram, derived from the model; `NetworkDiagram.tsx` draws it. */
import { isWritten, type Model } from "../../../core/model/model";
import type { NetworkSpec, Role } from "../../../core/model/network";
import type { HyperparameterValues } from "../../../core/model/hyperparameters";

/** A prior is drawn beside the others because no image passes through it. */
type DrawnRole = Exclude<Role, "prior">;
type DrawnNetwork = NetworkSpec & { readonly role: DrawnRole };
const isDrawn = (network: NetworkSpec): network is DrawnNetwork => network.role !== "prior";

/** A symbol between two networks. */
export interface Flow {
  readonly symbol: string;
  readonly latent: boolean;
}

/** A network as drawn. */
export interface NetworkBox {
  readonly name: string;
  /** What a program calls it, short enough for the box; null if its role is its name. */
  readonly label: string | null;
  readonly role: DrawnRole;
  /** Narrows from left to right. */
  readonly narrows: boolean;
  /** The layer widths as text, short enough to fit under the box. */
  readonly widths: string;
  /** A second input: the class, or the given part of an image. */
  readonly condition: "y" | "c" | null;
  readonly input: Flow;
  /** Outputs of the last network; those of several heads are stacked. */
  readonly outputs: readonly Flow[];
}

const data = (symbol: string): Flow => ({ symbol, latent: false });
const CODE: Flow = { symbol: "z", latent: true };

/** Longer lists of widths show only their ends; more than two networks leave less room. */
const WIDTHS_SHOWN = 4;
const LETTERS_OF_MANY = 13;

/** Letters of a name that fit into a box, and into one of more than two. */
const LABEL = 11;
const LABEL_OF_MANY = 8;

const shortName = (name: string, most: number): string => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

const isConvolutional = ({ layers }: NetworkSpec): boolean =>
  Object.values(layers).some(({ parameters }) => Object.values(parameters).some(({ shape }) => shape.length === 4));

function shortWidths(spec: NetworkSpec, networks: number): string {
  const { widths } = spec;
  if (isConvolutional(spec)) return [...widths.slice(0, 1), "conv", ...widths.slice(1).slice(-1)].join("·");
  if (widths.length === 0) return ""; // a parameter without layers
  const all = widths.join("·");
  return widths.length > WIDTHS_SHOWN || (networks > 2 && all.length > LETTERS_OF_MANY) ? `${widths[0]}·…·${widths.at(-1)}` : all;
}

const CONDITIONS = { class: "y", given: "c" } as const;

/** `judged`: a discriminator receives the decoder's output. */
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

/** `before`: the output of the previous network. */
function inputOf({ role, inputSymbol }: DrawnNetwork, before: Flow | undefined): Flow {
  if (inputSymbol !== undefined) return data(inputSymbol);
  return role === "encoder" ? data("x") : (before ?? CODE);
}

/** Returns whether the prior is learned. */
export const learnsPrior = (model: Model, h: HyperparameterValues): boolean =>
  Object.values(model.networks(h)).some(({ role }) => role === "prior");

/** Returns the networks in the order in which an image passes through them. */
export function drawingOf(model: Model, h: HyperparameterValues): readonly NetworkBox[] {
  const networks = Object.entries(model.networks(h)).flatMap(([name, network]) => (isDrawn(network) ? [[name, network] as const] : []));
  const judged = networks.some(([, { role }]) => role === "discriminator");
  return networks.map(([name, spec], k) => {
    const before = networks[k - 1];
    return {
      name,
      label: isWritten(model) && name !== spec.role ? shortName(name, networks.length > 2 ? LABEL_OF_MANY : LABEL) : null,
      role: spec.role,
      narrows: (spec.widths[0] ?? 0) > (spec.widths.at(-1) ?? 0),
      widths: shortWidths(spec, networks.length),
      condition: spec.condition ? CONDITIONS[spec.condition] : null,
      input: inputOf(spec, before && outputsOf(before[1], judged)[0]),
      outputs: outputsOf(spec, judged),
    };
  });
}
