/** Elements that a condition selects, where the others are not finite: values and gradients of PyTorch. */
import { beforeAll, expect, it } from "vitest";
import { useBackend } from "../../engine/testing";
import { outcomeOfProgram } from "./testing";

beforeAll(() => useBackend("wasm"));

const float = (shape: readonly number[], values: readonly (number | string)[]) => ({ shape, values, dtype: "float" as const });

it.each([
  ["torch.where(x > 0, x.log(), x * x)", [4], [1, 0.6931471824645996, 1.3862943649291992, 9], [1.6666666269302368, -0.25, -0.0416666679084301, -1]],
  ["x.log().masked_fill(x <= 0, 2.0)", [4], [2, 0.6931471824645996, 1.3862943649291992, 2], [0, -0.25, -0.0416666679084301, 0]],
  ["torch.where(x < 3, 1.0, (200 * x).exp())", [4], [1, 1, "inf", 1], [0, "nan", "-inf", 0]],
  ["torch.where(x[:, None] > 0, x.log()[:, None], torch.zeros(3))", [4, 3], [0, 0, 0, 0.6931471824645996, 0.6931471824645996, 0.6931471824645996, 1.3862943649291992, 1.3862943649291992, 1.3862943649291992, 0, 0, 0], [0, 0.75, 0.04166664928197861, 0]],
])("%s", async (expression, shape, values, gradient) => {
  expect(await outcomeOfProgram({
    program: `import torch\nresult = (${expression},)\n`, inputs: { x: { tensor: float([4], [-1, 2, 4, -3]), isTrained: true } }, parameters: {},
    outputs: [float(shape, values)], gradients: [float([4], gradient)],
  })).toEqual({ kind: "passed" });
});
