/** Training works on WebGL and WebGPU, here through SwiftShader, a GPU in software: slow, so the network is tiny. zoo.spec.ts tests all models. */
import {
  expect, expectFlatMemory, launchedWith, mean, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test, valuesOf,
} from "./room";

test.use(launchedWith(...SWIFTSHADER_WEBGL, ...SWIFTSHADER_WEBGPU));
test.setTimeout(180_000);

for (const backend of ["webgl", "webgpu"]) {
  test(`a VAE trains on ${backend}, and the number of tensors does not grow`, { tag: "@exhaustive" }, async ({ room }) => {
    await room.open(`model=vae&latent=2&hidden=16&batch=16&lr=0.005&backend=${backend}`);
    expect((await room.info()).backend).toBe(backend);
    await room.trainSteps(40);
    expect((await room.info()).backend).toBe(backend);
    const losses = await room.losses();
    for (const id of Object.keys(losses)) {
      expect(valuesOf(losses, id)).toHaveLength(40);
      expect(valuesOf(losses, id).every(Number.isFinite)).toBe(true);
    }
    const total = valuesOf(losses, "total");
    expect(mean(total.slice(-5))).toBeLessThan(0.8 * mean(total.slice(0, 5)));
    const [image] = await room.decode([{ z: [0.5, -0.5], k: 3 }]);
    expect(image).toHaveLength(784);
    expect(image!.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
    await expectFlatMemory(room);
    const { gpuBytes } = (await room.info()).memory!;
    await expect(room.status).toContainText(`memory ${(gpuBytes! / 1e6).toFixed(1)}`);
    expect((await room.info()).backend).toBe(backend);
  });
}
