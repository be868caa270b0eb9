/**
 * Goes through lessons as a reader does, from the list to the end of the repair and the worksheet, by visible controls only, and compares the
 * numbers that the lesson shows with a fresh measurement of the same run. `EXHAUSTIVE=1 WALKS=folder npx playwright test walk` walks through all
 * of them and takes a picture of each stage.
 */
import path from "node:path";
import { devices, type Page } from "@playwright/test";
import { recentLoss, measured, needs, read, type Quantity, type Subject } from "../src/subject/measurements/readings";
import { LESSON_IDS } from "../src/course/lessons/ids";
import { stagesOf, type Lesson, type Round, type Stage } from "../src/course/lessons/lesson";
import type { LessonTexts } from "../src/course/lessons/texts";
import { en as panel } from "../src/page/features/learn/texts.en";
import { quantityText } from "../src/page/features/learn/lessons/words";
import { DEVICES, handOf, type Hand } from "./hands";
import { expect, test, valuesOf, type Room } from "./room";

/** Milliseconds that a run may take to reach its step. */
const TRAINING = { timeout: 5 * 60_000 };
/** While a condition does not hold, the repair is trained for up to this multiple of the solution's steps. */
const LONGER = 2;

interface Walk {
  readonly room: Room;
  readonly page: Page;
  readonly hand: Hand;
  readonly lesson: Lesson;
  /** A second page, in which runs are trained and measured again. */
  readonly fresh: () => Promise<Room>;
}

/** Expects that nothing is wrong with the page that may be wrong at any stage. */
async function expectInOrder({ page, hand }: Walk): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.scrollingElement!.scrollWidth > innerWidth), "the page scrolls sideways").toBe(false);
  expect(await page.getByRole("status", { name: "Notices" }).getByRole("listitem").count()).toBeLessThanOrEqual(1);
  if (hand.tabs !== null) await expect.poll(() => page.evaluate(() => document.activeElement === document.body), "nothing has the focus").toBe(false);
}

/** Measures quantities of a page's current run, which is paused. */
async function textsOf({ page, losses, info }: Room, quantities: readonly Quantity[]): Promise<string[]> {
  // Of the model, only whether it finds its classes itself is read, which no lesson's model does; of the data, nothing.
  const subject = { model: {}, data: {}, h: (await info()).hyperparameters } as unknown as Subject;
  const results = await measured(quantities.flatMap((what) => needs(what, subject) ?? []), (id, settings) =>
    page.evaluate(async ([measurement, chosen]) => await window.elboRoom.measure(measurement, chosen as object) as never, [id, settings as unknown] as const)); // the settings and the result of this measurement
  const all = await losses();
  const run = { ...subject, results, losses: Object.fromEntries(Object.keys(all).map((id) => [id, recentLoss(valuesOf(all, id))])) };
  return quantities.map((what) => quantityText(what, read(what, run), panel.lessons));
}

async function compare({ page, fresh, hand }: Walk, { run, until, question }: Round): Promise<void> {
  const again = await fresh();
  await again.open(`${run}&backend=wasm`);
  await again.trainSteps(until);
  const cells = page.locator(".lesson .lesson__quantities tbody td:last-child");
  await expect(cells).toHaveText(await textsOf(again, question.shows));
  expect(await page.locator(".lesson .lesson__quantities").evaluate((table) => table.getBoundingClientRect().right <= table.parentElement!.getBoundingClientRect().right), "the panel shows all columns").toBe(true);
  await again.page.close();
  await hand.press(page.getByRole("button", { name: /^Next/ }));
}

