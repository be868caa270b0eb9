/** Networks as PyTorch modules, from the layers of the definition and the wiring in the model's `torch.ts`. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import type { Initialiser, ParameterSpec } from "../../core/model/network";
import type { TorchModule, TorchNetwork, TorchRows } from "../../core/model/torch";
import { className, float, inTermsOfSettings, snakeCase } from "./python";

/** The position of a parameter of the page in the program. */
export interface TorchParameter {
  /** "encoder/hidden/kernel". */
  readonly name: string;
  /** "encoder.hidden.0.weight". */
  readonly python: string;
  /** For a layer that takes or gives images as rows: their channels and side. */
  readonly image?: readonly [channels: number, side: number];
  /** True for one number without dimensions. */
  readonly scalar?: true;
  /** The code of its initial values, which calls functions of `continue.py`: "uniform(hidden**-0.5)". */
  begins(): string;
}

export interface TorchNetworks {
  readonly lines: readonly string[];
  readonly parameters: readonly TorchParameter[];
}

/** PyTorch's attributes for a layer's parameters; "" if the layer itself is one. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  kernel: ".weight", bias: ".bias", scale: ".weight", shift: ".bias", runningMean: ".running_mean", runningVariance: ".running_var",
  entries: ".entries", counts: ".counts", sums: ".sums",
};

function attributeOf(parameter: string, { module, within }: TorchModule): string {
  if (within === "nn.Parameter") return "";
  if (module === "nn.Embedding") return ".weight";
  if (within === "spectral_norm" && parameter === "kernel") return ".weight_orig";
  if (within === "spectral_norm" && parameter === "u") return ".weight_u";
  const attribute = ATTRIBUTES[parameter];
  if (attribute === undefined) throw new Error(`PyTorch's name of a ${module}'s ${parameter} is not known`);
  return attribute;
}

/** Returns the function that initialises a layer, if it is not PyTorch's default. */
function initialisationOf({ module }: TorchModule, parameters: Readonly<Record<string, ParameterSpec>>): string | null {
  const kernel = parameters["kernel"]?.init ?? parameters["table"]?.init;
  if (kernel?.kind === "glorot") return "glorot";
  return module === "nn.Embedding" && kernel?.kind === "fanIn" ? "small" : null;
}

/** Writes an initialiser; `written` returns its numbers as Python. */
function initialiserOf(init: Initialiser, written: (key: "fanIn" | "fanOut") => string): string {
  switch (init.kind) {
    case "zeros": return "constant(0.0)";
    case "ones": return "constant(1.0)";
    case "constant": return `constant(${float(init.value)})`;
    case "normal": return "normal";
    case "fanIn": return `uniform(${written("fanIn")}**-0.5)`;
    case "glorot": return `uniform((6 / (${written("fanIn")} + ${written("fanOut")}))**0.5)`;
    default: return init satisfies never;
  }
}

/** Functions and modules that PyTorch lacks, by the name that networks call. */
export const HELPERS: Readonly<Record<string, readonly string[]>> = {
  glorot: ["def glorot(layer):", "    nn.init.xavier_uniform_(layer.weight)", "    return layer"],
  MaskedLinear: [
    "class MaskedLinear(nn.Linear):", "    def __init__(self, inputs, outputs, mask):  # mask: [outputs, inputs]",
    "        super().__init__(inputs, outputs)", '        self.register_buffer("mask", mask)', "",
    "    def forward(self, x):", "        return F.linear(x, self.mask * self.weight, self.bias)",
  ],
  Codebook: [
    "class Codebook(nn.Module):", "    def __init__(self, size, width):", "        super().__init__()",
    '        self.register_buffer("entries", torch.randn(size, width))',
    '        self.register_buffer("counts", torch.zeros(size, 1))  # running averages: how many vectors chose each entry',
    '        self.register_buffer("sums", torch.zeros(size, width))  # and their sum', "",
    "    @torch.no_grad()", "    def forward(self, vectors):  # which entry is nearest to each",
    "        return torch.cdist(vectors, self.entries).argmin(1)", "",
    "    @torch.no_grad()", "    def follow(self, vectors, chosen):  # van den Oord et al. 2017, app. A.1",
    "        picked = F.one_hot(chosen, len(self.entries)).to(vectors.dtype)",
    "        self.counts.lerp_(picked.sum(0)[:, None], 0.01)", "        self.sums.lerp_(picked.T @ vectors, 0.01)",
    "        self.entries += (self.sums - self.counts * self.entries) / (self.counts + 1e-3)",
  ],
};

/** Memoises: each size of each layer is computed with the same settings, and some layers are slow to make. */
function memoised<T>(make: (h: HyperparameterValues) => T): typeof make {
  const made = new Map<string, T>();
  return (h) => {
    const key = JSON.stringify(h);
    const found = made.get(key) ?? make(h);
    made.set(key, found);
    return found;
  };
}

