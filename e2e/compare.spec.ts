/** Two compared runs: the second is the run of its own link, trains in step with the first, and both share the position z. */
import { expect, testOnOnePage as test } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";

test("a link opens two runs; the second is the run of its own link, at the same steps, and both share the position", async ({ room, page }) => {
  await room.open(`${tiny}&compare=beta:4`);
  await room.trainSteps(40);
  expect(await room.info()).toMatchObject({ step: 40, notices: [], comparison: { differs: "beta", value: 4, step: 40, phase: "paused" } });
  const [a, b] = [await room.losses(), await page.evaluate(() => window.elboRoom.losses("B"))];
  expect(b["reconstruction"]![0]).toEqual(a["reconstruction"]![0]); // the same start, images and noise
  expect(b["kl"]!.at(-1)![1]).toBeLessThan(a["kl"]!.at(-1)![1]);

  const ofB = page.getByRole("group", { name: "B: KL weight 4" });
  const decoded = ofB.getByRole("img", { name: "Decoded image" });
  const before = await room.picture(decoded);
  await page.getByRole("slider", { name: "z1" }).fill("2");
  await expect.poll(() => room.picture(decoded)).not.toBe(before);
  // The totals have different weights, so the page does not subtract them.
  const curve = page.getByRole("img", { name: /reconstruction.*, B minus A, at step 40/ });
  await expect(curve).toBeVisible();
  const shown = (await curve.getAttribute("aria-label"))!.replace(/^.*: /, "").replace("−", "-");
  expect(Number(shown)).toBeCloseTo(b["reconstruction"]!.at(-1)![1] - a["reconstruction"]!.at(-1)![1], 0); // of this step, not smoothed
  await expect(page.getByText("Defined differently in B: total.")).toBeVisible();
  const difference = page.getByRole("group", { name: "Difference of the two runs" });
  await difference.getByRole("combobox").selectOption("total");
  await expect(difference.getByText("A and B define this loss differently")).toBeVisible();
  await expect(difference.getByRole("img")).toHaveCount(0);

  // During training neither is far ahead, and a setting that is changed during the run changes in both after the same step.
  await room.train.click();
  await expect.poll(async () => (await room.info()).comparison!.step).toBeGreaterThan(45);
  const [legend, totalA, totalB] = await page.evaluate(async () => {
    const [shown] = document.querySelectorAll(".loss-chart__labels .loss-chart__entry");
    return [shown!.textContent, (await window.elboRoom.losses())["total"]!, (await window.elboRoom.losses("B"))["total"]!] as const;
  });
  const [one, other] = /([\d.]+), ([\d.]+)$/.exec(legend)!.slice(1).map(Number) as [number, number];
  expect(totalB.some(([, value], i) => Math.abs(totalA[i]![1] - one) < 0.06 && Math.abs(value - other) < 0.06), legend).toBe(true); // both are of one step
  await page.getByRole("slider", { name: "learning rate" }).fill("3");
  await page.evaluate(() => window.elboRoom.pause());
  const { step, changes, comparison, fragment } = await room.info();
  expect(comparison!.step).toBe(step);
  const second = await page.evaluate(() => window.elboRoom.losses("B"));
  await room.openByHandle(fragment.replace("&compare=beta:4", "&beta=4"));
  await room.trainSteps(step);
  expect((await room.losses())["total"]).toEqual(second["total"]);
  expect(changes[0]!.step).toBeGreaterThan(40);
});

test("the comparison is started and ended beside the settings, by keyboard; the address contains it", async ({ room, page }) => {
  await room.open(`${tiny}&backend=wasm`);
  await page.getByRole("button", { name: "Compare two runs…" }).press("Enter");
  const box = page.getByRole("region", { name: "Two runs" });
  await expect(box.getByRole("combobox", { name: "Difference" })).toHaveValue("beta");
  await box.getByRole("textbox", { name: "B: KL weight: type a value" }).fill("10");
  await box.getByRole("textbox").press("Enter");
  const hints = await page.evaluateHandle(() => {
    const seen = new Set<string>();
    const look = () => {
      if (document.querySelector('[aria-label="B: KL weight 10"]')) seen.add(document.querySelector(".hint")!.textContent);
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  await box.getByRole("button", { name: "Begin both" }).press("Enter");
  await expect(page.getByRole("group", { name: "B: KL weight 10" }).first()).toBeVisible();
  await expect.poll(async () => (await room.info()).comparison?.step).toBeGreaterThan(0); // both train
  const shown = await hints.evaluate((seen) => [...seen]);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.join("\n"), "both are being started").not.toContain("Press Train");
  await expect.poll(() => page.url()).toContain("compare=beta:10");
  await box.getByRole("combobox").selectOption("Model");
  await expect(page.getByRole("group", { name: "B: Autoencoder" }).first()).toBeVisible();
  await box.getByRole("button", { name: "End" }).click();
  await expect(page.getByRole("group", { name: /^B: / })).toHaveCount(0);
  await expect.poll(() => page.url()).not.toContain("compare");
});
