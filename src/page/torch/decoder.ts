/**
 * The decoder or generator of a run, for use elsewhere: weights under the names and in the order of PyTorch, and a program that
 * decodes with them. `npm run check -- decoder` executes it and compares its images with the page's.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { sizeOf } from "../../core/model/parameters";
import type { TorchModel } from "../../core/model/torch";
import { torchNetworks, type TorchParameter } from "./networks";
import { helpersOf, settingLines, torchImports } from "./program";
import { pointsOf } from "./programs";
import { mentions, snakeCase } from "./python";

type H = HyperparameterValues;

export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Decoder {
  /** Returns the file's tensors. `weights` reads the page's weights by name. */
  weights(weights: (name: string) => Numbers): readonly (readonly [name: string, numbers: Numbers])[];
  /** The program's text. Its argument is the file. */
  readonly program: string;
}

/** Converts to PyTorch's order: kernels have the outputs first, rows that hold images the channels. */
export function inTorchOrder({ name, image, scalar }: Pick<TorchParameter, "name" | "image" | "scalar">, { shape, data }: Numbers): Numbers {
  if (scalar) return { shape: [], data };
  const places = shape.map((size, axis) => {
    const stride = sizeOf(shape.slice(axis + 1));
    const [channels, pixels] = image && size === image[0] * image[1] ** 2 ? [image[0], image[1] ** 2] : [1, size];
    return Array.from({ length: size }, (_, i) => stride * ((i % pixels) * channels + Math.floor(i / pixels)));
  });
  const axes = !name.endsWith("/kernel") ? shape.map((_, axis) => axis) : shape.length === 2 ? [1, 0] : [3, 2, 0, 1];
  const order = axes.reduce<readonly number[]>((sources, axis) => sources.flatMap((source) => places[axis]!.map((place) => source + place)), [0]);
  return { shape: axes.map((axis) => shape[axis]!), data: Float32Array.from(order, (i) => data[i]!) };
}

/** Returns the blocks of lines, separated by empty ones, that define names which `text` mentions. */
function defining(lines: readonly string[], text: string): readonly string[] {
  const needed = lines.join("\n").split(/\n\n+/).reduceRight((kept, block) => {
    const names = [...block.matchAll(/^(?:def )?(\w+)(?:, \w+)*(?:\(| =)/gm)].map(([, name]) => name!);
    return names.some((name) => mentions(`${kept}\n${text}`, name)) ? `${block.trimEnd()}\n\n${kept}` : kept;
  }, "");
  return needed.split("\n").slice(0, -1);
}

/** An upright stroke, for models with a given image. */
const GIVEN = [
  "given = torch.zeros(100, 28, 28)", "given[:, 4:24, 13:15] = 1  # an upright stroke; images of yours, [n, 784] in [0, 1], go here", "given = given.view(100, 784)",
];

/** Returns the decoder; null if samples of this model are made without one. */
export function decoderOf(model: Model, torch: TorchModel, h: H): Decoder | null {
  const decode = torch.decode?.(h);
  if (decode === undefined) return null;
  const used = Object.entries(torch.networks(h)).filter(([network]) => mentions(decode, snakeCase(network)));
  const { lines, parameters } = torchNetworks(model, Object.fromEntries(used), h);
  const points = pointsOf(h["data"]);
  const inputs = ["z", "y", "given"].filter((input) => mentions(decode, input));
  const example = `decode(${inputs.map((input) => ({ z: `torch.randn(${points ? 10 : 100}, latent)`, y: "torch.arange(100) % 10", given: "given" })[input]).join(", ")})`;
  const functions = defining(torch.functions?.(h) ?? [], decode);
  const body = [
    ...helpersOf(lines), ...defining(torch.numbers?.() ?? [], [...lines, ...functions, decode].join("\n")), ...lines, ...functions,
    "# The file: eight bytes with the length of a JSON header, the header, the numbers as little-endian float32.",
    "# Where the package safetensors is installed: weights = safetensors.torch.load_file(sys.argv[1])",
    "if len(sys.argv) != 2:", `    sys.exit("This program needs the decoder's file: python3 ${model.id}-decode.py FILE.safetensors")`,
    "if not Path(sys.argv[1]).is_file():",
    '    sys.exit(f"There is no file {sys.argv[1]}. Give the decoder that the page has saved, a .safetensors file.")',
    "content = bytearray(Path(sys.argv[1]).read_bytes())",
    'start = 8 + int.from_bytes(content[:8], "little")',
    "weights = {}",
    "try:",
    "    for name, entry in json.loads(content[8:start]).items():",
    '        if name != "__metadata__":',
    '            begin, end = (start + offset for offset in entry["data_offsets"])',
    '            weights[name] = torch.frombuffer(content[begin:end], dtype=torch.float32).view(entry["shape"])',
    "except (ValueError, KeyError, TypeError, AttributeError, RuntimeError):",
    '    sys.exit(f"{sys.argv[1]} is no decoder that the page has saved.")', "",
    `networks = nn.ModuleDict({${used.map(([network]) => `"${snakeCase(network)}": ${snakeCase(network)}`).join(", ")}})`,
    "try:", "    networks.load_state_dict(weights)", "except RuntimeError as error:",
    '    sys.exit(f"{sys.argv[1]} holds the weights of another decoder than this program\'s: {error}")', "networks.eval()", "",
    "@torch.no_grad()", `def decode(${inputs.join(", ")}):`, `    return ${decode}`, "",
    ...(inputs.includes("given") ? GIVEN : []),
    ...(points ? [`print(${example})`] : [
      `pictures = ${example}  # [100, 784] in [0, 1]`, "rows = pictures.view(10, 10, 28, 28).transpose(1, 2).reshape(280, 280)",
      'Path("digits.pgm").write_bytes(b"P5 280 280 255\\n" + bytes((255 * rows).round().byte().flatten().tolist()))',
    ]), "",
  ].join("\n");
  return {
    program: [
      `# Decodes with what a run of ELBO Room has learned: ${model.source.text}, ${model.source.url}`,
      `# python3 ${model.id}-decode.py FILE.safetensors`,
      "import json", ...(body.includes("math.") ? ["import math"] : []), "import sys", "from pathlib import Path", "", ...torchImports(body), "",
      ...settingLines(model, h, body), "", body,
    ].join("\n"),
    weights: (weights) => parameters.map((parameter) => [parameter.python, inTorchOrder(parameter, weights(parameter.name))]),
  };
}
