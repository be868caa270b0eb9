/** A program's parameters and buffers as networks of the engine: each is a layer of its own. */
import type { Initialiser, Layer, NetworkSpec, Networks, Role } from "../../core/model/network";
import type { Tensor, Tensor2D } from "../../core/model/tf";
import { sizeOf } from "../../core/model/parameters";
import { PIXELS } from "../../core/run/runConfig";
import { inOrder, type Start, type Stored } from "./graph";
import type { TracedObjective } from "./objectives";
import { refuseTraining } from "./refuseTraining";
import type { ProgramStep } from "./step";

/** The name of a parameter in its layer: each parameter or buffer of a program is a layer of its own, which returns it. */
const VALUE = "value";

/** Returns "encoder" and "hidden.0.weight". */
export function placeOf({ name }: Stored): { readonly network: string; readonly layer: string } {
  const [network = "", ...path] = name.split(".");
  return { network, layer: path.join(".") || VALUE };
}

/** Returns the engine's name of a parameter: "encoder/hidden.0.weight/value". */
function parameterName(stored: Stored): string {
  const { network, layer } = placeOf(stored);
  return `${network}/${layer}/${VALUE}`;
}

/** Returns whether one of these has the engine's name `parameter`. */
export const hasParameter = ({ parameters }: { readonly parameters: readonly Stored[] }, parameter: string): boolean => parameters.some((one) => parameterName(one) === parameter);

function initialiserOf({ start, name }: Stored): Initialiser {
  switch (start.kind) {
    case "constant": return start.value === 0 ? { kind: "zeros" } : start.value === 1 ? { kind: "ones" } : { kind: "constant", value: start.value };
    case "normal": return start;
    case "uniform":
      if (start.from === -start.to) return { kind: "fanIn", fanIn: start.to ** -2 };
      break;
    default: start satisfies never;
  }
  throw refuseTraining("start", { of: name, value: describeStart(start) });
}

const describeStart = (start: Start): string => (start.kind === "uniform" ? `U(${start.from}, ${start.to})` : JSON.stringify(start));

/** A layer that returns its parameter. Called with anything but `READ`, a buffer's layer takes that as its next value. */
const layerOf = (stored: Stored, isTrained: boolean): Layer => ({
  parameters: { [VALUE]: { shape: stored.shape, init: initialiserOf(stored), trainable: isTrained } },
  apply(_, { [VALUE]: value }, next, { update }) {
    if (!stored.trainable && next !== READ) update(VALUE, next);
    return value as Tensor2D; // layers return rows, and this one any tensor: only `readStored` and `writeStored` call it
  },
});

/** Reads a buffer without changing it. */
const READ = {} as Tensor2D; // never used as a tensor

const layerIn = (networks: Networks, stored: Stored) => {
  const { network, layer } = placeOf(stored);
  return networks[network]![layer]!;
};

/** Returns the value of a parameter or buffer. */
export const readStored = (networks: Networks, stored: Stored): Tensor => layerIn(networks, stored)(READ);

/** Sets a buffer's next value. */
export const writeStored = (networks: Networks, stored: Stored, next: Tensor): void => void layerIn(networks, stored)(next as Tensor2D);

const ROLES: readonly (readonly [RegExp, Role])[] = [[/auto_?enc|dec/i, "decoder"], [/enc/i, "encoder"], [/critic/i, "critic"], [/disc|^(net_?)?d$/i, "discriminator"], [/gen|^(net_?)?g$/i, "generator"], [/prior/i, "prior"]];
/** Returns the role that a network's name suggests. */
export const roleOf = (network: string): Role => ROLES.find(([pattern]) => pattern.test(network))?.[1] ?? "decoder";

/** The order in which the diagram shows networks. */
const IN_ORDER: readonly Role[] = ["encoder", "prior", "decoder", "generator", "discriminator", "critic"];

/** Returns the parameters that a loss of their optimiser depends on. The others have no gradient, and PyTorch leaves them as they are. */
function trainedIn(objectives: ProgramStep["objectives"]): ReadonlySet<Stored> {
  return new Set(objectives.flatMap(({ groups, losses }) => {
    const own = new Set(groups.flatMap(({ parameters }) => parameters));
    return inOrder(losses).flatMap(({ leaf }) => (leaf?.kind === "stored" && own.has(leaf.stored) ? [leaf.stored] : []));
  }));
}

/** Operations of layers: their second input is the weight. */
const LAYERS = new Set(["matMul", "conv2d", "convTranspose2d"]);

/** Returns the numbers of a row before the first layer of each network and after its last one. */
function endsIn(objectives: ProgramStep["objectives"]): ReadonlyMap<string, readonly [number, number]> {
  const ends = new Map<string, readonly [number, number]>();
  for (const { operation, inputs: [x, weight], shape } of inOrder(objectives.flatMap(({ losses }) => losses))) {
    const leaf = weight?.leaf ?? weight?.inputs[0]?.leaf;
    if (!LAYERS.has(operation) || leaf?.kind !== "stored") continue;
    const { network } = placeOf(leaf.stored);
    ends.set(network, [ends.get(network)?.[0] ?? sizeOf(x!.shape.slice(1)), sizeOf(shape.slice(1))]);
  }
  return ends;
}

/** Returns the networks of a program, in the order in which the diagram shows them. */
export function networksOf({ stored, objectives }: Pick<ProgramStep, "stored" | "objectives">): Readonly<Record<string, NetworkSpec>> {
  const trained = trainedIn(objectives);
  const networks: Record<string, { role: Role; inputSymbol?: string; widths: number[]; layers: Record<string, Layer> }> = {};
  const convolutional = new Set(stored.flatMap((one) => (one.shape.length === 4 ? [placeOf(one).network] : [])));
  const ends = endsIn(objectives);
  for (const one of stored) {
    const { network, layer } = placeOf(one);
    const spec = networks[network] ??= { role: roleOf(network), widths: [], layers: {} };
    spec.layers[layer] = layerOf(one, trained.has(one));
    // The diagram shows one path: a second output of the same layer is not part of it.
    const [outputs, inputs] = one.shape;
    if (one.shape.length === 2 && !convolutional.has(network) && (spec.widths.length === 0 || spec.widths.at(-1) === inputs)) spec.widths.push(...(spec.widths.length === 0 ? [inputs!] : []), outputs!);
  }
  for (const [network, spec] of Object.entries(networks)) {
    if (convolutional.has(network)) spec.widths.push(...ends.get(network) ?? []);
    if (spec.role === "decoder" && ends.get(network)?.[0] === PIXELS) spec.inputSymbol = "x"; // a whole VAE, for example
  }
  return Object.fromEntries(Object.entries(networks).toSorted(([, a], [, b]) => IN_ORDER.indexOf(a.role) - IN_ORDER.indexOf(b.role)));
}

/** Returns the parameters that the objective's optimisers have. */
export const parametersOf = ({ groups }: Pick<TracedObjective, "groups">): readonly Stored[] => groups.flatMap(({ parameters }) => parameters);

/** Returns the networks whose trainable parameters the objective moves: all of them, or none. */
export function minimisedBy(objective: TracedObjective, stored: readonly Stored[]): readonly string[] {
  const parameters = parametersOf(objective);
  const names = [...new Set(parameters.map((one) => placeOf(one).network))];
  const missing = stored.find((one) => one.trainable && names.includes(placeOf(one).network) && !parameters.includes(one));
  if (missing) throw refuseTraining("part", { of: placeOf(missing).network, value: missing.name });
  return names;
}
