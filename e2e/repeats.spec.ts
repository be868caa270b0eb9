/** Same seed, same configuration, same backend: the same losses, bit for bit. */
import { expect, test, type Losses, type Room } from "./room";

async function lossesAfter(room: Room, fragment: string, pieces: readonly number[]): Promise<Losses> {
  await room.open(fragment);
  for (const steps of pieces) await room.trainSteps(steps);
  return room.losses();
}

for (const model of ["vae", "cgan"]) {
  const tiny = `model=${model}&backend=wasm&hidden=32&batch=32&latent=4`;

  test(`${model}: two visits give the same losses, another seed gives others`, async ({ room, anotherRoom }) => {
    const first = await lossesAfter(room, `${tiny}&seed=7`, [40]);
    const second = await lossesAfter(await anotherRoom(), `${tiny}&seed=7`, [40]);
    expect(Object.values(first)[0]).toHaveLength(40);
    expect(second).toEqual(first);
    const other = await lossesAfter(await anotherRoom(), `${tiny}&seed=8`, [40]);
    expect(other).not.toEqual(first);
  });

  test(`${model}: a pause, a picture or a reset changes nothing`, async ({ room, anotherRoom }) => {
    const inOne = await lossesAfter(room, `${tiny}&seed=7`, [40]);
    const interrupted = await anotherRoom();
    await interrupted.open(`${tiny}&seed=7`);
    await interrupted.trainSteps(15);
    await interrupted.reset();
    await interrupted.trainSteps(13);
    await interrupted.decode([{ z: [1, 0, -1, 0], k: 2 }]);
    await interrupted.trainSteps(27);
    expect(await interrupted.losses()).toEqual(inOne);
  });
}