/** Returns the modules of `model` with these settings. */
export function torchNetworks(model: Model, networks: Readonly<Record<string, TorchNetwork>>, h: HyperparameterValues): TorchNetworks {
  const specsAt = memoised((settings: HyperparameterValues) => model.networks(settings));
  const specs = specsAt(h);
  const lines: string[] = [];
  const parameters: TorchParameter[] = [];
  for (const [network, { parts, forward, images, arguments: written }] of Object.entries(networks)) {
    const { layers } = specs[network]!;
    const variable = snakeCase(network);

    /** Writes a layer with the modules before and after it in a chain. */
    const modulesOf = (layer: string, ofImages: boolean): string[] => {
      const torch = layers[layer]!.torch;
      if (!torch) throw new Error(`${network}/${layer} has no module in PyTorch`);
      const sizes = written?.[layer] ?? torch.sizes.map((_, i) => inTermsOfSettings((other) => specsAt(other)[network]!.layers[layer]!.torch!.sizes[i]!, h, model.hyperparameters));
      const name = torch.module === "nn.BatchNorm" ? `nn.BatchNorm${ofImages ? "2d" : "1d"}` : torch.module;
      let module = `${name}(${[...sizes, ...(torch.options ? [torch.options] : [])].join(", ")})`;
      const start = initialisationOf(torch, layers[layer]!.parameters);
      if (start === "glorot") module = `glorot(${module})`;
      if (torch.within) module = `${torch.within}(${module})`;
      return [...(torch.before ? [torch.before] : []), module, ...(torch.after ? [torch.after] : [])];
    };
    const note = (layer: string, path: string) => {
      const image = images?.[layer];
      for (const [parameter, { init }] of Object.entries(layers[layer]!.parameters)) {
        const written = (key: "fanIn" | "fanOut") => {
          const initAt = (other: HyperparameterValues) => specsAt(other)[network]!.layers[layer]!.parameters[parameter]!.init;
          const text = inTermsOfSettings((other) => (initAt(other) as Readonly<Record<typeof key, number>>)[key], h, model.hyperparameters);
          return text.includes(" ") ? `(${text})` : text;
        };
        parameters.push({
          name: `${network}/${layer}/${parameter}`, python: `${path}${attributeOf(parameter, layers[layer]!.torch!)}`, ...(image && { image }),
          begins: () => initialiserOf(init, written),
          ...(layers[layer]!.torch!.module === "torch.tensor" && { scalar: true }),
        });
      }
    };
    /** Writes a chain of modules, or a single one. */
    const chain = (rows: TorchRows, path: string): readonly string[] => {
      const [only] = rows.flat();
      if (rows.flat().length === 1 && only! in layers && modulesOf(only!, false).length === 1) {
        note(only!, path);
        return modulesOf(only!, false);
      }
      let place = 0;
      let ofImages = false;
      const written = rows.map((row) => row.flatMap((entry) => {
        if (entry.startsWith("nn.Unflatten")) ofImages = true;
        if (entry.startsWith("nn.Flatten")) ofImages = false;
        const modules = entry in layers ? modulesOf(entry, ofImages) : [entry];
        if (entry in layers) note(entry, `${path}.${place + (layers[entry]!.torch!.before ? 1 : 0)}`);
        place += modules.length;
        return modules;
      }));
      if (written.length === 1) return [`nn.Sequential(${written[0]!.join(", ")})`];
      return ["nn.Sequential(", ...written.map((row) => `    ${row.join(", ")},`), ")"];
    };
    const assign = (target: string, [first, ...others]: readonly string[]) => [`${target} = ${first}`, ...others];

    if (!forward) {
      lines.push(...assign(variable, chain(Object.values(parts)[0]!, variable)), "");
    } else {
      const made = Object.entries(parts).flatMap(([part, rows]) => assign(`self.${part}`, chain(rows, `${variable}.${part}`)));
      lines.push(
        `class ${className(network)}(nn.Module):`,
        "    def __init__(self):", "        super().__init__()", ...made.map((line) => `        ${line}`), "",
        `    def forward(self, ${forward.takes}):`, ...forward.lines.map((line) => `        ${line}`), "",
        `${variable} = ${className(network)}()`, "",
      );
    }
    for (const [layer, { parameters: all, torch }] of Object.entries(layers)) {
      const init = all["table"]?.init;
      if (torch?.module !== "nn.Embedding" || init?.kind !== "fanIn") continue;
      const { python } = parameters.find(({ name }) => name === `${network}/${layer}/table`)!;
      lines.splice(-1, 0, `nn.init.uniform_(${python}, -${init.fanIn}**-0.5, ${init.fanIn}**-0.5)`);
    }
  }
  return { lines, parameters };
}
