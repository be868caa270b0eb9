/** The program of a model is edited, trained, shared and reopened. */
import type { Locator } from "@playwright/test";
import { expect, test } from "./room";

/** Opens the menu below the editor. */
const more = (code: Locator) => code.getByRole("button", { name: "More for this program" }).click();

test("a reader adds a term to the program, sees shapes and mistakes while writing, and trains it; its link opens the same run", async ({ room, anotherRoom }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&latent=2&batch=16&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  const line = (text: string) => code.locator(".cm-line", { hasText: text });
  await expect(line("logits = decoder(z)")).toContainText("[16, 784]");
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("can be trained");

  await line("logits = decoder(z)").click();
  await page.keyboard.press("End");
  await page.keyboard.type("\nsize = decoder(x).sum()");
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("mat1 and mat2 shapes cannot be multiplied (16x784 and 2x16)");
  const train = code.getByRole("button", { name: "Train this program" });
  await expect(train).toBeDisabled();
  await page.reload(); // nothing is lost
  await page.getByRole("button", { name: "Code", exact: true }).click();
  await code.getByRole("button", { name: "Edit" }).click();
  await expect(code.getByText("Your unsaved program was restored.")).toBeVisible();
  await line("size = decoder(x)").click();
  await page.keyboard.press("End");
  for (let i = 0; i < "decoder(x).sum()".length; i++) await page.keyboard.press("Backspace");
  await page.keyboard.type("0.01 * (decoder[0].weight**2).sum()");
  await line("loss = reconstruction").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" + size");
  await train.click();

  await expect(page.getByRole("region", { name: "Equation" }).getByText("size", { exact: true }).first()).toBeVisible();
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("The run trains this program.");
  await expect(page.getByText("Changed from")).toHaveCount(0);
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(20);
  await page.getByRole("slider", { name: "beta" }).press("ArrowRight");
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("button", { name: "Train", exact: true })).toBeEnabled();
  const { step, fragment } = await room.info();
  const losses = await room.losses();
  expect(Object.keys(losses)).toEqual(["reconstruction", "kl", "size", "total"]);
  expect(fragment).toMatch(/^program=[\w-]{500,}&seed=5/);
  await page.setViewportSize({ width: 1280, height: 720 });
  const plots = page.getByRole("figure", { name: "Loss chart" }).locator(".loss-chart__plot .u-over");
  await expect(plots).toHaveCount(3);
  await expect.poll(() => plots.evaluateAll((all) => Math.min(...all.map((plot) => plot.getBoundingClientRect().height)))).toBeGreaterThan(32);

  const other = await anotherRoom();
  await other.open(fragment.replace(/&at=\d+/, ""));
  await other.trainSteps(step);
  expect(await other.losses()).toEqual(losses);
});

test("an edited program trains beside the model's own; both have the same start, and the reference stays while the program is edited", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&latent=2&batch=16&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  const line = (text: string) => code.locator(".cm-line", { hasText: text });
  await expect(line("logits = decoder(z)")).toContainText("[16, 784]");
  await line("loss = reconstruction").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" + 3 * kl");
  await code.getByRole("button", { name: "Compare with the built-in model" }).click();
  const second = async () => (await room.info()).comparison;
  await expect.poll(async () => (await second())?.step).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect.poll(async () => (await second())?.phase).toBe("paused");
  const [a, b] = [await room.losses(), await page.evaluate(() => window.elboRoom.losses("B"))];
  expect([b["reconstruction"]![0], b["kl"]![0]]).toEqual([a["reconstruction"]![0], a["kl"]![0]]);
  expect(b["kl"]!.at(-1)![1]).toBeGreaterThan(a["kl"]!.at(-1)![1]);
  await expect(page.getByRole("img", { name: /reconstruction.*, B minus A/ })).toBeVisible();

  const { value } = (await second())!;
  await line("loss = reconstruction").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" + kl");
  await code.getByRole("button", { name: "Compare with the reference again" }).click();
  await expect.poll(async () => (await room.info()).model).not.toBe(value);
  await expect.poll(async () => (await second())?.step).toBeGreaterThan(0);
  expect((await second())!.value).toBe(value);
  await code.getByRole("button", { name: "Close the code" }).click();
  await expect(page.getByRole("group", { name: "B: Reference program" }).first()).toBeVisible();
  await page.getByRole("region", { name: "Two runs" }).getByRole("button", { name: "End" }).click();
  await page.getByRole("button", { name: "Code", exact: true }).click();
  await expect(code.getByText("The run trains this program.")).toBeVisible();
});

