import { expect, it } from "vitest";
import { checkedRequest, type CompletionRequest } from "./completion";

const request: CompletionRequest = { pixels: new Float32Array(784).fill(0.5), visible: new Uint8Array(784).fill(1, 0, 1), class: 9, samples: 64, draw: 2 ** 32 - 1 };

it("a request within its limits stays as it is, with pixels from 0 to 1", () => {
  expect(checkedRequest(request)).toEqual(request);
  expect(checkedRequest({ ...request, class: 0, samples: 1, draw: 0 })).toMatchObject({ class: 0, samples: 1, draw: 0 });
  expect([...checkedRequest({ ...request, pixels: request.pixels.with(0, -3).with(1, 7) }).pixels.subarray(0, 3)]).toEqual([0, 1, 0.5]);
});

it.each<[Partial<CompletionRequest>, string]>([
  [{ pixels: new Float32Array(783) }, "bad-setting"], [{ pixels: new Float32Array(784).fill(NaN) }, "bad-setting"],
  [{ visible: new Uint8Array(785).fill(1) }, "bad-setting"], [{ visible: new Uint8Array(784) }, "nothing-visible"],
  [{ class: -1 }, "bad-setting"], [{ class: 10 }, "bad-setting"], [{ class: 1.5 }, "bad-setting"],
  [{ samples: 0 }, "bad-setting"], [{ samples: 65 }, "bad-setting"], [{ draw: -1 }, "bad-setting"], [{ draw: 2 ** 32 }, "bad-setting"],
])("one that is not is refused: %o, %s", (change, code) => {
  expect(() => checkedRequest({ ...request, ...change })).toThrow(expect.objectContaining({ code }));
});
