/**
 * Measures a first visit on a phone: the time until Train can be pressed and until the first step, and the delay of a drag over
 * the map during training. 390 × 844, touch. The processor is throttled to a quarter in one of two ways: by the browser's developer
 * tools, which slow the page's own thread and no worker; or for the whole of the page's process, by `slowProcess.ts`.
 */
import type { Browser, BrowserContextOptions, CDPSession, Page } from "playwright";
import { mapOf, moveAbout, startLog, type DragLog, type Pointer } from "./pointing";
import { freshPage, infoOnce, type Lab } from "./lab";
import { median, quantile, spread, type Report } from "./report";
import { slowDown } from "./slowProcess";

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true,
};
const TIMES = 4;
const RUNS = 3;
const LINK = "preset=first-vae@2";
/** One move for each frame of a 60 Hz screen. */
const MOVES = { moves: 180, everyMs: 1000 / 60 };
/** Milliseconds of training before the drag. */
const BEFORE_MS = 4000;
const THROTTLED = ["page", "page and worker"] as const;
type Throttled = (typeof THROTTLED)[number];

interface Start {
  readonly throttled: Throttled;
  readonly backend: string;
  /** Milliseconds since navigation. The first step follows a touch of Train as soon as it can be pressed. */
  readonly pressable: number;
  readonly firstStep: number;
  readonly firstStepByTouch: number;
  readonly longestTask: number;
}

interface Dragged extends DragLog {
  readonly throttled: Throttled;
  readonly msPerStep: number;
  readonly steps: number;
}

interface StartLog {
  pressable: number | null;
  firstStep: number | null;
  readonly tasks: number[];
}

declare global {
  interface Window {
    phoneLog: StartLog;
  }
}

/** Runs in the page before its own scripts. */
function watchStart() {
  const log: StartLog = { pressable: null, firstStep: null, tasks: [] };
  window.phoneLog = log;
  new PerformanceObserver((list) => log.tasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: "longtask", buffered: true });
  const timer = setInterval(() => {
    const [button] = document.querySelectorAll<HTMLButtonElement>(".button--main:enabled");
    if (button) log.pressable ??= performance.now();
    if (!("elboRoom" in window)) return;
    void window.elboRoom.info().then(({ step }) => {
      if (step === 0) return;
      log.firstStep ??= performance.now();
      clearInterval(timer);
    });
  }, 20);
}

const touch = (session: CDPSession): Pointer => (action, { x, y }) => session.send("Input.dispatchTouchEvent", {
  type: ({ down: "touchStart", move: "touchMove", up: "touchEnd" } as const)[action],
  touchPoints: action === "up" ? [] : [{ x, y }],
});

/** Opens a page that is throttled before it navigates. `restore` ends the throttling. */
async function slowPage(browser: Browser, lab: Lab, throttled: Throttled): Promise<{ page: Page; restore(): void }> {
  const page = await freshPage(browser, PHONE);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  if (throttled === "page") {
    await session.send("Emulation.setCPUThrottlingRate", { rate: TIMES });
    return { page, restore: () => undefined };
  }
  // A page of the same origin, so that the measured page gets its process.
  await page.goto(`${lab.address}favicon.svg`);
  const { processInfo } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
  const ends = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => slowDown(id, TIMES));
  return { page, restore: () => ends.forEach((end) => end()) };
}

/** Uses a new browser, which has nothing stored from the run before. */
async function inSlowBrowser<T>(lab: Lab, throttled: Throttled, use: (page: Page) => Promise<T>): Promise<T> {
  const browser = await lab.launch();
  const { page, restore } = await slowPage(browser, lab, throttled);
  try {
    return await use(page);
  } finally {
    restore();
    await browser.close();
  }
}

