/** Rewinding a run by the handle on the chart's axis, during training, and forking it there. */
import { expect, testOnOnePage as test } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm&z=0.3,-1";

test("the handle shows pictures and numbers of an earlier step, and of the current one again", async ({ room, page }) => {
  await room.open(tiny);
  await room.trainSteps(20);
  await expect.poll(async () => (await room.info()).keyframes).toContain(20);
  const [then] = await room.decode([{ z: [0.3, -1] }]);
  await room.trainSteps(100);
  const handle = page.getByRole("slider", { name: "Displayed step" });
  await expect(handle).toHaveAttribute("aria-valuetext", "step 120, now");
  const total = page.getByRole("region", { name: "Equation" }).locator(".equation__digits").first();
  const losses = (await room.losses())["total"]!;
  await expect(total).toHaveText(losses[119]![1].toFixed(1));

  await page.evaluate(() => window.elboRoom.rewind(20));
  await expect(handle).toHaveValue("20");
  await expect(handle).toHaveAttribute("aria-valuetext", "step 20 of 120");
  await expect(total).toHaveText(losses[19]![1].toFixed(1));
  const [again] = await room.decode([{ z: [0.3, -1] }]);
  again!.forEach((pixel, i) => expect(Math.abs(pixel - then![i]!)).toBeLessThan(4e-3));

  // Arrow keys move by one step, page keys to the next stored step, also during training.
  await room.trainSteps(20);
  expect((await room.info()).step).toBe(140);
  const rewound = () => room.info().then((info) => info.rewound);
  for (const [key, step] of [["ArrowRight", 21], ["ArrowRight", 22], ["ArrowLeft", 21]] as const) {
    await handle.press(key);
    await expect(handle).toHaveValue(String(step));
    await expect.poll(rewound).toBe(step);
  }
  await expect(total).toHaveText(losses[20]![1].toFixed(1));
  const pill = (await page.getByText("State at step 21").locator("..").boundingBox())!;
  for (const label of await page.locator(".loss-chart__labels").all()) {
    const { y, height } = (await label.boundingBox())!;
    expect(y + height <= pill.y || y >= pill.y + pill.height, "the pill lies over no label").toBe(true);
  }
  await handle.press("PageDown");
  expect(await rewound()).toBe((await room.info()).keyframes.findLast((step) => step < 21));
  await handle.press("Home");
  await expect(handle).toHaveValue("0");

  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(handle).toHaveAttribute("aria-valuetext", "step 140, now");
  expect((await room.info()).rewound).toBeNull();
});

test("a step that is not stored is recomputed when the handle is released there, and the page says so meanwhile", async ({ room, page }) => {
  await room.open(tiny);
  await room.trainSteps(300);
  const handle = page.getByRole("slider", { name: "Displayed step" });
  const seen = await handle.evaluateHandle((slider) => {
    const found = { asked: [] as number[], said: new Set<string>() };
    addEventListener("input", () => found.asked.push((slider as HTMLInputElement).valueAsNumber), true);
    new MutationObserver(() => document.querySelectorAll("[role=status]").forEach(({ textContent }) => found.said.add(textContent)))
      .observe(document.body, { childList: true, subtree: true, characterData: true });
    return found;
  });
  const box = (await handle.boundingBox())!;
  const moveTo = (share: number) => page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
  await moveTo(0.9);
  await page.mouse.down();
  await moveTo(0.5);
  await moveTo(0.38);
  const dragged = (await room.info()).rewound!;
  const asked = await seen.evaluate((found) => found.asked.at(-1)!);
  expect((await room.info()).keyframes).not.toContain(asked);
  expect((await room.info()).keyframes).toContain(dragged);
  await page.mouse.up();
  await expect.poll(async () => (await room.info()).rewound).toBe(asked);
  await expect(handle).toHaveValue(String(asked));
  expect(await seen.evaluate((found) => [...found.said])).toContain(`Recomputing step ${asked}: 0\u00a0%`);
  await expect(page.getByText(`State at step ${asked}`)).toBeVisible();

  // A fork begins exactly there.
  const losses = (await room.losses())["total"]!;
  await page.getByRole("button", { name: "Fork here" }).click();
  await expect(page.getByText(`This fork begins at step ${asked}.`)).toBeVisible();
  await room.trainSteps(5);
  expect((await room.losses())["total"]).toEqual(losses.slice(0, asked + 5));
});

