/** Same seed, same configuration, same backend: the same losses, bit for bit. */
import { expect, testOnOnePage as test } from "./room";

/** A GAN has batch norm and two optimisers. Other tests that compare runs show the same for a VAE (link.spec.ts, isolation.spec.ts). */
const tiny = "model=cgan&backend=wasm&hidden=32&batch=32&latent=4";

test("two runs give the same losses despite a pause, a picture or a reset; another seed gives others", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`${tiny}&seed=7`);
  await room.trainSteps(15);
  const inOne = await room.losses();
  expect(Object.values(inOne)[0]).toHaveLength(15);

  await room.open(`${tiny}&seed=7`);
  await room.trainSteps(5);
  await room.reset();
  await room.trainSteps(6);
  await room.decode([{ z: [1, 0, -1, 0], k: 2 }]);
  await room.trainSteps(9);
  expect(await room.losses()).toEqual(inOne);

  await room.open(`${tiny}&seed=8`);
  await room.trainSteps(15);
  expect(await room.losses()).not.toEqual(inOne);
});