test("a program that never ends and one that is no Python are refused while the page stays usable", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  const editor = code.getByRole("textbox", { name: "Program, editable" });
  const verdict = code.getByRole("status", { name: "Check of the program" });
  await expect(verdict).toContainText("can be trained");
  for (const [program, says] of [["while True: pass", "more than"], ["lambda lambda", "Syntax error: this is not Python."], ["import socket", "no module"], ["x = 1", "trains nothing"]] as const) {
    await editor.press("Control+a");
    await page.keyboard.insertText(program);
    await expect(verdict).toContainText(says);
  }
  // A program that is too long has one mark, at the line in which it becomes so.
  await editor.press("Control+a");
  await page.keyboard.insertText("# A long comment.\n".repeat(1200));
  await expect(verdict).toHaveText("Line 1112: The program has more than 20,000 characters, the most that links and saved runs carry. Shorten it.");
  await verdict.getByRole("button", { name: "Line 1112:" }).click();
  await expect(code.locator(".problem")).toHaveCount(1);
  await page.getByRole("button", { name: "Copy link" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("The program in the editor is too long for a link.")).toBeVisible();
  await expect(page.getByText("Link copied.")).toBeHidden();
  await page.keyboard.press("Escape");
  await room.trainSteps(2);
  await more(code);
  await code.getByRole("button", { name: "Discard my changes" }).click();
  await expect(editor).toBeFocused();
  await expect(verdict).toContainText("can be trained");
});

test("the editor says what no loss trains, and shows the values of lines and prints while the run trains the program", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&latent=2&batch=16&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  const line = (text: string) => code.locator(".cm-line", { hasText: text });
  const verdict = code.getByRole("status", { name: "Check of the program" });
  await expect(verdict).toContainText("can be trained");
  await line("z = mu").click();
  await page.keyboard.press("Home");
  await page.keyboard.type("log_var = log_var.detach()\n");
  await expect(verdict).toContainText("No loss depends on encoder.log_var: nothing trains it.");
  await expect(verdict).toContainText("log_var.detach() passes no gradient on.");
  await expect(code.locator(".doubtful", { hasText: "log_var.detach()" })).toBeVisible();
  await expect(verdict.getByRole("button", { name: /^Line \d+:$/ })).toHaveCount(2);
  const path = verdict.getByRole("list", { name: "The path from encoder.log_var to the loss" });
  await expect(path.getByRole("button").first()).toHaveText("encoder.log_var");
  await expect(path.getByRole("listitem").last()).toContainText("The gradient does not pass on to the loss: loss");
  await expect(code.locator(".path__end")).toHaveCount(1);
  await expect(code.locator(".path__loss")).toHaveCount(1);
  await more(code);
  await code.getByRole("button", { name: "Discard my changes" }).click();
  await expect(verdict).not.toContainText("No loss");
  await expect(code.locator(".path__end")).toHaveCount(0);

  await line("logits = decoder(z)").click({ position: { x: 40, y: 8 } }); // not on its shape, which shows values
  await page.keyboard.press("End");
  await page.keyboard.type('\nprint("code", z)');
  await expect(line('print("code"')).toContainText("[16, 2]");
  await code.getByRole("button", { name: "Train this program" }).click();
  const values = code.getByRole("region", { name: "Values of lines" });
  await expect(values.getByRole("figure")).toHaveCount(1); // the print
  await expect(values.getByRole("row", { name: /^gradient/ })).toBeVisible();
  await line("logits = decoder(z)").locator(".shape").click();
  await expect(values.getByRole("figure")).toHaveCount(2);
  await expect(values.getByRole("img", { name: "The first 10 images: value" })).toBeVisible();
  const about = values.getByText(/These are the values at step/);
  const before = await about.textContent();
  await expect(about).not.toHaveText(before!); // they follow the run

  await line("kl = 0.5").first().click();
  await page.keyboard.press("Control+Enter");
  await expect(values.getByText("kl", { exact: true })).toBeVisible();
  await expect(values.getByText("gradient 1", { exact: true })).toBeVisible(); // the weight of the KL is 1
  await values.getByRole("button", { name: "Close" }).click();
  await expect(values.getByRole("figure")).toHaveCount(1);
  await code.getByRole("textbox", { name: "Program, editable" }).press("Control+Home");
  await more(code);
  await code.getByRole("button", { name: "Value of the line" }).click();
  await expect(values.getByText("computes no tensor of a training step")).toBeVisible();
});

test("when a loss is not finite, the page names the line and the operation", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&latent=2&batch=16&backend=wasm&seed=5&room=lab");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("can be trained");
  await code.locator(".cm-line", { hasText: "loss = reconstruction" }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" + (mu - mu).sqrt().sum()");
  await code.getByRole("button", { name: "Train this program" }).click();
  const says = "In step 1, all values are finite. The gradient of sqrt(0) in (mu - mu).sqrt() is the first that is not. The derivative of a root is infinite at 0. Add a small number under the root: (x + 1e-8).sqrt().";
  await expect(page.getByRole("alert")).toContainText(says);
  await expect(page.getByRole("alert")).toContainText("Training has stopped, because a gradient of step 1 is not a finite number.");
  await expect(page.getByRole("alert").getByRole("heading")).toHaveText("A gradient is not finite");
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("The run of this program has stopped.");
  // No step was trained, so there are no earlier weights, and another learning rate would not help.
  await expect(page.getByRole("alert")).not.toContainText(/weights were kept|learning rate/);
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText(says);
  await expect(code.locator(".doubtful").first()).toBeVisible();
});