test("the film plays from the first step up to now", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open(tiny);
  await room.trainSteps(40);
  // A film of few pictures is over within a second, which a busy machine may take to look once.
  await page.evaluate(() => {
    const seen: string[] = [];
    const isShown = (name: string) => [...document.querySelectorAll("button")].some((button) => (button.ariaLabel ?? button.textContent).trim() === name && button.checkVisibility({ visibilityProperty: true }));
    new MutationObserver(() => {
      const step = document.querySelector("[aria-label='Displayed step']")?.getAttribute("aria-valuetext") ?? "";
      const now = [step, ...["Stop", "Back to now"].filter(isShown)].join(" | ");
      if (now !== seen.at(-1)) seen.push(now);
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { seen });
  });
  const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen); // as set above
  await page.getByRole("button", { name: "Replay" }).click();
  const film = async () => (await seen()).filter((one) => one.includes("Stop"));
  await expect.poll(async () => (await film()).length).toBeGreaterThan(0);
  await expect.poll(async () => (await seen()).at(-1)).toBe("step 40, now");
  const steps = (await film()).map((one) => Number.parseInt(one.slice("step ".length), 10));
  expect((await film())[0]).toMatch(/^step [12]?\d of 40 \| Stop \| Back to now$/);
  expect(steps).toEqual(steps.toSorted((one, other) => one - other));
  await expect(page.getByRole("button", { name: "Back to now" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Replay" })).toBeVisible();
});

test("after a restart nothing of the former run is shown", async ({ room }) => {
  await room.open(tiny);
  await room.trainSteps(30);
  await room.page.evaluate(() => window.elboRoom.rewind(0));
  expect((await room.info()).rewound).toBe(0);
  await room.reset();
  await expect.poll(async () => (await room.info()).keyframes).toEqual([0]);
  expect((await room.info()).rewound).toBeNull();
});

test("a fork starts from the run's state at the shown step, and repeats its losses until a setting is changed", async ({ room, page }) => {
  await room.open(tiny);
  await room.trainSteps(120);
  await page.evaluate(() => window.elboRoom.rewind(60));
  const at = (await room.info()).rewound!;
  const beta = page.getByRole("slider", { name: "KL weight" });
  await expect(beta).toBeDisabled();
  await expect(page.getByRole("group", { name: `values at step ${at}` })).toBeVisible();
  const losses = (await room.losses())["total"]!;

  await page.getByRole("button", { name: "Fork here" }).click();
  await expect(page.getByText(`This fork begins at step ${at}.`)).toBeVisible();
  expect(await room.info()).toMatchObject({ phase: "paused", step: at, rewound: null, forkedFrom: at });
  await room.trainSteps(20);
  expect((await room.losses())["total"]).toEqual(losses.slice(0, at + 20));
  await expect.poll(async () => (await room.info()).keyframes[0]).toBe(0);

  await page.evaluate((step) => window.elboRoom.fork(step), at);
  await expect(beta).toBeEnabled();
  await beta.press("End");
  expect((await room.info()).fragment).toContain(`then=${at}:beta=40`);
  await room.trainSteps(20);
  expect((await room.losses())["total"]!.at(-1)).not.toEqual(losses[at + 19]);
});

test("a link's step is shown once the run has passed it, and the address names the shown step", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.visit(`${tiny}&at=33&stop=60&autostart=1`);
  await expect.poll(async () => (await room.info()).rewound).toBe(33);
  await expect.poll(async () => (await room.info()).phase).toBe("finished");
  await expect.poll(async () => (await room.info()).keyframes).toContain(33);
  await page.evaluate(() => window.elboRoom.rewind(0));
  await expect.poll(() => page.url()).toContain("at=0");
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect.poll(() => page.url()).not.toContain("at=");
});
