/** Same seed, same configuration, same backend: the same losses, bit for bit. */
import { expect, test } from "./room";

/** A GAN has batch norm and two optimisers; that a VAE repeats is seen wherever runs are compared (link.spec.ts, isolation.spec.ts). */
const tiny = "model=cgan&backend=wasm&hidden=32&batch=32&latent=4";

test("two visits give the same losses, whatever a pause, a picture or a reset; another seed gives others", async ({ room, anotherRoom }) => {
  await room.open(`${tiny}&seed=7`);
  await room.trainSteps(40);
  const inOne = await room.losses();
  expect(Object.values(inOne)[0]).toHaveLength(40);

  const interrupted = await anotherRoom();
  await interrupted.open(`${tiny}&seed=7`);
  await interrupted.trainSteps(15);
  await interrupted.reset();
  await interrupted.trainSteps(13);
  await interrupted.decode([{ z: [1, 0, -1, 0], k: 2 }]);
  await interrupted.trainSteps(27);
  expect(await interrupted.losses()).toEqual(inOne);

  await interrupted.openByHandle(`${tiny}&seed=8`);
  await interrupted.trainSteps(40);
  expect(await interrupted.losses()).not.toEqual(inOne);
});
