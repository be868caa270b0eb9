/** Training works in plain JavaScript and agrees with WASM. */
import { expect, expectFlatMemory, testOnOnePage as test, valuesOf } from "./room";

test("a VAE trains on cpu, with the losses of WASM within rounding", async ({ room }) => {
  const fragment = "model=vae&latent=2&hidden=16&batch=16&seed=5";
  const totals: number[][] = [];
  for (const backend of ["cpu", "wasm"]) {
    await room.open(`${fragment}&backend=${backend}`);
    await room.trainSteps(15);
    expect((await room.info()).backend).toBe(backend);
    totals.push(valuesOf(await room.losses(), "total"));
  }
  const [cpu, wasm] = totals;
  expect(cpu).toHaveLength(15);
  expect(cpu![14]).toBeLessThan(cpu![0]!);
  cpu!.forEach((value, i) => expect(value / wasm![i]!).toBeCloseTo(1, 3));
});

test("the number of tensors does not grow on cpu", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("model=vae&latent=2&hidden=16&batch=16&backend=cpu");
  await expectFlatMemory(room);
  expect((await room.info()).backend).toBe("cpu");
});