test("gradients stand beside the lines on request, and slow motion has the lines of each stage", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&latent=2&batch=16&backend=wasm&seed=5&room=lab&view=slow");
  await page.getByRole("button", { name: "Code", exact: true }).click();
  const code = page.getByRole("region", { name: "Code of the objective" });
  await code.getByRole("button", { name: "Edit" }).click();
  await expect(code.getByRole("status", { name: "Check of the program" })).toContainText("can be trained");
  const line = (text: string) => code.locator(".cm-line", { hasText: text }).first();
  await line("z = mu").click();
  await page.keyboard.press("Home");
  await page.keyboard.type("mu = mu.sigmoid().sigmoid().sigmoid().sigmoid().sigmoid() * 1\n");
  await code.getByRole("button", { name: "Train this program" }).click();
  await room.pause.click();
  await expect(code.locator(".flow")).toHaveCount(0);
  await more(code);
  await code.getByRole("button", { name: "Gradients by line" }).click();
  await expect(line("kl = 0.5").locator(".flow")).toHaveText("∇ 1"); // the weight of the KL is 1
  await expect(page.locator(".popover:popover-open")).toHaveCount(0); // the menu does not cover the lines
  await expect(code.getByRole("region", { name: "Gradients by line" })).toContainText(/Backwards from line \d+ to line \d+, the gradient becomes [\d,]+ times smaller/);

  await code.getByRole("button", { name: "Close the code" }).click();
  const stage = room.latentSpace.getByRole("region", { name: "Your program in this stage" });
  await room.latentSpace.getByRole("radio", { name: "Draw" }).check();
  await expect(stage).toContainText("z = mu");
  await expect(stage.getByRole("row", { name: /^value/ })).toHaveCount(1);
  await room.latentSpace.getByRole("radio", { name: "Losses" }).check();
  await expect(stage).toContainText("kl = 0.5");
  const shown = await stage.locator(".values__line", { hasText: "kl = 0.5" }).locator(".values__number b").textContent();
  await page.evaluate(() => window.elboRoom.rewind(0)); // the preview and the lines beside it stay those of the run's next step
  await room.latentSpace.getByRole("radio", { name: "Backpropagate" }).check();
  await expect(stage.locator(".values__line").first()).toContainText("gradient 1");
  await room.latentSpace.getByRole("radio", { name: "Losses" }).check();
  await expect(stage.locator(".values__line", { hasText: "kl = 0.5" }).locator(".values__number b")).toHaveText(shown!);
  await page.evaluate(() => window.elboRoom.rewind(null));
  await room.latentSpace.getByRole("button", { name: "Train this step" }).click();
  await expect.poll(async () => Math.abs(((await room.losses())["kl"]?.at(-1)?.[1] ?? NaN) - Number(shown)) < 0.006 * Math.max(1, Number(shown))).toBe(true); // there may be no step before this one
});

test("two tabs write in the Lab: each shows the other's draft, and what both write at once remains", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  const bare = "model=vae&hidden=16&latent=2&batch=16&backend=wasm&room=lab";
  await room.open(bare);
  const other = await page.context().newPage();
  await other.addInitScript(() => addEventListener("storage", (event) => { if (document.title === "asleep") event.stopImmediatePropagation(); }));
  await other.goto(`./#${bare}`);
  const editorOf = (of: typeof page) => of.getByRole("textbox", { name: "Program, editable" });
  const open = async (of: typeof page, edit: string) => {
    await of.getByRole("button", { name: "Code", exact: true }).click();
    await of.getByRole("button", { name: edit, exact: true }).click();
    await expect(editorOf(of)).toBeFocused();
  };
  await open(page, "Edit");
  await page.keyboard.insertText("# one\n");
  await open(other, "Continue editing"); // a draft that nobody trains is announced
  await expect(editorOf(other)).toContainText("# one");
  await other.keyboard.insertText("# two\n");
  await expect(editorOf(page)).toContainText("# two");

  await other.evaluate(() => { document.title = "asleep"; });
  await page.keyboard.insertText("# three\n");
  await expect.poll(() => other.evaluate(() => localStorage.getItem("elbo-room.program"))).toContain("# three");
  await other.keyboard.insertText("# four\n");
  await expect(other.getByText("The program was changed in two tabs at once.")).toBeVisible();
  await other.getByRole("button", { name: "Show the other one" }).click();
  await expect(editorOf(other)).toContainText("# three");
  await other.getByRole("button", { name: "Show the other one" }).click();
  await expect(editorOf(other)).toContainText("# four");
  await expect(editorOf(page)).toContainText("# four");
});
