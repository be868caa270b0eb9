/** A reader's own images are chosen, shown, trained on, named by the link, restored after a reload, and never replaced by others. */
import { gzipSync, zipSync } from "fflate";
import { writeIdx } from "../src/subject/data/own/idx";
import { barFiles, bars, COUNT } from "./bars";
import { expect, test } from "./room";

/** A PNG of one pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

test.use({ prefetches: true }); // the dialog's button appears once the page is idle

test("drawings are kept, and few of them become data to train on with varied copies", async ({ room, consoleErrors }) => {
  const { page } = room;
  const dialog = page.getByRole("dialog", { name: "Own data" });
  const open = async () => {
    await page.getByRole("button", { name: "Own data…" }).press("Enter");
    await dialog.getByText("Or draw digits here").click();
  };
  await room.open("model=vae&hidden=16&batch=64&backend=wasm&seed=5&room=lab");
  await open();
  const { x, y } = (await dialog.getByRole("img", { name: "Field to draw on" }).boundingBox())!;
  for (let i = 0; i < 8; i++) {
    await page.mouse.move(x + 60 + 5 * i, y + 30);
    await page.mouse.down();
    await page.mouse.move(x + 70, y + 150);
    await page.mouse.up();
    await dialog.getByRole("button", { name: "This is a 1" }).click();
  }
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(dialog.getByText("7 drawn. 193 more needed for 200.")).toBeVisible();
  await page.reload();
  await open();
  consoleErrors.expect(/ERR_FAILED|ownData\.program/);
  await page.route("**/assets/ownData.program-*.js", (route) => route.abort(), { times: 1 });
  await dialog.getByRole("button", { name: "Fill up to 200 with varied copies" }).click();
  await expect(dialog.getByText("The part of the page that reads images could not be loaded.")).toBeVisible();
  await dialog.getByRole("button", { name: "Fill up to 200 with varied copies" }).click();
  await expect(dialog.getByText("There are 7 drawings, 200 images with varied copies")).toBeVisible();
  await dialog.getByRole("button", { name: "Use these images" }).click();
  await expect(dialog).toBeHidden();
  await room.trainSteps(2);
  await page.getByRole("radio", { name: "Play" }).check();
  await expect(page.getByRole("status", { name: "Run status" })).toContainText("“7-drawn-200-varied”");
});

test("reading says how far it is, and ends at once when it is cancelled; training goes on, and other files can be read then", async ({ room }) => {
  const { page } = room;
  const dialog = page.getByRole("dialog", { name: "Own data" });
  const choose = (files: readonly { name: string; mimeType: string; buffer: Buffer }[]) => dialog.locator("input[type=file]").first().setInputFiles([...files]);
  const step = () => page.evaluate(async () => (await window.elboRoom.info()).step);
  await room.open("model=vae&hidden=16&batch=64&backend=wasm&seed=5&room=lab");
  await room.train.click();
  await page.getByRole("button", { name: "Own data…" }).press("Enter");
  // Each image takes some 10 ms to decode: together longer than the button is looked for.
  const image = Buffer.from(await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1000, 1000);
    canvas.getContext("2d")!.fillRect(100, 100, 300, 800);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  }));
  await choose([{ name: "many.zip", mimeType: "", buffer: Buffer.from(zipSync(Object.fromEntries(Array.from({ length: 2400 }, (_, i) => [`${i}.png`, image])), { level: 9 })) }]);
  const progress = dialog.getByRole("progressbar");
  await expect.poll(async () => Number(await progress.getAttribute("value"))).toBeGreaterThan(0.33); // past the files and the archive: images are decoded
  const before = await step();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog.getByText("Reading was cancelled. The experiment is unchanged.")).toBeVisible();
  await expect(progress).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Choose files…" })).toBeFocused();
  await expect.poll(step).toBeGreaterThan(before);
  await choose(barFiles);
  await expect(dialog.getByText("240 images to train on, 40 held out.")).toBeVisible();
});

