/** A step that cannot be compiled is computed operation by operation, and the page says why. */
import { expect, launchedWith, mean, SWIFTSHADER_WEBGPU, test, valuesOf, type Room } from "./room";
import { refuseShader } from "./faults/strikes";

// Without SSE 4.1 Chromium has no WASM SIMD.
test.use(launchedWith("--js-flags=--no-enable-sse4-1", ...SWIFTSHADER_WEBGPU));
test.setTimeout(180_000);

const tiny = "model=vae&hidden=16&batch=16&lr=0.005&seed=3";

/** A module with a function that returns a vector of zeros. */
const VECTOR = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 22, 1, 20, 0, 253, 12, ...new Array<number>(16).fill(0), 11,
];

async function expectEager(room: Room, backend: string, reason: string, why: RegExp): Promise<void> {
  expect(await room.info()).toMatchObject({ backend, engineMode: "eager", engine: { reason }, notices: [] });
  await expect(room.status).toContainText(new RegExp(`${backend}, eager`, "i"));
  await room.status.getByRole("button").click();
  await expect(room.page.getByRole("dialog", { name: "Compute backend" })).toContainText(why);
}

test("steps are eager on WASM without SIMD", async ({ room }) => {
  const files: string[] = [];
  room.page.context().on("request", (request) => files.push(request.url()));
  await room.open(`${tiny}&backend=wasm`);
  const simd = await room.page.evaluate((bytes) => WebAssembly.validate(Uint8Array.from(bytes)), VECTOR);
  test.skip(simd, "this processor's SIMD cannot be switched off");
  expect(files.filter((url) => url.endsWith(".wasm"))).toEqual([expect.stringMatching(/tfjs-backend-wasm-(?!simd)/)]);
  await room.trainSteps(40);
  const total = valuesOf(await room.losses(), "total");
  expect(mean(total.slice(-5))).toBeLessThan(0.8 * mean(total.slice(0, 5)));
  await expectEager(room, "wasm", "no-simd", /lacks the instructions \(SIMD\)/);
});

test("steps are eager if WebGPU refuses a shader of the compiled step", { tag: "@exhaustive" }, async ({ room, context }) => {
  await refuseShader(context);
  await room.open(`${tiny}&backend=webgpu`);
  await room.trainSteps(2); // half a second each
  expect(valuesOf(await room.losses(), "total").filter(Number.isFinite)).toHaveLength(2);
  await expectEager(room, "webgpu", "compiler-failed", /The step compiler failed\. *A shader was refused: .+/);
});
