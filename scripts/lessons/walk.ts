/**
 * Goes through lessons as a reader does, from the list to the end of the repair and the worksheet, by mouse, by keyboard alone and by
 * touch on a phone, in the built page, and trains each run on WASM. `npm run walk` (after `npm run build`) prints the page's last
 * sentences and all problems. `-- posterior-collapse,blur --ways keyboard --pictures walks` chooses lessons and devices and takes
 * a picture of each stage.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Browser, type Locator, type Page } from "playwright";
import { LESSON_IDS, type LessonId } from "../../src/lessons/ids";
import { stagesOf, type Lesson, type Round, type Stage } from "../../src/lessons/lesson";
import type { LessonTexts } from "../../src/lessons/texts";
import { findBrowser } from "../browser";
import { serveDist, SUB_PATH } from "../serveDist";
import { DEVICES, handOf, type Hand, type InputDevice } from "./hands";

/** Milliseconds that a run may take to reach its step. */
const PATIENCE = 5 * 60_000;
/** While a condition does not hold, the repair is trained for up to this multiple of the solution's steps. */
const LONGER = 2;

const WORDS = "The sum is made small, and each term pays for itself.";

interface Walk {
  readonly page: Page;
  readonly hand: Hand;
  readonly id: LessonId;
  readonly lesson: Lesson;
  readonly faults: string[];
  note(text: string): void;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { ways: { type: "string", default: DEVICES.join() }, pictures: { type: "string" }, lang: { type: "string", default: "en" }, verbose: { type: "boolean", default: false } },
});
const ids = LESSON_IDS.filter((id) => positionals.length === 0 || positionals.join().split(",").includes(id));
const devices = DEVICES.filter((device) => options.ways.split(",").includes(device));

const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name, exact: typeof name === "string" });
const stageOf = (page: Page) => page.locator(".lesson__stage");

async function readPanel(page: Page): Promise<string> {
  const text = await page.locator("section.lesson").innerText();
  return text.replace(/\s*\n\s*/g, " | ");
}

/** Records problems of the page that may appear at any stage. */
async function look({ page, hand, faults }: Walk, when: string): Promise<void> {
  const found = await page.evaluate(() => ({
    wide: document.scrollingElement!.scrollWidth > innerWidth,
    notices: [...document.querySelectorAll(".notices__item p")].map((one) => one.textContent),
    focus: document.activeElement === document.body ? null : document.activeElement?.className,
  }));
  if (found.wide) faults.push(`${when}: the page scrolls sideways`);
  if (found.notices.length > 1) faults.push(`${when}: ${found.notices.length} notices: ${found.notices.join(" / ")}`);
  if (hand.tabs !== null && found.focus === null) faults.push(`${when}: nothing has the focus`);
}

async function predict({ page, hand }: Walk, { question }: Round): Promise<void> {
  if (question.kind === "choice") await hand.choose(page.locator(".lesson__options input"));
  else await hand.draw(page.locator(".guess__slider"));
  await hand.press(button(page, "That is my guess"));
}

async function repair(walk: Walk, { from, solution }: Lesson["repair"]): Promise<void> {
  const { page, hand, note } = walk;
  const setUp = button(page, "Set up the run");
  // It continues the previous round's run if it uses the same one.
  if (await setUp.isVisible()) {
    await hand.press(setUp);
    await page.getByText("Training to step").waitFor({ timeout: PATIENCE });
    await page.getByText("Training to step").waitFor({ state: "hidden", timeout: PATIENCE });
  }
  await page.getByText(/Measured at step/).first().waitFor({ timeout: PATIENCE });
  await look(walk, "repair, set up");
  note(await readPanel(page));
  for (const [setting, value] of Object.entries(solution.change)) await hand.slide(page.locator(`#setting-${setting}`), Number(value));
  const held = page.locator(".lesson__done").getByText(/^All conditions were met/);
  const step = () => page.evaluate(async () => (await window.elboRoom.info()).step);
  for (let until = from + solution.steps; until <= from + LONGER * solution.steps && !await held.isVisible(); until += solution.steps / 2) {
    await hand.press(button(page, "Train"));
    const start = Date.now();
    while (await step() < until && Date.now() - start < PATIENCE) await page.waitForTimeout(300);
    await hand.press(button(page, "Pause"));
    await held.waitFor({ timeout: 60_000 }).catch(() => note(`not held at ${until}`));
  }
  note(await readPanel(page));
  if (!await held.isVisible()) throw new Error(`the conditions do not hold: ${(await page.locator(".lesson__conditions").innerText()).replace(/\s*\n\s*/g, " ")}`);
}

