/**
 * A talk: moments, one after the other, each an experiment at a step with what is talked about and a note for the speaker. How it is written
 * and read is `talkFile.ts`'s business, how it is given `actions.ts`'s.
 */

import type { ExperimentAtStep } from "../../state/pageParts";
import { parse } from "../../state/urlCodec";

/** What a moment is about: the other panels step back. */
export const PANELS = ["equation", "chart", "pictures", "latent"] as const;
export type Panel = (typeof PANELS)[number];

/** The parts of the page that are recorded, as far as a moment shows them. */
export const RECORDED_FIGURES = ["equation", "losses", "samples", "reconstructions", "densities", "latent"] as const;
export type RecordedFigure = (typeof RECORDED_FIGURES)[number];

/** What the page showed of a moment at a step, on the machine where the talk was recorded. */
export interface RecordedFrame {
  readonly step: number;
  /** Of that step, by loss column; null: not a number. */
  readonly losses: Readonly<Record<string, number | null>>;
  /** A PNG for each part on show, in base64. */
  readonly figures: readonly { readonly id: RecordedFigure; readonly png: string }[];
}

export interface Moment {
  readonly title: string;
  /** A link's fragment (docs/links.md), without #: the experiment, the way of looking, the position. */
  readonly link: string;
  /** The step that the run has reached when the moment is on show; null: where the experiment begins, or, if it stands already, as it stands. */
  readonly step: number | null;
  /** Null: everything alike. */
  readonly panel: Panel | null;
  /** It fills the screen, and the others are away. */
  readonly zoom: boolean;
  /** The loss column that is lit in formula, legend and chart; null: none. */
  readonly lit: string | null;
  /** For the speaker alone. */
  readonly note: string;
  /** Frames one after the other, the last at the moment's step: shown where the run cannot be trained. Null: it was not recorded. */
  readonly recording: readonly RecordedFrame[] | null;
}

export interface Talk {
  readonly title: string;
  readonly moments: readonly Moment[];
}

export const NO_TALK: Talk = { title: "", moments: [] };

/** The talk with this moment changed; what was recorded of another run goes. */
export function withMoment(talk: Talk, at: number, change: Partial<Moment>): Talk {
  const stale = change.recording === undefined && (change.link !== undefined || change.step !== undefined);
  return { ...talk, moments: talk.moments.map((moment, i) => (i === at ? { ...moment, ...change, ...(stale ? { recording: null } : {}) } : moment)) };
}

const without = (key: string, link: string): readonly string[] =>
  link.replace(/^#/, "").split("&").filter((pair) => pair !== "" && pair !== key && !pair.startsWith(`${key}=`));

/** What a moment asks of the run, in lecture mode whatever the link says. */
export const goalOf = ({ link, step }: Pick<Moment, "link" | "step">): ExperimentAtStep => ({ fragment: [...without("present", link), "present=1"].join("&"), step });

/** Whether the link goes on training by itself. */
export const goesOn = (link: string): boolean => parse(link).autostart;

/** The link with training that begins by itself, or without. */
export const withTraining = (link: string, on: boolean): string => [...without("autostart", link), ...(on ? ["autostart=1"] : [])].join("&");

/** The reader's own images that a moment shows; undefined: MNIST. */
export const ownImagesOf = ({ link }: Moment): string | undefined => parse(link).config.own;

/** Own images of which the talk has recorded pictures. */
export const recordedOwnImages = ({ moments }: Talk): readonly string[] =>
  [...new Set(moments.filter(({ recording }) => recording).flatMap((moment) => ownImagesOf(moment) ?? []))];

export const withoutOwnRecordings = (talk: Talk): Talk =>
  ({ ...talk, moments: talk.moments.map((moment) => (moment.recording && ownImagesOf(moment) !== undefined ? { ...moment, recording: null } : moment)) });

export const withoutRecordings = (talk: Talk): Talk => ({ ...talk, moments: talk.moments.map((moment) => ({ ...moment, recording: null })) });

/** Bytes of the pictures recorded; 0: nothing was. */
export const recordedBytes = ({ moments }: Talk): number => moments.flatMap(({ recording }) => recording ?? []).flatMap(({ figures }) => figures)
  .reduce((sum, { png }) => sum + Math.floor(png.length * 3 / 4), 0);

export const withoutMoment = (talk: Talk, at: number): Talk => ({ ...talk, moments: talk.moments.toSpliced(at, 1) });

/** The talk with the moment `from` in the place `to`; both counted from 0, and `to` no further than the ends. */
export function withMoved(talk: Talk, from: number, to: number): Talk {
  const moment = talk.moments[from];
  if (!moment) return talk;
  const place = Math.max(0, Math.min(talk.moments.length - 1, to));
  return { ...talk, moments: talk.moments.toSpliced(from, 1).toSpliced(place, 0, moment) };
}

const written = ({ title, link, step, panel, zoom, lit, note, recording }: Moment) => JSON.stringify([title, link, step, panel, zoom, lit, note, recording]);

/**
 * `theirs` with what `mine` has changed in `base`. A moment that both have changed is there twice. The order is
 * theirs; a moment that is new in `mine` comes after the one that it follows there.
 */
export function mergeTalks(base: Talk, mine: Talk, theirs: Talk): Talk {
  if (mine === base) return theirs;
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map(({ moments }) => new Set(moments.map(written))) as [Set<string>, Set<string>, Set<string>];
  const merged = theirs.moments.map((moment) => ({ moment, text: written(moment) })).filter(({ text }) => inMine.has(text) || !inBase.has(text));
  let before: string | null = null;
  for (const moment of mine.moments) {
    const text = written(moment);
    if (!inBase.has(text) && !inTheirs.has(text)) {
      const at = merged.findLastIndex((one) => one.text === before);
      merged.splice(at < 0 && before !== null ? merged.length : at + 1, 0, { moment, text });
    }
    before = text;
  }
  return { title: mine.title === base.title ? theirs.title : mine.title, moments: merged.map(({ moment }) => moment) };
}
