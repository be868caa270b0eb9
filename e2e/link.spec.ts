/** A copied link opens the same experiment. */
import type { Locator } from "@playwright/test";
import { expect, testOnOnePage as test } from "./room";

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("Copy link restores the experiment, which trains to the same losses", async ({ room, anotherRoom }) => {
  await room.open("preset=first-vae&seed=11&hidden=32&batch=32&beta=2.5&backend=wasm&stop=500");
  await room.latentSpace.getByRole("slider", { name: "z1" }).fill("1.2");
  await room.latentSpace.getByRole("slider", { name: "z2" }).fill("-0.7");
  await room.page.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => room.page.evaluate(() => navigator.clipboard.readText())).toContain("#");
  const link = await room.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("preset=first-vae@2");
  expect(link).not.toContain("latent="); // the link has only settings that differ from the defaults

  const friend = await anotherRoom();
  await friend.open(link.slice(link.indexOf("#") + 1));
  const configuration = ({ model, seed, hyperparameters, backend }: Awaited<ReturnType<typeof room.info>>) =>
    ({ model, seed, hyperparameters, backend });
  expect(configuration(await friend.info())).toEqual(configuration(await room.info()));
  expect(await friend.latentSpace.getByRole("slider", { name: "z1" }).inputValue()).toBe("1.2");
  expect(await friend.latentSpace.getByRole("slider", { name: "z2" }).inputValue()).toBe("-0.7");

  await room.trainSteps(30);
  await friend.trainSteps(30);
  expect(await friend.losses()).toEqual(await room.losses());
  await expect.poll(async () => (await friend.picture()) === (await room.picture())).toBe(true);
});

test("the class and the position of a cGAN are in the link", async ({ room }) => {
  await room.open("preset=first-cgan&backend=wasm&latent=3&class=8&z=0.5,-1,2");
  await room.page.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => room.page.evaluate(() => navigator.clipboard.readText())).toContain("class=8");
  const link = await room.page.evaluate(() => navigator.clipboard.readText());
  const picture = await room.picture();
  await room.open("preset=first-cgan&backend=wasm&latent=3");
  await expect.poll(async () => (await room.picture()) === picture).toBe(false);
  await room.open(link.split("#")[1]);
  await expect(room.page.getByRole("radio", { name: "8", exact: true })).toBeChecked();
  await expect.poll(async () => (await room.picture()) === picture).toBe(true);
});

test("autostart trains, stop stops", async ({ room }) => {
  await room.visit("model=vae&hidden=16&batch=16&backend=wasm&autostart=1&stop=25");
  await expect.poll(async () => (await room.info()).step, { timeout: 30_000 }).toBe(25);
  expect((await room.info()).phase).toBe("finished");
  await room.decode([{ z: [0, 0] }]); // the worker answers after all earlier work
  expect((await room.info()).step).toBe(25);
});

test("the form beside Step trains to a step by keyboard, says which steps are impossible, and the limit can be removed", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&room=lab");
  await room.trainSteps(20);
  const opens = page.getByRole("button", { name: "Train to step…" });
  const field = page.getByRole("textbox", { name: "Train to step" });
  await page.getByRole("button", { name: "Step", exact: true }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("1000");
  const alert = page.getByRole("form", { name: "Train to step…" }).locator("xpath=following-sibling::p");
  for (const [written, says] of [["20", "The run is already at step 20."], ["1000000000", "A run has at most 999,999,999 steps."], ["1e3", "Type a whole number of steps."]] as const) {
    await field.fill(written);
    await page.keyboard.press("Enter");
    await expect(alert).toHaveText(says);
    await expect(field).toHaveAccessibleDescription(says);
  }
  await page.keyboard.press("Escape");
  await expect(opens).toBeFocused();
  await page.keyboard.press("Enter");
  await field.fill("60");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await room.info()).phase).toBe("finished");
  expect(await room.info()).toMatchObject({ step: 60, stop: 60 });
  await expect.poll(() => page.url()).toContain("stop=60");
  await room.train.click();
  await opens.click();
  await field.fill("900,000");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Training stops at step 900,000.")).toBeVisible();
  await page.getByRole("button", { name: "Don’t stop" }).click();
  await expect.poll(async () => (await room.info()).stop).toBeNull();
  await expect(room.pause).toBeVisible();
  await room.pause.click();
  await expect.poll(() => page.url()).not.toContain("stop=");
});

