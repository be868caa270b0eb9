/** What on the page is a figure, and how one is taken: at its place, in the theme that is asked for, without the page being seen to change. */
import type { Theme } from "../../state/store";
import { compose, type Figure, type Words } from "./compose";
import { fontsFor } from "./fonts";
import { svgOf, type Drawn } from "./svgOf";

/** Where each figure stands. */
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

const elementOf = (id: FigureId): Element | null => document.querySelector(PLACES[id]);

/** Measurements stand in a dialog of their own, which is closed meanwhile. */
const isOnShow = (id: FigureId): boolean => {
  const element = elementOf(id);
  return element !== null && (id === "measurements" || (element.checkVisibility() && element.getBoundingClientRect().height > 0));
};

/** In the order in which they are offered. */
export const figuresOnShow = (): readonly FigureId[] => (Object.keys(PLACES) as FigureId[]).filter(isOnShow);

export type FigureTheme = Exclude<Theme, "system">;

/** Controls, and headings that a title says better. They keep their room, so that nothing else moves; where the page is as long as what is on it, those of the loss chart do not. */
const LEFT_OUT = [
  ".panel-title", ".button", ".playhead", ".picks", ".loss-chart__controls > :not(.loss-chart__unit)", ".loss-chart__all", ".loss-chart__note", ".loss-chart__table",
  ".doctor__mark", ".latent__head", ".latent__controls", ".latent__range", ".equation__symbols", ".equation__glossary", ".plane", ".study__clear", ".study__scroll", ".guess__sliders", ".guess__hint",
  ".later",
].join(", ");

const SHEET = `
  *, *::before, *::after { transition: none !important; animation: none !important; }
  :root[data-theme="light"] { --paper: #ffffff; }
  :is(${Object.values(PLACES).join(", ")}) :is(${LEFT_OUT}) { visibility: hidden !important; }
  @media (max-width: 60rem) {
    .loss-chart__entry.loss-chart__entry { min-height: 1.75rem; }
    .loss-chart__controls > :not(.loss-chart__unit) { display: none !important; }
  }
  #measure-dialog { display: block !important; position: fixed; }
  #measure-dialog :is(.measurements__entry:not(:has(.measurements__result)), .measurements__about, .measurements__action, .measurements__settings, .measurements__fields) { display: none; }
`;

/** Microtasks within which canvases follow a change of theme: an observer, then the panels' own updates. */
const TURNS = 12;

/** Frames within which a chart that was out of sight, and not drawn for that, has been drawn. */
const FRAMES = 4;
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The figure as an SVG file; null where it is not on show. `shown`: its words are drawn, too; in the file they are in any case. */
export async function figureOf(id: FigureId, theme: FigureTheme, words: Words = NO_WORDS, shown = false): Promise<Figure | null> {
  const taken = await take(id, theme);
  if (!taken) return null;
  const figure = compose(taken, taken, words, shown);
  return { ...figure, svg: figure.svg.replace("</desc>", `</desc>${await fontsFor(figure.svg)}`) };
}

const NO_WORDS: Words = { title: "", lines: [] };

/** A figure that is not in the window is there for a moment, behind the dialog. */
async function take(id: FigureId, theme: FigureTheme): Promise<Taken | null> {
  const element = elementOf(id);
  const { top = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {};
  if (id !== "losses" || (top >= 0 && bottom <= innerHeight)) return takeAtOnce(id, theme);
  const { scrollX, scrollY } = window;
  element?.scrollIntoView({ block: "nearest", behavior: "instant" });
  for (let i = 0; i < FRAMES; i++) await nextFrame();
  const taken = await takeAtOnce(id, theme);
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  return taken;
}

interface Taken extends Drawn {
  readonly paper: string;
  readonly ink: string;
  readonly font: string;
}

/**
 * Null where the figure is not there. All happens before the browser draws the page again: nobody sees another theme.
 */
async function takeAtOnce(id: FigureId, theme: FigureTheme): Promise<Taken | null> {
  const root = document.documentElement;
  const before = root.dataset["theme"] ?? "light";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  const settled = async () => { for (let i = 0; i < TURNS; i++) await Promise.resolve(); };
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
