/** Training steps are compiled on WASM, the page says so, and the same link gives the same run. */
import { expect, testOnOnePage as test, valuesOf } from "./room";

const tiny = "model=vae&backend=wasm&hidden=32&batch=32&latent=4&seed=3";

test("steps are compiled, and the page says how long this took", async ({ room, page }) => {
  await room.open(tiny);
  await expect(room.status).toContainText("WASM, compiled");
  await expect(room.status).toContainText(/memory \d+\.\d\sMB/);
  const { engineMode, engine } = await room.info();
  expect(engineMode).toBe("compiled");
  expect(engine).toMatchObject({ mode: "compiled", compileMs: expect.any(Number) });

  await room.status.getByRole("button").click();
  const dialog = page.getByRole("dialog", { name: "Compute backend" });
  await expect(dialog).toContainText("Steps are compiled: one step was recorded");
  await expect(dialog).toContainText(/\d+ loops and products, compiled in \d/);
  await expect(dialog).toContainText(/WASM holds \d+\.\d\sMB: \d+ pages/);
  // The page is not isolated, as service workers are blocked here.
  await expect(dialog.getByRole("combobox", { name: "Threads" })).toBeDisabled();
  await expect(dialog).toContainText("This browser gives the page no memory that threads can share");
});

test("a link that asks for half precision keeps its wish, and its run has full precision and says so", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.openByHandle(`${tiny}&operands=f16`);
  await room.trainSteps(5);
  expect(await room.info()).toMatchObject({ operands: "f16", engine: { mode: "compiled", operands: "f32" }, fragment: expect.stringContaining("operands=f16") });
  const losses = await room.losses();
  await room.status.getByRole("button").click();
  await expect(page.getByRole("dialog", { name: "Compute backend" })).toContainText("This run has full precision.");
  await page.keyboard.press("Escape");
  await room.openByHandle(tiny);
  await room.trainSteps(5);
  expect(await room.losses()).toEqual(losses);
});

test("a link can ask for eager steps; they agree with the compiled ones", async ({ room, page }) => {
  await room.open(`${tiny}&engine=eager`);
  await expect(room.status).toContainText("WASM, eager");
  await room.trainSteps(5);
  const eager = valuesOf(await room.losses(), "total");
  expect((await room.info()).fragment).toContain("engine=eager");
  await room.status.getByRole("button").click();
  await expect(page.getByRole("dialog", { name: "Compute backend" })).toContainText("The link asks for eager steps.");
  await page.keyboard.press("Escape");

  // If training is requested at once, the page compiles first, so the first compiled step does not depend on time.
  await room.openByHandle(tiny);
  await room.trainSteps(5);
  expect((await room.info()).engineMode).toBe("compiled");
  const compiled = valuesOf(await room.losses(), "total");
  compiled.forEach((value, i) => expect(value / eager[i]!).toBeCloseTo(1, 5));
  await room.reset();
  await room.trainSteps(5);
  expect(valuesOf(await room.losses(), "total")).toEqual(compiled);
});
