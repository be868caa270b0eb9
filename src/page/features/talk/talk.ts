/**
 * A talk: a sequence of moments, each an experiment at a step with a highlighted subject and a note for the speaker. `talkFile.ts` reads and
 * writes talks; `actions.ts` gives them.
 */

import type { ExperimentAtStep } from "../../state/pageParts";
import { piecesWithout } from "../../state/link/pairs";
import { parse } from "../../state/urlCodec";

/** The subject of a moment; other panels are faded. */
export const PANELS = ["equation", "chart", "pictures", "latent"] as const;
export type Panel = (typeof PANELS)[number];

/** The parts of the page that are recorded if they are displayed. */
export const RECORDED_FIGURES = ["equation", "losses", "samples", "reconstructions", "densities", "latent"] as const;
export type RecordedFigure = (typeof RECORDED_FIGURES)[number];

/** A recording of the page at one step, on the machine that recorded the talk. */
export interface RecordedFrame {
  readonly step: number;
  /** Losses at that step by column; null: not finite. */
  readonly losses: Readonly<Record<string, number | null>>;
  /** A PNG in base64 for each displayed part. */
  readonly figures: readonly { readonly id: RecordedFigure; readonly png: string }[];
}

/** One experiment at a step, with its subject and note. */
export interface Moment {
  readonly title: string;
  /** A link's fragment without # (docs/links.md): experiment, view and position. */
  readonly link: string;
  /** The step to train the run to; null: the experiment's start, or the run's current step if it is open already. */
  readonly step: number | null;
  /** Null: no panel is highlighted. */
  readonly panel: Panel | null;
  /** Whether the panel fills the screen. */
  readonly zoom: boolean;
  /** The loss column highlighted in formula, legend and chart; null: none. */
  readonly lit: string | null;
  /** A note for the speaker only. */
  readonly note: string;
  /** Frames in order, the last one at the moment's step, shown if the run cannot be trained. Null: not recorded. */
  readonly recording: readonly RecordedFrame[] | null;
  /** What the page displayed when the moment was added, small (`packedPicture.ts`); null: unknown, or untrained. */
  readonly picture: string | null;
}

/** A sequence of moments with a title. */
export interface Talk {
  readonly title: string;
  readonly moments: readonly Moment[];
}

/** A talk that is being edited. */
export interface EditedTalk {
  readonly talk: Talk;
  /** The talk before the last change that removed something, for undo; null: nothing was removed. */
  readonly before: Talk | null;
}

export const NO_TALK: Talk = { title: "", moments: [] };

/** Returns the talk with this moment changed. If its run changed, its recording and its picture are dropped, unless the change has others. */
export function withMoment(talk: Talk, at: number, change: Partial<Moment>): Talk {
  const changed = (moment: Moment): Moment => {
    const next = { ...moment, ...change };
    return isSameRun(moment, next) ? next : { ...next, recording: change.recording ?? null, picture: change.picture ?? null };
  };
  return { ...talk, moments: talk.moments.map((moment, i) => (i === at ? changed(moment) : moment)) };
}

/** Returns whether both moments display the same state of a run, from which training may continue. */
const isSameRun = (a: Moment, b: Moment): boolean => a.step === b.step && withTraining(a.link, false) === withTraining(b.link, false);

/** Returns the run that a moment needs, in lecture mode whatever the link says. */
export const experimentOf = ({ link, step }: Pick<Moment, "link" | "step">): ExperimentAtStep => ({ fragment: [...piecesWithout("present", link), "present=1"].join("&"), step });

/** Returns whether the link trains automatically. */
export const trainsAutomatically = (link: string): boolean => parse(link).autostart;

/** Returns the link with or without automatic training. */
export const withTraining = (link: string, on: boolean): string => [...piecesWithout("autostart", link), ...(on ? ["autostart=1"] : [])].join("&");

/** Returns the id of the own images that a moment shows; undefined: MNIST. */
export const ownImagesOf = ({ link }: Moment): string | undefined => parse(link).config.own;

/** Returns the ids of own images of which the talk has recorded pictures. */
export const recordedOwnImages = ({ moments }: Talk): readonly string[] =>
  [...new Set(moments.filter(({ recording }) => recording).flatMap((moment) => ownImagesOf(moment) ?? []))];

/** Returns the talk without recorded pictures of own images. */
export const withoutOwnRecordings = (talk: Talk): Talk =>
  ({ ...talk, moments: talk.moments.map((moment) => (moment.recording && ownImagesOf(moment) !== undefined ? { ...moment, recording: null } : moment)) });

/** Returns the talk without the small pictures of moments. */
export const withoutPictures = (talk: Talk): Talk => ({ ...talk, moments: talk.moments.map((moment) => ({ ...moment, picture: null })) });

/** Returns the talk without recordings. */
export const withoutRecordings = (talk: Talk): Talk => ({ ...talk, moments: talk.moments.map((moment) => ({ ...moment, recording: null })) });

/** Returns the size of all recorded pictures in bytes. */
export const recordedBytes = ({ moments }: Talk): number => moments.flatMap(({ recording }) => recording ?? []).flatMap(({ figures }) => figures)
  .reduce((sum, { png }) => sum + Math.floor(png.length * 3 / 4), 0);

/** Returns the talk without a moment. */
export const withoutMoment = (talk: Talk, at: number): Talk => ({ ...talk, moments: talk.moments.toSpliced(at, 1) });

/** Returns the talk with the moment `from` moved to index `to`. Both are counted from 0, and `to` is clipped. */
export function withMoved(talk: Talk, from: number, to: number): Talk {
  const moment = talk.moments[from];
  if (!moment) return talk;
  const place = Math.max(0, Math.min(talk.moments.length - 1, to));
  return { ...talk, moments: talk.moments.toSpliced(from, 1).toSpliced(place, 0, moment) };
}

const written = ({ title, link, step, panel, zoom, lit, note, recording, picture }: Moment) => JSON.stringify([title, link, step, panel, zoom, lit, note, recording, picture]);

/**
 * Returns `theirs` with the changes from `base` to `mine`. If both changed a moment, both versions remain. The order is theirs; a moment that
 * is new in `mine` comes after the one that it follows there.
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