test("a table and NumPy's arrays become data whose class names the page shows; a refusal says what to add", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  const dialog = page.getByRole("dialog", { name: "Own data" });
  const choose = (name: string, buffer: Buffer) => dialog.locator("input[type=file]").first().setInputFiles([{ name, mimeType: "", buffer }]);
  const npy = (shape: string, numbers: Uint8Array) =>
    Buffer.concat([Buffer.from([0x93]), Buffer.from("NUMPY"), Buffer.from([1, 0, 118, 0]), Buffer.from(`{'descr': '|u1', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117) + "\n"), numbers]);
  await room.open("model=cvae&hidden=16&latent=2&batch=64&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Own data…" }).press("Enter");
  const labels = npy(`${COUNT},`, Uint8Array.from({ length: COUNT }, (_, i) => i % 2));
  await choose("y_train.npy", labels);
  await expect(dialog.getByRole("alert")).toHaveText("y_train.npy contains labels only. Choose the file with their images, too.");
  await choose("bars.npz", Buffer.from(zipSync({ "x_train.npy": npy(`${COUNT}, 28, 28, 1`, bars), "y_train.npy": labels })));
  await expect(dialog.getByText("240 images to train on, 40 held out.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("bars");
  const rows = Array.from({ length: COUNT }, (_, i) => [i % 2 === 0 ? "lying bar" : '"bar, standing"', ...bars.subarray(784 * i, 784 * (i + 1))].join());
  await choose("train.csv", Buffer.from(["label", ...Array.from({ length: 784 }, (_, k) => `pixel${k}`)].join() + "\n" + rows.join("\n")));
  await expect(dialog.locator("dt")).toHaveText(["bar, standing", "lying bar"]);
  await dialog.getByRole("button", { name: "Use these images" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Own data… 280-images" })).toBeVisible();
  const picker = page.getByRole("radiogroup", { name: "Class" });
  await expect(picker.getByRole("radio")).toHaveCount(2);
  await picker.getByRole("radio", { name: "lying bar" }).check();
  await room.trainSteps(20);
  await expect(page.getByRole("img", { name: /one column for each class \(bar, standing, lying bar, –/ })).toBeVisible();
  await expect(page.locator(".decoded__caption")).toHaveText("class lying bar");
  const highlight = page.getByRole("group", { name: "Highlight classes" });
  await expect(highlight.getByRole("button")).toHaveText(["bar, standing", "lying bar"]);
  await expect(page).toHaveURL(/own=280-images\.2\.[0-9a-f]{16}&class=1/); // the address is written once a change has settled
  await page.reload();
  await expect(highlight.getByRole("button", { name: "class bar, standing" })).toBeVisible();
});

test("ten class names of 24 characters are legible in the Lab, lie over nothing in lecture mode, and make no phone scroll sideways; those of 200 are cut", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await page.setViewportSize({ width: 1280, height: 720 });
  await room.open("model=cvae&hidden=16&latent=2&batch=64&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Own data…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Own data" });
  const rows = Array.from({ length: COUNT }, (_, i) => [`long-sleeved pullover n${i % 10}`, ...bars.subarray(784 * i, 784 * (i + 1))].join());
  const table = Buffer.from(["label", ...Array.from({ length: 784 }, (_, k) => `pixel${k}`)].join() + "\n" + rows.join("\n"));
  await dialog.locator("input[type=file]").first().setInputFiles([{ name: "train.csv", mimeType: "", buffer: table }]);
  await dialog.getByRole("button", { name: "Use these images" }).click();
  await expect(dialog).toBeHidden();
  await room.trainSteps(5);
  const names = page.locator(".class-picker__tile span, .latent__class");
  await expect(names).toHaveCount(20);
  const cut = () => names.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1).length);
  await expect.poll(cut).toBe(0);
  await page.keyboard.press("p");
  const [sliders, legend] = [page.locator(".latent__sliders"), page.locator(".latent__legend")];
  await expect.poll(async () => {
    const [above, below] = [(await sliders.boundingBox())!, (await legend.boundingBox())!];
    return above.y + above.height <= below.y + 1;
  }).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: "Play" }).check();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole("radio", { name: "Lab" }).check();
  await page.getByRole("button", { name: /^Own data…/ }).press("Enter");
  const longer = Buffer.from(table.toString().replaceAll("long-sleeved pullover", "long-sleeved pullover".padEnd(197, " as before")).split("\n").toSpliced(1, 1).join("\n"));
  await dialog.locator("input[type=file]").first().setInputFiles([{ name: "train.csv", mimeType: "", buffer: longer }]);
  await dialog.getByRole("button", { name: "Use these images" }).click();
  await expect(dialog).toBeHidden();
  await room.trainSteps(5);
  const tile = page.locator(".class-picker__tile span").first();
  await expect(tile).toHaveAttribute("title", /^long-sleeved pullover as before.* n0$/);
  for (const [name, width, height] of [["Lab", 1280, 720], ["Play", 1280, 720], ["Play", 390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await page.getByRole("radio", { name }).check();
    await expect.poll(async () => (await tile.boundingBox())!.height).toBeLessThan(50);
    await expect.poll(async () => (await page.locator(".latent__class").first().boundingBox())!.height).toBeLessThan(60);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

test("files become data to train on; in a browser without them a link asks for them, and accepts no others; a frame does not open them", { tag: "@exhaustive" }, async ({ room, anotherRoom, consoleErrors }) => {
  const { page } = room;
  const { page: other } = await anotherRoom();
  const dialog = page.getByRole("dialog", { name: "Own data" });
  const choose = (chosen: typeof barFiles) => dialog.locator("input[type=file]").first().setInputFiles(chosen);
  await room.open("model=cvae&hidden=16&batch=64&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Own data…" }).press("Enter");
  await choose([{ ...barFiles[0]!, buffer: Buffer.from(gzipSync(writeIdx([COUNT + 1, 28, 28], bars))) }]);
  await expect(dialog.getByRole("alert")).toHaveText(/differs from its header/);
  await choose(barFiles);
  await expect(dialog.getByText("240 images to train on, 40 held out.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Bars!");
  await dialog.getByRole("button", { name: "Use these images" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Own data… bars" }).click();
  await expect(dialog.getByText(/The experiment uses “bars”, 2 classes/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(room.train).toBeEnabled();
  await room.trainSteps(40);
  const losses = await room.losses();
  const reconstruction = losses["reconstruction"]!.map(([, value]) => value);
  expect(reconstruction.at(-1)!).toBeLessThan(0.95 * reconstruction[0]!);

  const own = /own=(bars\.2\.[0-9a-f]{16})/;
  await expect(page).toHaveURL(own);
  await page.reload();
  await room.open(new URL(page.url()).hash.slice(1));
  await room.reset(); // a slow browser has kept the run by then
  await room.trainSteps(40);
  expect((await room.losses())["reconstruction"]).toEqual(losses["reconstruction"]);

  const id = own.exec(page.url())![1]!;
  consoleErrors.expect(/404/);
  await other.goto("./course.html"); // another page of the same site
  await other.evaluate((it) => { document.body.innerHTML = `<iframe src="./#model=cvae&room=lab&own=${it}" width="1280" height="700"></iframe>`; }, id);
  const frame = other.frameLocator("iframe");
  await expect(frame.getByRole("alert")).toContainText("neither opens nor shows your own images");
  await expect(frame.locator("#own-data-dialog")).toHaveCount(0);
  await expect(frame.getByRole("button", { name: "Own data…" })).toHaveCount(0);

  // A recorded talk has pictures of these data.
  await page.evaluate(([link, png]) => {
    localStorage.setItem("elbo-room.talk", JSON.stringify({
      format: "elbo-room-talk", version: 1, title: "Bars",
      moments: [{ title: "", link, step: 40, panel: null, zoom: false, lit: null, note: "", recording: [{ step: 40, losses: {}, figures: [{ id: "samples", png }] }] }],
    }));
    dispatchEvent(new StorageEvent("storage", { key: "elbo-room.talk" })); // imitates another tab that has recorded it
  }, [`model=cvae&hidden=16&batch=64&own=${id}`, PNG] as const);
  const talk = page.getByRole("dialog", { name: "Talk" });
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  await expect(talk).toContainText("a recording shows these images");
  await expect(talk.getByRole("button", { name: "Begin with the recording" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Own data… bars" }).click();
  await expect(dialog).toContainText("The talk in this browser has recorded pictures of your own images (bars).");
  await dialog.getByRole("button", { name: "Delete the recorded pictures" }).click();
  await expect(dialog).toContainText("The recorded pictures are deleted.");
  expect(await page.evaluate(() => localStorage.getItem("elbo-room.talk"))).not.toContain(PNG);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  await expect(talk.getByRole("button", { name: "Begin with the recording" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  // Without the images, the link asks for them, unless it shows only the panels of an embedding, without dialogs.
  await page.getByRole("button", { name: "Own data… bars" }).click();
  await dialog.getByRole("button", { name: "Delete bars" }).click();
  await dialog.getByRole("button", { name: "Delete bars permanently?" }).click();
  await expect(dialog.getByRole("button", { name: "Delete bars" })).toHaveCount(0);
  await other.goto("about:blank");
  await other.goto(`./#model=cvae&embed=1&own=${id}`);
  await other.getByRole("button", { name: "Start" }).click();
  await expect(other.getByRole("alert")).toContainText("The images of this experiment are not here");
  await expect(other.getByRole("alert").getByRole("button")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("The images of this experiment are not here");
  expect(await room.trainError(1)).toBe("own-data-missing");
  await page.getByRole("alert").getByRole("button", { name: "Own data…" }).click();
  await choose(barFiles.slice(0, 1));
  await expect(dialog.getByText(/not the images of this experiment/)).toBeVisible();
  await choose(barFiles);
  await expect(dialog.getByText("These are the images of this experiment.")).toBeVisible();
  await dialog.getByRole("button", { name: "Use these images" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(room.train).toBeEnabled();
  await room.reset(); // a slow browser has kept the run by then
  await room.trainSteps(2);
  expect(await page.evaluate(() => window.elboRoom.info())).toMatchObject({ step: 2 });
});
