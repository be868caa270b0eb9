/** The figures of the page, and how to draw one as a file: in its place and in the requested theme, without a visible change of the page. */
import type { Theme } from "../../state/store";
import { isVisible } from "../kit/isVisible";
import { compose, FRAME, type Figure, type Words } from "./compose";
import { fontsFor } from "./fonts";
import { svgOf, type PanelSvg } from "./svgOf";

/** The selector of each figure's element. */
const PLACES = {
  losses: ".loss-chart",
  guess: ".guess__plot",
  equation: ".equation",
  networks: ".diagram",
  samples: ".page__samples:has(.pictures)",
  reconstructions: ".page__reconstructions",
  densities: ".densities",
  latent: ".latent",
  study: ".study__figure",
  measurements: ".measurements__list:has(.measurements__result)",
} as const;

export type FigureId = keyof typeof PLACES;

/** In a wide Lab the figure of the latent space is the map's column. */
function elementOf(id: FigureId): Element | null {
  const found = document.querySelector(PLACES[id]);
  const main = found?.querySelector(".latent__main");
  return main && getComputedStyle(main).display !== "contents" ? main : found;
}

/** Measurements are displayed in a dialog, which is closed while figures are saved. */
const isDisplayed = (id: FigureId): boolean => {
  const element = elementOf(id);
  return element !== null && (id === "measurements" || (isVisible(element) && element.getBoundingClientRect().height > 0));
};

/** Returns the figures that can be saved now, in the order in which they are offered. */
export const displayedFigures = (): readonly FigureId[] => (Object.keys(PLACES) as FigureId[]).filter(isDisplayed);

export type FigureTheme = Exclude<Theme, "system">;

/**
 * Controls and redundant headings are hidden in figures. They keep their space, so that nothing moves, except those of the loss chart when the
 * layout is as long as its content.
 */
const LEFT_OUT = [
  ".panel-title", ".button", ".playhead", ".picks", ".loss-chart__controls > :not(.loss-chart__unit)", ".loss-chart__all", ".loss-chart__note", ".loss-chart__table",
  ".doctor__mark", ".latent__head", ".latent__controls", ".latent__range", ".equation__symbols", ".equation__glossary", ".plane", ".study__clear", ".study__scroll", ".guess__area", ".guess__hint",
  ".later",
].join(", ");

const SHEET = `
  *, *::before, *::after { transition: none !important; animation: none !important; }
  :root[data-theme="light"] { --paper: #ffffff; }
  :is(${Object.values(PLACES).join(", ")}) :is(${LEFT_OUT}) { visibility: hidden !important; }
  .latent__main { border-color: transparent !important; }
  .latent__main > :is(.foot__about, .foot__question, .page__class, .page__pictures) { display: none !important; }
  .loss-chart .loss-chart__entry > .loss-chart__value { display: inline-block !important; }
  @media (max-width: 60rem) {
    .loss-chart__entry.loss-chart__entry { min-height: 1.75rem; }
    .loss-chart__controls > :not(.loss-chart__unit) { display: none !important; }
  }
  #measure-dialog { display: block !important; position: fixed; }
  #measure-dialog :is(.measurements__entry:not(:has(.measurements__result)), .measurements__about, .measurements__action, .measurements__settings, .measurements__fields) { display: none; }
`;

/** Microtasks within which canvases react to a theme change: one for an observer, the rest for the panels' updates. */
const MICROTASKS = 12;

/** Animation frames after which a chart that was off-screen, and therefore not drawn, has been drawn. */
const FRAMES = 4;
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** How a figure is drawn. */
export interface FigureLook {
  readonly theme: FigureTheme;
  readonly words?: Words;
  /** Whether title and lines are drawn. They are in the file's metadata in any case. */
  readonly shown?: boolean;
  /** CSS pixels for which the panel is laid out; null: as it is displayed. */
  readonly width?: number | null;
}

/** Settles when the last figure is taken. */
let last: Promise<unknown> = Promise.resolve();

/** Returns the figure as SVG, whose texts are in the page's typefaces; null if it is not displayed. */
export async function figureOf(id: FigureId, { theme, words = NO_WORDS, shown = false, width = null }: FigureLook): Promise<Figure | null> {
  // A figure that is taken while another one changes the theme or a panel's width would have these, too, and restore them afterwards.
  const turn = last.then(() => take(id, theme, width));
  last = turn.catch(() => undefined);
  const taken = await turn;
  return taken && compose(taken, taken, words, shown);
}

/** Returns the figure with the typefaces of its texts, so that a browser shows it without the page. */
export const withFonts = async (figure: Figure): Promise<Figure> => ({ ...figure, svg: figure.svg.replace("</desc>", `</desc>${await fontsFor(figure.svg)}`) });

const NO_WORDS: Words = { title: "", lines: [] };

/**
 * Takes the figure. For a moment, behind the dialog, a loss chart outside the window is scrolled into view, and a panel that gets another width
 * is laid out again.
 */
async function take(id: FigureId, theme: FigureTheme, width: number | null): Promise<Taken | null> {
  const element = elementOf(id);
  const { top = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {};
  const scrolls = id === "losses" && (top < 0 || bottom > innerHeight);
  if (!(element instanceof HTMLElement) || (!scrolls && width === null)) return takeAtOnce(id, theme);
  const { scrollX, scrollY } = window;
  const { style: { cssText } } = element;
  element.toggleAttribute("data-laid-out", width !== null); // the page's height is not the figure's
  if (width !== null) element.style.cssText += `; box-sizing: border-box; width: ${Math.round(width - FRAME)}px; min-width: 0; max-width: none;`;
  if (scrolls) element.scrollIntoView({ block: "nearest", behavior: "instant" });
  for (let i = 0; i < FRAMES; i++) await nextFrame();
  try {
    return await takeAtOnce(id, theme);
  } finally {
    element.style.cssText = cssText;
    element.removeAttribute("data-laid-out");
    scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  }
}

interface Taken extends PanelSvg {
  readonly paper: string;
  readonly ink: string;
  readonly font: string;
}

/** Returns null if the figure is not on the page. Runs in one task before the browser repaints, so that the other theme is never visible. */
async function takeAtOnce(id: FigureId, theme: FigureTheme): Promise<Taken | null> {
  const root = document.documentElement;
  const before = root.dataset["theme"] ?? "light";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  const settled = async () => { for (let i = 0; i < MICROTASKS; i++) await Promise.resolve(); };
  document.adoptedStyleSheets.push(sheet);
  root.dataset["theme"] = theme;
  try {
    await settled();
    const element = elementOf(id);
    const style = getComputedStyle(root);
    return element && { ...svgOf(element), paper: style.getPropertyValue("--paper").trim(), ink: style.getPropertyValue("--ink").trim(), font: getComputedStyle(document.body).fontFamily };
  } finally {
    root.dataset["theme"] = before;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    await settled();
  }
}
