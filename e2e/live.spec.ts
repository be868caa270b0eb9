/** Live settings take effect during training, from the next step on; the others restart the run. */
import { expect, testOnOnePage as test, type Room } from "./room";

const stepOf = async (room: Room) => (await room.info()).step;
const moreSteps = async (room: Room) => {
  const step = await stepOf(room);
  await expect.poll(() => stepOf(room), { intervals: [50] }).toBeGreaterThan(step + 5);
};

test("β and the learning rate follow their sliders during training", async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.train.click();
  await moreSteps(room);
  const before = await stepOf(room);
  for (const [name, id] of [["KL weight", "beta"], ["learning rate", "lr"]] as const) {
    const value = (await room.info()).hyperparameters[id];
    const slider = room.page.getByRole("slider", { name });
    await slider.focus();
    for (let i = 0; i < 3; i++) await slider.press("ArrowRight");
    await expect.poll(async () => (await room.info()).hyperparameters[id]).not.toBe(value);
    await moreSteps(room);
  }
  expect(await stepOf(room)).toBeGreaterThan(before);
  await room.pause.click();
  await expect(room.train).toBeVisible();

  const { hyperparameters, step } = await room.info();
  expect(Number(hyperparameters["beta"])).toBeGreaterThan(1);
  const losses = await room.losses();
  const [total, reconstruction, kl] = ["total", "reconstruction", "kl"].map((id) => losses[id]!.map(([, value]) => value));
  expect(total).toHaveLength(step); // one run, from its first step
  const weight = (i: number) => (total![i]! - reconstruction![i]!) / kl![i]!;
  expect(weight(0)).toBeCloseTo(1, 0);
  expect(weight(step - 1) / Number(hyperparameters["beta"])).toBeCloseTo(1, 1);
});

test("another latent size restarts the run, which trains on", async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.train.click();
  await moreSteps(room);
  const slider = room.page.getByRole("slider", { name: "latent size" });
  await slider.focus();
  await slider.press("ArrowRight");
  await expect(room.latentSpace.getByRole("slider", { name: "z3", exact: true })).toHaveCount(1);
  await expect.poll(async () => Number((await room.info()).hyperparameters["latent"])).toBe(3);
  await moreSteps(room);
  await expect(room.pause).toBeVisible();
  const losses = await room.losses();
  expect(losses["total"]![0]![0]).toBe(1);
});

test("the step axis moves in the frame that draws the curves, not in another one that the browser would have to paint", async ({ room, page }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.trainSteps(5);
  const moved = page.getByRole("slider", { name: "Displayed step" }).evaluate((handle) => new Promise<string[]>((resolve) => {
    const seen: string[] = [];
    let inFrame = false;
    const { port1: painted, port2: afterwards } = new MessageChannel();
    painted.onmessage = () => { inFrame = false; };
    const frame = () => {
      inFrame = true;
      afterwards.postMessage(null); // a task after the painting
      requestAnimationFrame(frame);
    };
    frame();
    new MutationObserver(() => {
      seen.push(inFrame ? "with the curves" : "alone");
      if (seen.length === 10) resolve(seen);
    }).observe(handle, { attributeFilter: ["max"] });
  }));
  await room.train.click();
  expect(new Set(await moved)).toEqual(new Set(["with the curves"]));
});
