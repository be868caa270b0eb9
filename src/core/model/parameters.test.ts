import { expect, test } from "vitest";
import type { Layer, NetworkSpec, ParameterSpec } from "./network";
import { parametersOf, sizeOf } from "./parameters";

const weights: ParameterSpec = { shape: [3, 2], init: { kind: "fanIn", fanIn: 3 }, trainable: true };
const bias: ParameterSpec = { shape: [2], init: { kind: "zeros" }, trainable: true };
const layer = (parameters: Layer["parameters"]): Layer => ({ parameters, apply: (_tf, _parameters, x) => x });
const network = (layers: NetworkSpec["layers"]): NetworkSpec => ({ role: "encoder", widths: [3, 2], layers });

test("parameters are named by network, layer and their own name, in the order in which networks list them", () => {
  const networks = {
    encoder: network({ hidden: layer({ w: weights, b: bias }), out: layer({ b: bias }) }),
    decoder: network({ hidden: layer({ w: weights }), plain: layer({}) }),
  };
  expect(parametersOf(networks)).toEqual([
    { name: "encoder/hidden/w", network: "encoder", ...weights },
    { name: "encoder/hidden/b", network: "encoder", ...bias },
    { name: "encoder/out/b", network: "encoder", ...bias },
    { name: "decoder/hidden/w", network: "decoder", ...weights },
  ]);
});

test("a shape holds the product of its sizes, and a scalar one number", () => {
  expect([[2, 3, 4], [5], []].map(sizeOf)).toEqual([24, 5, 1]);
});
