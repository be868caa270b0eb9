/** Stores the reader's preferences in this browser, and sets theme and language on the page's root element for CSS and screen readers. */
import { hasTexts, loadTexts, onTexts, textsOf } from "../../i18n";
import { rememberPreferences, type Preferences } from "./remembered";
import type { FeatureKeys, Store } from "../../state/store";
import { quietly } from "../kit/quietly";
import { writeNumbersIn } from "../numbers";
import { isDark, systemTheme } from "./theme";

/** Applies the preferences in the store for as long as the page lives. */
export function applyPreferences(store: Store): void {
  const root = document.documentElement;
  // Lecture mode's styles load when it is entered, or when the page is idle. They override the panels' own styles and so must come after them.
  let hasLectureStyles = false;
  const fetchLectureStyles = async () => {
    await import("../present/lecture.css");
    hasLectureStyles = true;
    apply();
  };
  const apply = () => {
    const { theme, language, present, embed } = store.getState();
    root.dataset["theme"] = isDark(theme) ? "dark" : "light";
    root.toggleAttribute("data-present", present && hasLectureStyles);
    if (present && !hasLectureStyles) quietly(fetchLectureStyles());
    root.toggleAttribute("data-embed", embed !== null);
    const shown = hasTexts(language) ? language : "en"; // the language of the texts that are shown
    root.lang = shown;
    writeNumbersIn(shown);
    document.title = `ELBO Room · ${textsOf(language).shell.header.tagline}`;
  };
  apply();
  systemTheme().addEventListener("change", apply);
  onTexts(apply);
  store.subscribe((state, before) => {
    if (state.theme !== before.theme || state.language !== before.language || state.present !== before.present || state.embed !== before.embed) apply();
    if (state.language !== before.language) quietly(loadTexts(state.language));
  });
}

/** Changes and stores a preference that the reader chose; the language of a link is not stored. */
export function choosePreference(store: Store, chosen: Partial<Preferences>): void {
  store.setState(chosen);
  rememberPreferences(chosen);
}

/** The keys of features that are on or off. */
export type OnOffKey = { [K in keyof FeatureKeys]: FeatureKeys[K] extends boolean ? K : never }[keyof FeatureKeys];

/** Turns a preference on or off, and stores it. */
export const chooseOnOff = (store: Store, key: OnOffKey, on: boolean): void => choosePreference(store, { [key]: on } as Partial<Preferences>);

/** Switches to the other theme, or back to the system's if the two agree. */
export function toggleTheme(store: Store): void {
  const dark = !isDark(store.getState().theme);
  choosePreference(store, { theme: dark === isDark("system") ? "system" : dark ? "dark" : "light" });
}
