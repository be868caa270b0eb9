/** Measures first visits behind slow lines: seconds and bytes from navigation until Train can be pressed, to the first step, and to step 300. */
import type { Browser } from "playwright";
import { freshPage, type Lab } from "./lab";
import { median, round, spread, type Report, type Target } from "./report";
import { openSlowHost, type Line } from "./slowHost";

export interface NetworkOptions {
  readonly rates?: readonly number[] | undefined;
  readonly rounds?: number | undefined;
}

/** Megabits per second: thirty students behind 50 have 1.6 each. */
const RATES = [1.6, 5];
const ROUNDS = 3;
/** Two presets and a lesson, whose pool of images grows, and a link from before there was one, which needs 38,400 images in 300 steps. */
const LINKS = ["preset=first-vae", "preset=first-cgan", "lesson=elbo-terms", "model=vae"];
/** The step at which digits can be recognised. */
const DIGITS = 300;
/** The browser starts its own interface with each window. */
const SETTLED_MS = 3000;

const latencyOf = (mbits: number) => (mbits <= 2 ? 150 : 80);

declare global {
  interface Window {
    /** Milliseconds since the epoch at which each was first seen. */
    networkLog: { pressable?: number; firstStep?: number; digits?: number };
  }
}

function watchPage(digits: number) {
  const log: Window["networkLog"] = {};
  Object.assign(window, { networkLog: log });
  const timer = setInterval(() => {
    if (!("elboRoom" in window)) return;
    if (document.querySelector(".button--main:enabled")) log.pressable ??= Date.now();
    void window.elboRoom.info().then(({ step }) => {
      if (step > 0) log.firstStep ??= Date.now();
      if (step >= digits) log.digits ??= Date.now();
    });
    if (log.digits !== undefined) clearInterval(timer);
  }, 50);
}

interface Reached {
  readonly seconds: number;
  readonly bytes: number;
}
const MOMENTS = ["pressable", "firstStep", "digits"] as const;
type Visit = Readonly<Record<(typeof MOMENTS)[number], Reached>>;

async function visit(browser: Browser, line: Line, link: string): Promise<Visit> {
  const host = await openSlowHost(line);
  const page = await freshPage(browser);
  await page.addInitScript(watchPage, DIGITS);
  await page.waitForTimeout(SETTLED_MS);
  const start = Date.now();
  await page.goto(`${host.address}#${link}&backend=wasm&autostart=1`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.networkLog.digits !== undefined, undefined, { timeout: 300_000 });
  const log = await page.evaluate(() => window.networkLog);
  await page.context().close();
  host.close();
  const reached = (at = NaN): Reached => ({ seconds: (at - start) / 1000, bytes: host.sentUntil(at) });
  return { pressable: reached(log.pressable), firstStep: reached(log.firstStep), digits: reached(log.digits) };
}

/** Opens the links in fresh contexts, in turns without a limit and at each rate. */
export async function network(lab: Lab, { rates = RATES, rounds = ROUNDS }: NetworkOptions = {}): Promise<Report> {
  const lines: readonly Line[] = [{ mbits: null, latency: 0 }, ...rates.map((mbits) => ({ mbits, latency: latencyOf(mbits) }))];
  const visits = LINKS.flatMap((link) => lines.map((line) => ({ link, line, all: [] as Visit[] })));
  const browser = await lab.launch();
  try {
    for (let n = 0; n < rounds; n++) {
      for (const { link, line, all } of visits) all.push(await visit(browser, line, link));
    }
  } finally {
    await browser.close();
  }
  const digitsOf = (all: readonly Visit[]) => median(all.map(({ digits }) => digits.seconds));
  const unlimited = (link: string) => digitsOf(visits.find((one) => one.link === link && one.line.mbits === null)!.all);
  return {
    tables: [{
      title: `First visits on WASM; seconds since navigation, median (least–most), and MB sent until then; ${rounds} rounds`,
      columns: ["link", "Mbit/s", "ms until an answer", "Train can be pressed", "first step", `step ${DIGITS}`, `step ${DIGITS} ÷ without a limit`],
      rows: visits.map(({ link, line, all }) => [
        link, line.mbits ?? "no limit", line.latency,
        ...MOMENTS.map((moment) => `${spread(all.map((one) => one[moment].seconds))}, ${round(median(all.map((one) => one[moment].bytes)) / 1e6)} MB`),
        round(digitsOf(all) / unlimited(link)),
      ]),
    }],
    targets: visits.filter(({ link }) => link.startsWith("preset=")).flatMap(({ link, line: { mbits }, all }): readonly Target[] => {
      const what = (moment: string) => `${link} at ${mbits} Mbit/s: ${moment}`;
      const secondsOf = (moment: (typeof MOMENTS)[number]) => median(all.map((one) => one[moment].seconds));
      if (mbits === 5) return [{ what: what(`step ${DIGITS} ÷ without a limit`), value: digitsOf(all) / unlimited(link), unit: "×", expected: { atMost: 1.6 } }];
      if (mbits !== 1.6) return [];
      return [
        { what: what("Train can be pressed"), value: secondsOf("pressable"), unit: "s", expected: { atMost: 5 } },
        { what: what("first step"), value: secondsOf("firstStep"), unit: "s", expected: { atMost: 7 } },
        { what: what(`step ${DIGITS} − without a limit`), value: digitsOf(all) - unlimited(link), unit: "s", expected: { atMost: 10 } },
      ];
    }),
    figures: visits,
  };
}