async function startOf(lab: Lab, throttled: Throttled): Promise<Start> {
  const watched = (fragment: string, press: boolean) => inSlowBrowser(lab, throttled, async (page) => {
    await page.addInitScript(watchStart);
    await page.goto(`${lab.address}#${fragment}`, { waitUntil: "commit" });
    if (press) await page.getByRole("button", { name: "Train", exact: true }).tap();
    await page.waitForFunction(() => window.phoneLog.firstStep !== null);
    const log = await page.evaluate(() => window.phoneLog);
    const { backend } = await page.evaluate(() => window.elboRoom.info());
    return { ...log, backend: backend ?? "none" };
  });
  const alone = await watched(`${LINK}&autostart=1`, false);
  const touched = await watched(LINK, true);
  return {
    throttled, backend: alone.backend,
    pressable: touched.pressable ?? Infinity, firstStep: alone.firstStep ?? Infinity,
    firstStepByTouch: touched.firstStep ?? Infinity, longestTask: Math.max(0, ...alone.tasks),
  };
}

const dragOf = (lab: Lab, throttled: Throttled): Promise<Dragged> => inSlowBrowser(lab, throttled, async (page) => {
  await page.goto(`${lab.address}#${LINK}&autostart=1`);
  await page.waitForFunction(() => "elboRoom" in window);
  const { step: before } = await infoOnce(page, ({ step }) => step > 3);
  await page.getByRole("group", { name: "Latent space" }).scrollIntoViewIfNeeded();
  await page.waitForTimeout(BEFORE_MS);
  await page.evaluate(startLog);
  const box = await mapOf(page);
  await moveAbout(touch(await page.context().newCDPSession(page)), box, MOVES);
  await page.waitForTimeout(1000);
  const log = await page.evaluate(() => window.dragLog);
  const { step, msPerStep } = await page.evaluate(() => window.elboRoom.info());
  return { throttled, ...log, msPerStep: msPerStep ?? NaN, steps: step - before };
});

/** Measures first visits and drags under both kinds of throttling; returns milliseconds. */
export async function phone(lab: Lab): Promise<Report> {
  const starts: Start[] = [];
  const drags: Dragged[] = [];
  for (const throttled of THROTTLED) {
    for (let run = 0; run < RUNS; run++) starts.push(await startOf(lab, throttled));
    drags.push(await dragOf(lab, throttled));
  }
  const of = (throttled: Throttled) => starts.filter((start) => start.throttled === throttled);
  const seconds = (throttled: Throttled, what: "pressable" | "firstStep" | "firstStepByTouch") =>
    of(throttled).map((start) => start[what] / 1000);
  const picturesOf = ({ pictures }: Dragged) => pictures.map(({ ms }) => ms);
  return {
    tables: [
      {
        title: `First visit on a phone, processor throttled ${TIMES} times; seconds since navigation, median of ${RUNS} (least–most)`,
        columns: ["throttled", "runs on", "Train can be pressed", "first step, autostart", "by touching Train", "longest task, ms"],
        rows: THROTTLED.map((throttled) => [
          throttled, [...new Set(of(throttled).map(({ backend }) => backend))].join(", "),
          spread(seconds(throttled, "pressable")), spread(seconds(throttled, "firstStep")),
          spread(seconds(throttled, "firstStepByTouch")), spread(of(throttled).map(({ longestTask }) => longestTask)),
        ]),
      },
      {
        title: `${MOVES.moves} moves of a finger in 3 s over the latent map while ${LINK} trains; milliseconds from a move to its picture`,
        columns: ["throttled", "moves seen", "pictures", "median", "95 %", "longest", "ms/step", "steps", "longest task, ms"],
        rows: drags.map((one) => [
          one.throttled, String(one.moves.length), String(one.pictures.length), median(picturesOf(one)),
          quantile(picturesOf(one), 0.95), Math.max(...picturesOf(one)), one.msPerStep, String(one.steps),
          Math.max(0, ...one.longTasks.map(({ ms }) => ms)),
        ]),
      },
    ],
    targets: THROTTLED.flatMap((throttled) => [
      { what: `${throttled} throttled: first step`, value: median(seconds(throttled, "firstStep")), unit: "s", expected: { atMost: 6 } },
      {
        what: `${throttled} throttled: drag to picture, 95 %`, unit: "ms", expected: { atMost: 150 },
        value: quantile(drags.filter((one) => one.throttled === throttled).flatMap(picturesOf), 0.95),
      },
    ]),
    figures: { starts, drags },
  };
}