test("a setting changed during the run is in the link, which repeats the run bit for bit", async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&seed=5");
  await room.train.click();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(20);
  await room.page.getByRole("slider", { name: "KL weight" }).fill("4");
  await expect.poll(async () => (await room.info()).fragment).toMatch(/&then=\d+:beta=4(&|$)/);
  await room.pause.click();
  await expect(room.train).toBeVisible();
  await expect(room.page.getByRole("cell", { name: "KL weight 1 → 4" })).toBeAttached();
  const { fragment, step } = await room.info();
  expect(fragment).not.toContain("&beta=");

  const losses = await room.losses();
  await room.open(fragment);
  expect(await room.info()).toMatchObject({ step: 0, hyperparameters: { beta: 1 } });
  await room.trainSteps(step);
  expect(await room.losses()).toEqual(losses);
  expect((await room.info()).hyperparameters["beta"]).toBe(4);
});

test("Copy link says at which step its link opens, and offers the link of this very moment", async ({ room }) => {
  const { page } = room;
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const moment = page.getByRole("button", { name: "This very moment instead" });
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&seed=3");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied. It opens at step 0.")).toBeVisible();
  await expect(moment).toBeHidden();
  await room.trainSteps(30);
  const losses = await room.losses();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(moment).toBeVisible();
  expect(await clipboard()).not.toMatch(/stop|autostart/);
  await moment.click();
  await expect(page.getByText("Link copied. It trains by itself to step 30, where it stops.")).toBeVisible();
  await expect(moment).toBeHidden();
  const link = await clipboard();
  expect(link).toContain("&stop=30&autostart=1");
  await room.openByHandle(link.slice(link.indexOf("#")));
  await expect.poll(async () => (await room.info()).phase).toBe("finished");
  expect(await room.losses()).toEqual(losses);
});

test("every value of a link that was not used is on the page, however many", async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&backend=wasm&lr=50&batch=100000&latent=1e9&beta=NaN");
  const notices = page.getByRole("status", { name: "Notices" });
  for (const written of ["lr = “50”", "batch = “100000”", "latent = “1e9”", "beta = “NaN”"]) await expect(notices.getByText(written)).toBeVisible();
  await room.open(`model=vae&hidden=16&backend=wasm&${Array.from({ length: 40 }, (_, i) => `foo${i}=1`).join("&")}`);
  const rest = notices.getByRole("list", { name: "Notices" });
  for (const key of ["foo0", "foo11", "foo39"]) await expect(notices).toContainText(key);
  await rest.getByText("foo39", { exact: true }).scrollIntoViewIfNeeded();
  await expect(rest.getByText("foo39", { exact: true })).toBeInViewport();
});

test("one choice in the dialog links to this very moment: the same step, losses and view", async ({ room }) => {
  const { page } = room;
  const dialog = page.getByRole("dialog", { name: "Link to this experiment" });
  const moment = dialog.getByRole("checkbox", { name: "This very moment" });
  const choose = () => page.getByRole("button", { name: "Choose the contents of the link" }).click();
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&seed=3");
  await choose();
  await expect(moment).toBeDisabled();
  await page.keyboard.press("Escape");
  await room.trainSteps(30);
  await room.latentSpace.getByRole("slider", { name: "z1" }).fill("1.2");
  const losses = await room.losses();
  await choose();
  await dialog.getByRole("checkbox", { name: "Position in latent space" }).uncheck();
  await moment.check();
  await expect(dialog.getByRole("checkbox", { name: "Position in latent space" })).toBeChecked();
  await expect(dialog.getByRole("spinbutton", { name: "Step to stop at" })).toHaveValue("30");
  const link = await dialog.getByRole("textbox", { name: "The link" }).inputValue();
  expect(link).toMatch(/&z=1.2,0&.*stop=30&autostart=1$/);
  await moment.uncheck();
  await expect(dialog.getByRole("textbox", { name: "The link" })).not.toHaveValue(/stop|autostart/);
  await page.keyboard.press("Escape");
  await room.openByHandle(link.slice(link.indexOf("#")));
  await expect.poll(async () => (await room.info()).phase).toBe("finished");
  expect(await room.info()).toMatchObject({ step: 30, z: [1.2, 0] });
  expect(await room.losses()).toEqual(losses);
});