async function repair(walk: Walk, { from, solution, conditions }: Lesson["repair"]): Promise<void> {
  const { room, page, hand } = walk;
  const setUp = page.getByRole("button", { name: "Set up the run" });
  const measuredAt = page.getByText(/^now .* \(step [\d,]+\)/).first();
  // It continues the previous round's run if it uses the same one.
  await expect(setUp.or(measuredAt)).toBeVisible();
  if (await setUp.isVisible()) await hand.press(setUp);
  await expect(measuredAt).toBeVisible(TRAINING);
  await expectInOrder(walk);
  for (const [setting, value] of Object.entries(solution.change)) await hand.slide(page.locator(`#setting-${setting}`), Number(value));
  const done = page.locator(".lesson__done");
  for (let until = from + solution.steps; until <= from + LONGER * solution.steps && !await done.isVisible(); until += solution.steps / 2) {
    await hand.press(room.train);
    await expect.poll(async () => (await room.info()).step, TRAINING).toBeGreaterThanOrEqual(until);
    await hand.press(room.pause);
    await expect.poll(async () => (await room.info()).phase).toBe("paused");
    const step = (await room.info()).step.toLocaleString("en");
    await expect(page.locator(".lesson__condition", { hasText: `(step ${step})` })).toHaveCount(conditions.length);
  }
  await expect(done).toContainText("You have finished this lesson.");
  await expect(page.locator(".lesson__condition b")).toHaveText(await textsOf(room, conditions.map(({ what }) => what)));
}

async function act(walk: Walk, stage: Stage): Promise<void> {
  const { page, hand } = walk;
  switch (stage.kind) {
    case "predict":
      if (stage.round.question.kind === "choice") await hand.choose(page.locator(".lesson__options input"));
      else await hand.draw(page.locator(".guess__slider"), page.locator(".guess__point"), page.locator(".guess__area"));
      return hand.press(page.getByRole("button", { name: "That is my guess" }));
    case "run":
      return hand.press(page.getByRole("button", { name: /^Train to step \d/ }));
    case "compare":
      return compare(walk, stage.round);
    case "explain":
      await hand.write(page.getByRole("textbox", { name: "In your own words" }), "The sum is made small, and each term pays for itself.");
      await hand.press(page.getByRole("button", { name: "Show our explanation" }));
      await expect(page.getByText("Our explanation, term by term")).toBeVisible();
      await expectInOrder(walk);
      return hand.press(page.getByRole("button", { name: /^Next/ }));
    case "repair":
      return repair(walk, stage.repair);
    default:
      return stage satisfies never;
  }
}

async function printWorksheet({ page, hand }: Walk, title: string): Promise<void> {
  await page.evaluate(() => { window.print = () => Object.assign(window, { printed: true }); });
  await hand.press(page.getByRole("button", { name: "Worksheet" }));
  expect(await page.evaluate(() => "printed" in window)).toBe(true);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".worksheet h1")).toHaveText(title);
  await expect(page.locator(".worksheet__words")).toContainText("each term pays for itself");
  await page.emulateMedia({ media: "screen" });
}

for (const [i, id] of LESSON_IDS.entries()) {
  const device = DEVICES[i % DEVICES.length]!;
  test.describe(id, () => {
    if (device === "touch") {
      const { viewport, hasTouch, isMobile } = devices["iPhone 13"];
      test.use({ viewport, hasTouch, isMobile });
    }
    test(`each stage by ${device}; the lesson's numbers are those of a fresh run`, { tag: "@exhaustive" }, async ({ room, page, anotherRoom }) => {
      test.setTimeout(15 * 60_000);
      const { lesson } = (await import(`../src/course/lessons/${id}/lesson.ts`)) as { lesson: Lesson };
      const { en: { title } } = (await import(`../src/course/lessons/${id}/texts.en.ts`)) as { en: LessonTexts };
      const hand = await handOf(device, page);
      const walk = { room, page, hand, lesson, fresh: anotherRoom };
      await room.visit("room=learn&backend=wasm");
      await hand.press(page.getByRole("button", { name: `Begin: ${title}` }));
      const stages = stagesOf(lesson);
      for (const [at, stage] of stages.entries()) {
        await expect(page.getByRole("heading", { level: 3, name: `${at + 1} of ${stages.length}` })).toBeVisible(TRAINING);
        await expectInOrder(walk);
        if (process.env["WALKS"]) await page.screenshot({ path: path.join(process.env["WALKS"], `${id} ${at + 1} ${stage.kind}.png`) });
        await act(walk, stage);
      }
      if (process.env["WALKS"]) await page.screenshot({ path: path.join(process.env["WALKS"], `${id} end.png`) });
      await printWorksheet(walk, title);
      await hand.press(page.getByRole("button", { name: "Back to the lessons" }));
      await expect(page.getByRole("button", { name: `Open again: ${title}` })).toBeVisible();
    });
  });
}