async function printWorksheet({ page, hand, faults }: Walk, title: string): Promise<void> {
  await hand.press(button(page, "Worksheet"));
  if (!await page.evaluate(() => "printed" in window)) faults.push("worksheet: nothing is printed");
  await page.emulateMedia({ media: "print" });
  if (!await page.locator(".worksheet h1").getByText(title).isVisible()) faults.push("worksheet: it is not what is printed");
  await page.emulateMedia({ media: "screen" });
}

async function act(walk: Walk, stage: Stage): Promise<void> {
  const { page, hand } = walk;
  switch (stage.kind) {
    case "predict":
      return predict(walk, stage.round);
    case "run":
      return hand.press(button(page, /^Train to step/));
    case "compare":
      return hand.press(button(page, /^Next/));
    case "explain":
      await hand.write(page.getByRole("textbox", { name: "In your own words" }), WORDS);
      await hand.press(button(page, "Show our explanation"));
      await page.getByText("Our explanation, term by term").waitFor();
      await look(walk, "explain, read");
      return hand.press(button(page, /^Next/));
    case "repair":
      return repair(walk, stage.repair);
    default:
      return stage satisfies never;
  }
}

async function walkThrough(walk: Walk, shot: (name: string) => Promise<void>): Promise<string> {
  const { page, hand, id, lesson, note } = walk;
  const { en: texts } = (await import(`../../src/lessons/${id}/texts.en.ts`)) as { en: LessonTexts };
  await hand.press(button(page, `Begin: ${texts.title}`));
  const stages = stagesOf(lesson);
  for (const [at, stage] of stages.entries()) {
    const when = `${at + 1} ${stage.kind}`;
    await stageOf(page).getByText(`${at + 1}/${stages.length}`).waitFor({ timeout: PATIENCE });
    await page.waitForTimeout(300);
    await look(walk, when);
    note(`${when}: ${await readPanel(page)}`);
    await shot(when);
    await act(walk, stage);
  }
  await look(walk, "end");
  await shot("end");
  await printWorksheet(walk, texts.title);
  const said = (await page.locator(".lesson__done").getByText(/^All conditions were met/).innerText()).split("\n")[0]!;
  await hand.press(button(page, "Back to the lessons"));
  await page.getByRole("region", { name: "Lessons" }).waitFor();
  await look(walk, "list");
  return said;
}

async function walkBy(browser: Browser, address: string, id: LessonId, device: InputDevice): Promise<string> {
  const started = Date.now();
  const touch = device === "touch";
  const context = await browser.newContext({ viewport: touch ? { width: 390, height: 844 } : { width: 1280, height: 720 }, hasTouch: touch, isMobile: touch, locale: "en-GB" });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  await page.addInitScript(() => { window.print = () => Object.assign(window, { printed: true }); });
  const { lesson } = (await import(`../../src/lessons/${id}/lesson.ts`)) as { lesson: Lesson };
  const hand = await handOf(device, page);
  const note = (text: string) => { if (options.verbose) console.error(`    ${Math.round((Date.now() - started) / 1000)} s ${text}`); };
  const shot = async (name: string) => {
    if (options.pictures !== undefined) await page.screenshot({ path: path.join(options.pictures, `${id} ${device} ${name}.png`) });
  };
  let said = "–";
  try {
    await page.goto(`${address}#room=learn&backend=wasm`);
    await page.getByRole("region", { name: "Lessons" }).waitFor();
    said = await walkThrough({ page, hand, id, lesson, faults, note }, shot);
  } catch (error) {
    faults.push(error instanceof Error ? error.message.split("\n")[0]! : String(error));
    await shot("fault");
  }
  await context.close();
  const seconds = Math.round((Date.now() - started) / 1000);
  return `| ${id} | ${device} | ${seconds} | ${hand.tabs ?? "–"} | ${said} | ${faults.length === 0 ? "none" : faults.join("; ")} |`;
}

const server = await serveDist(0);
const address = server.address();
if (address === null || typeof address === "string") throw new Error("no port");
const browser = await chromium.launch({ executablePath: await findBrowser(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
if (options.pictures !== undefined) mkdirSync(options.pictures, { recursive: true });
console.log("| lesson | way | seconds | most Tabs to one thing | at the end | faults |\n|---|---|---|---|---|---|");
try {
  for (const device of devices) for (const id of ids) console.log(await walkBy(browser, `http://127.0.0.1:${address.port}${SUB_PATH}`, id, device));
} finally {
  await browser.close();
  server.close();
}