test("the dialog beside Copy link writes an element with locked settings, and without some of its controls", async ({ room }) => {
  const { page } = room;
  await room.open("preset=first-vae&hidden=32&batch=32&backend=wasm");
  await page.getByRole("button", { name: "Choose the contents of the link" }).click();
  const dialog = page.getByRole("dialog", { name: "Link to this experiment" });
  await dialog.getByRole("radio", { name: /as the element/ }).check();
  await dialog.getByRole("checkbox", { name: "Step", exact: true }).uncheck();
  await dialog.getByRole("checkbox", { name: "Settings", exact: true }).check();
  await dialog.getByRole("combobox", { name: "KL weight" }).selectOption("locked");
  await dialog.getByRole("combobox", { name: "Seed" }).selectOption("left out");
  const html = dialog.getByRole("textbox", { name: "HTML to copy" });
  await expect(html).toHaveValue(/panels="equation,chart,samples,map,settings".* lock="beta" without="step,seed">/);
  await dialog.getByRole("checkbox", { name: /Lock all settings/ }).check();
  await expect(html).toHaveValue(/ lock="all" without="step,seed">/);
  await dialog.getByRole("radio", { name: /Panels, in a frame/ }).check();
  await expect(html).toHaveValue(/&amp;lock=all&amp;without=step,seed"/);
  await page.keyboard.press("Escape");
});

test("the dialog beside Copy link chooses the link's parts, and writes a frame", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open("preset=first-vae&hidden=32&batch=32&backend=wasm&z=1,1&view=between&between=4,noise5&log=1");
  await page.getByRole("button", { name: "Choose the contents of the link" }).click();
  const dialog = page.getByRole("dialog", { name: "Link to this experiment" });
  const link = dialog.getByRole("textbox", { name: "The link" });
  await expect(link).toHaveValue(/#preset=first-vae@2&hidden=32&batch=32&z=1,1&view=between&between=4,noise5&log=1&backend=wasm$/);
  await expect(dialog.getByRole("checkbox", { name: "Settings changed during training" })).toBeDisabled();
  for (const name of ["Position in latent space", /^On WASM/]) await dialog.getByRole("checkbox", { name }).uncheck();
  for (const name of ["Start training at once", "Stop at step", "In the light theme"]) await dialog.getByRole("checkbox", { name }).check();
  await dialog.getByRole("spinbutton", { name: "Step to stop at" }).fill("25");
  const chosen = "#preset=first-vae@2&hidden=32&batch=32&view=between&between=4,noise5&log=1&stop=25&autostart=1&theme=light";
  await dialog.getByRole("button", { name: "Copy this link" }).click();
  await expect(dialog.getByText("Copied.")).toBeVisible();
  expect(new URL(await page.evaluate(() => navigator.clipboard.readText())).hash).toBe(chosen);
  const written = await dialog.getByRole("textbox", { name: "HTML to copy" }).inputValue();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect((await room.info()).fragment).toContain("&z=1,1&"); // the experiment itself is unchanged

  // The frame in another page.
  await page.route("**/course.html", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Course</title>${written}` }));
  await page.goto("./course.html");
  const frame = (await (await page.locator("iframe").elementHandle())!.contentFrame())!;
  await frame.waitForFunction(() => "elboRoom" in window);
  await expect.poll(() => frame.evaluate(async () => (await window.elboRoom.info()).step)).toBe(25);
  expect(await frame.evaluate(() => [document.documentElement.dataset["theme"], innerWidth, document.documentElement.scrollWidth])).toEqual(["light", 800, 800]);
  const seen = async (...parts: Locator[]) => {
    for (const part of parts) await expect(part).toBeInViewport({ ratio: 1 });
  };
  const train = frame.getByRole("button", { name: "Train", exact: true });
  await seen(train, frame.getByRole("slider", { name: "Straight line" }));
  await frame.evaluate(async () => void (await window.elboRoom.open("preset=first-cgan&hidden=32&batch=32&backend=wasm")));
  await seen(train, frame.getByRole("radio", { name: "9" }), frame.locator(".latent__pad"), frame.getByRole("img", { name: "Decoded image" }));
});
