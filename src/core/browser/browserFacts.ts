/** Describes the browser for a report: name, version and kind of system, and nothing that could identify its user. */
import type { BrowserFacts } from "./machine";

interface Brand {
  readonly brand: string;
  readonly version: string;
}

/** The properties of `navigator` that are read. */
export interface NavigatorLike {
  readonly userAgent: string;
  readonly hardwareConcurrency?: number;
  readonly userAgentData?: { readonly brands?: readonly Brand[]; readonly platform?: string };
}

/** The first match counts: most browsers also name the browsers that they resemble. */
const BROWSERS: readonly (readonly [name: string, version: RegExp])[] = [
  ["Edge", /\bEdg\w*\/(\d+)/], ["Opera", /\bOPR\/(\d+)/], ["Samsung Internet", /\bSamsungBrowser\/(\d+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/], ["Chrome", /\b(?:Headless)?Chrom(?:e|ium)\/(\d+)/], ["Chrome", /\bCriOS\/(\d+)/],
  ["Safari", /\bVersion\/(\d+(?:\.\d+)?).*Safari/],
];
const SYSTEMS: readonly (readonly [name: string, mark: RegExp])[] = [
  ["Android", /Android/], ["iOS", /iPhone|iPad|iPod/], ["Windows", /Windows/], ["macOS", /Mac OS X|Macintosh/], ["ChromeOS", /CrOS/],
  ["Linux", /Linux|X11/],
];
/** The list of brands also has a meaningless one ("Not;A=Brand") and the engine's. */
const notTheBrowser = ({ brand }: Brand) => /not.?a.?brand/i.test(brand) || brand === "Chromium";

/** Returns the browser's name and version, the system, and the number of cores as far as the browser reports them. */
export function browserFacts(navigator: NavigatorLike, crossOriginIsolated: boolean): BrowserFacts {
  const { userAgent, hardwareConcurrency, userAgentData } = navigator;
  const brand = userAgentData?.brands?.find((one) => !notTheBrowser(one));
  const [name = "", version] = BROWSERS.find(([, pattern]) => pattern.test(userAgent)) ?? [];
  const browser = brand ? `${brand.brand} ${brand.version}` : version ? `${name} ${version.exec(userAgent)![1]}` : "";
  const system = userAgentData?.platform || (SYSTEMS.find(([, mark]) => mark.test(userAgent))?.[0] ?? "");
  return { browser: browser.slice(0, 40), system: system.slice(0, 40), cores: hardwareConcurrency ?? null, crossOriginIsolated };
}
