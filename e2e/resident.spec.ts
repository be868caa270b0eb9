/**
 * Training images stay on the GPU, and steps gather their batches from them. The steps are the same, to the bit, as on a device without
 * room for the images, on which the page says that it uploads them.
 */
import { expect, launchedWith, SWIFTSHADER_WEBGPU, test, type Losses, type Room } from "./room";
import { runFirstInWorker } from "./workerLines";

test.use(launchedWith(...SWIFTSHADER_WEBGPU));
test.setTimeout(180_000);

/** The memory of all training images: 60,000 × 784 bytes, and a table of 256 numbers. */
const IMAGE_BYTES = 60_000 * 784 + 1024;

/** A run that goes beyond the first shard of images. */
const [FRAGMENT, STEPS] = ["model=vae&hidden=16&batch=512&seed=3", 12] as const;

async function train(room: Room, fragment: string, steps: number): Promise<{ losses: Losses; imageBytes: number; gpuBytes: number }> {
  await room.open(`${fragment}&backend=webgpu`);
  await room.trainSteps(steps);
  const { backend, engine, memory } = await room.info();
  if (engine?.mode !== "compiled") throw new Error(`steps are ${JSON.stringify(engine)}`);
  expect(backend).toBe("webgpu");
  return { losses: await room.losses(), imageBytes: engine.imageBytes, gpuBytes: memory!.gpuBytes! };
}

async function expectSaid(room: Room, text: string): Promise<void> {
  await room.status.getByRole("button").click();
  await expect(room.page.getByRole("dialog", { name: "Compute backend" })).toContainText(text);
}

test("images stay on the GPU; without room for them steps are the same", { tag: "@exhaustive" }, async ({ room, anotherRoom, context }) => {
  const kept = await train(room, FRAGMENT, STEPS);
  expect(kept.imageBytes).toBe(IMAGE_BYTES);
  expect(kept.gpuBytes).toBeGreaterThan(IMAGE_BYTES);
  await expectSaid(room, "stay on the GPU: 47.0\u00a0MB");

  await runFirstInWorker(context, `Object.defineProperty(GPUSupportedLimits.prototype, "maxStorageBufferBindingSize", { get: () => 2 ** 25 });`);
  const small = await anotherRoom();
  const { losses, imageBytes } = await train(small, FRAGMENT, STEPS);
  expect(imageBytes).toBe(0);
  expect(losses).toEqual(kept.losses);
  await expectSaid(small, "uploaded for every step");
});

test("modified images and points are uploaded for each step", { tag: "@exhaustive" }, async ({ room }) => {
  for (const fragment of ["model=missing-vae&hidden=16&batch=16", "model=vae&data=ring&hidden=16&batch=16"]) {
    expect((await train(room, fragment, 2)).imageBytes).toBe(0);
  }
});
