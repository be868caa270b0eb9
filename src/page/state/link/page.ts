/** The keys that say how the page opens: with which lesson, study or exercise, in which language and theme, in lecture mode or in a frame. */
import { encodeText } from "../../../core/wellFormed";
import { isLanguage, type Language } from "../../../core/language";
import { EXERCISE_IDS } from "../../../course/exercises/ids";
import { LESSON_IDS } from "../../../course/lessons/ids";
import { STUDY_IDS } from "../../../course/studies/ids";
import { CONTROLS, isOneOf, MAX_TEXT, MAX_TITLE, originOf, PANELS, STANDARD_EMBED, tidyText, type Embed } from "../embed";
import { guessesOf, guessesText } from "../guesses";
import { ENLARGEABLE, ROOMS } from "../rooms";
import { valueAt, flag, key, oneOf, oneOrNone, text, type LinkKeys } from "./key";
import { modelOf, roomOf, type Draft, type Link } from "./link";

const framed = <F extends keyof Embed>(name: F) => ({
  get: ({ embed }: Link): Embed[F] => (embed ?? STANDARD_EMBED)[name],
  set: (link: Draft, value: Embed[F]): Draft => ({ ...link, embed: { ...STANDARD_EMBED, ...link.embed, [name]: value } }),
});
/** The keys of a frame apply only with `embed=1`. */
const inFrame = { when: ({ embed }: Link) => embed !== null };

const same = (words: string | null) => words;
/** A text of a stranger: it is cut to size, and a notice says so. */
const words = (most: number) => text((written) => tidyText(written, most), same, true);

/** More settings than a model has. */
const MAX_NAMES = 60;
const names = <Name extends string>(isKnown: (name: string, link: Link) => name is Name) => text<readonly Name[]>((written, link) => {
  const known = [...new Set(written.split(",", MAX_NAMES))].filter((name) => isKnown(name, link));
  return known.length > 0 ? known : null;
}, (all, link) => all.filter((name) => isKnown(name, link)).join() || null, true); // names of another model's settings are left out

/** Returns a test for the names of the model's settings, the seed, and these names. */
const settingsAnd = (others: readonly string[]) => (name: string, link: Link): name is string =>
  name === "seed" || others.includes(name) || Object.hasOwn(modelOf(link).hyperparameters, name);

/** The keys in the order in which they are read: a key may depend on those before it. */
export const pageKeys = {
  /** The language; a link contains it if it was chosen. */
  lang: key(valueAt("language"), text<Language | null>((written) => (isLanguage(written) ? written : null), same)),
  /** The theme; a link contains it if its author chose to include it. */
  theme: key(valueAt("theme"), oneOrNone("system", ["light", "dark"])),
  /** The lesson that is open. */
  lesson: key(valueAt("lesson"), oneOrNone("none", LESSON_IDS)),
  /** The study that is open. If a link has a lesson and a study, the lesson is opened, which would cover the study. */
  study: key(valueAt("study"), oneOrNone("none", STUDY_IDS), { fit: (study, { lesson }) => (lesson ? null : study), writtenWhen: ({ lesson }) => !lesson }),
  /** The exercise that is open, if no lesson or study is. */
  exercise: key(valueAt("exercise"), oneOrNone("none", EXERCISE_IDS), {
    fit: (exercise, { lesson, study }) => (lesson ?? study ? null : exercise), writtenWhen: ({ lesson, study }) => !(lesson ?? study),
  }),
  /** The panel that fills the screen in lecture mode. */
  enlarged: key(valueAt("enlarged"), oneOrNone("none", ENLARGEABLE)),
  /** The page is in a frame of another page, and shows the panels that its author chose. */
  embed: key({ get: ({ embed }) => embed !== null, set: (link, embed) => ({ ...link, embed: embed ? STANDARD_EMBED : null }) }, flag),
  panels: key(framed("panels"), names(isOneOf(PANELS)), { ...inFrame, instead: "–" }),
  title: key(framed("title"), words(MAX_TITLE), { ...inFrame, encode: encodeText }),
  text: key(framed("text"), words(MAX_TEXT), { ...inFrame, encode: encodeText }),
  lock: key(framed("locked"), names(settingsAnd(["all"])), inFrame),
  without: key(framed("without"), names(settingsAnd(CONTROLS)), inFrame),
  origin: key(framed("origin"), text(originOf, same, true), inFrame),
  /** Lecture mode. */
  present: key(valueAt("present"), flag, { fit: (present, { embed }) => present && !embed }),
} satisfies LinkKeys;

/** The keys that are read last, in their order. */
export const openingKeys = {
  /** The author's guesses in the lesson or study, if the author chose to include them. */
  guess: key(valueAt("guesses"), text(guessesOf, (guesses) => guessesText(guesses) || null), { when: ({ lesson, study }) => Boolean(lesson ?? study) }),
  /** A link without it opens the Lab, as all did before there were rooms, or Learn if it has a lesson, a study or an exercise. */
  room: key({ get: (link) => link.room ?? roomOf(link), set: (link, room) => ({ ...link, room }) }, oneOf(ROOMS)),
  /** Training starts as soon as the page is ready. */
  autostart: key(valueAt("autostart"), flag),
  /** "Check this machine" begins once when the page is ready; the page does not write this key. */
  check: key({ get: () => false, set: (link: Draft, check) => ({ ...link, check }) }, flag),
} satisfies LinkKeys;
