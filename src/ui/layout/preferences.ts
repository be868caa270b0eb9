/** Theme, language, room, keys and threads: kept in this browser; the first two written on the page's root element for CSS and screen readers. */
import { hasTexts, isLanguage, loadTexts, onTexts, textsOf } from "../../i18n";
import type { Theme } from "../../state/settings";
import { FIRST_ROOM, ROOMS } from "../../state/rooms";
import type { State, Store } from "../../state/store";
import { quietly } from "./quietly";

const KEYS = {
  theme: "elbo-room.theme", language: "elbo-room.language", room: "elbo-room.room", characterKeys: "elbo-room.character-keys", threads: "elbo-room.threads",
} as const;

export type Preferences = Pick<State, keyof typeof KEYS>;

const isTheme = (written: string | null): written is Theme =>
  written === "light" || written === "dark" || written === "system";

/** What this browser remembers, and else what it prefers. Storage may be forbidden. */
export function rememberedPreferences(): Preferences {
  let theme: string | null = null;
  let language: string | null = null;
  let room: string | null = null;
  let characterKeys: string | null = null;
  let threads: string | null = null;
  try {
    theme = localStorage.getItem(KEYS.theme);
    language = localStorage.getItem(KEYS.language);
    room = localStorage.getItem(KEYS.room);
    characterKeys = localStorage.getItem(KEYS.characterKeys);
    threads = localStorage.getItem(KEYS.threads);
  } catch {
    // Nothing is remembered, then.
  }
  const preferred = navigator.languages.some((tag) => /^zh/i.test(tag)) && !/^en/i.test(navigator.languages[0] ?? "");
  return {
    theme: isTheme(theme) ? theme : "system",
    language: isLanguage(language) ? language : preferred ? "zh-CN" : "en",
    room: ROOMS.find((one) => one === room) ?? FIRST_ROOM,
    characterKeys: characterKeys !== "off",
    threads: threads === null || threads === "auto" ? "auto" : Number(threads),
  };
}

/** Follows the store for as long as the page lives. */
export function applyPreferences(store: Store): void {
  const root = document.documentElement;
  const apply = () => {
    const { theme, language, present } = store.getState();
    root.dataset["theme"] = isDark(theme) ? "dark" : "light";
    root.toggleAttribute("data-present", present);
    root.lang = hasTexts(language) ? language : "en"; // as what stands there
    document.title = `ELBO Room · ${textsOf(language).shell.header.tagline}`;
  };
  apply();
  systemTheme().addEventListener("change", apply);
  onTexts(apply);
  store.subscribe((state, before) => {
    if (state.theme !== before.theme || state.language !== before.language || state.present !== before.present) apply();
    if (state.language !== before.language) quietly(loadTexts(state.language));
  });
}

/** A choice of the reader, to be remembered; a link's `lang` is not one. */
export function choosePreference(store: Store, chosen: Partial<Preferences>): void {
  store.setState(chosen);
  try {
    if (chosen.theme) localStorage.setItem(KEYS.theme, chosen.theme);
    if (chosen.language) localStorage.setItem(KEYS.language, chosen.language);
    if (chosen.room) localStorage.setItem(KEYS.room, chosen.room);
    if (chosen.threads !== undefined) localStorage.setItem(KEYS.threads, String(chosen.threads));
    if (chosen.characterKeys !== undefined) localStorage.setItem(KEYS.characterKeys, chosen.characterKeys ? "on" : "off");
  } catch {
    // It holds for this visit only.
  }
}

const systemTheme = () => matchMedia("(prefers-color-scheme: dark)");
const systemIsDark = () => systemTheme().matches;

export const isDark = (theme: Theme): boolean => (theme === "system" ? systemIsDark() : theme === "dark");

/** The other one; back to following the system where the two agree. */
export function toggleTheme(store: Store): void {
  const dark = !isDark(store.getState().theme);
  choosePreference(store, { theme: dark === systemIsDark() ? "system" : dark ? "dark" : "light" });
}
