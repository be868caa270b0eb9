/** Theme, language, room, keys, threads, and whether training is suspended while the page is hidden, as this browser remembers them. */
import { readText } from "../../core/browserTexts";
import { isLanguage } from "../../i18n/language";
import { FIRST_ROOM, ROOMS } from "../../state/rooms";
import type { Theme } from "../../state/settings";
import type { State } from "../../state/store";

export const KEYS = {
  theme: "elbo-room.theme", language: "elbo-room.language", room: "elbo-room.room", characterKeys: "elbo-room.character-keys", threads: "elbo-room.threads",
  suspendsWhileHidden: "elbo-room.suspends-while-hidden",
} as const;

export type Preferences = Pick<State, keyof typeof KEYS>;

const isTheme = (written: string | null): written is Theme =>
  written === "light" || written === "dark" || written === "system";

/** What this browser remembers, and else what it prefers. */
export function rememberedPreferences(): Preferences {
  const theme = readText(KEYS.theme);
  const language = readText(KEYS.language);
  const room = readText(KEYS.room);
  const threads = readText(KEYS.threads);
  const preferred = navigator.languages.some((tag) => /^zh/i.test(tag)) && !/^en/i.test(navigator.languages[0] ?? "");
  return {
    theme: isTheme(theme) ? theme : "system",
    language: isLanguage(language) ? language : preferred ? "zh-CN" : "en",
    room: ROOMS.find((one) => one === room) ?? FIRST_ROOM,
    characterKeys: readText(KEYS.characterKeys) !== "off",
    threads: threads === null || threads === "auto" ? "auto" : Number(threads),
    suspendsWhileHidden: readText(KEYS.suspendsWhileHidden) === "on",
  };
}

export const systemTheme = () => matchMedia("(prefers-color-scheme: dark)");

export const isDark = (theme: Theme): boolean => (theme === "system" ? systemTheme().matches : theme === "dark");
