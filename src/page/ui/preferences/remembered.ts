/** Preferences outlast a visit. This table has the name under which the browser stores each one, and how it is read and written. */
import { readText, writeText } from "../../../core/browser/browserTexts";
import { isLanguage, LANGUAGES, languageOf } from "../../../core/language";
import { FIRST_ROOM, ROOMS } from "../../state/rooms";
import { slices } from "../../features/registry";
import { onOffPreference, type Preference } from "../../../core/slice";
import type { FeatureKeys, PageState, Theme } from "../../state/store";

const isTheme = (written: string | null): written is Theme => written === "light" || written === "dark" || written === "system";

const ofPage = {
  theme: { name: "elbo-room.theme", read: (text) => (isTheme(text) ? text : "system"), write: String },
  language: { name: "elbo-room.language", read: (text) => (isLanguage(text) ? text : languageOf(navigator.languages, LANGUAGES)), write: String },
  room: { name: "elbo-room.room", read: (text) => ROOMS.find((one) => one === text) ?? FIRST_ROOM, write: String },
  characterKeys: onOffPreference("elbo-room.character-keys", true),
  threads: { name: "elbo-room.threads", read: (text) => (text === null || text === "auto" ? "auto" : Number(text)), write: String },
} satisfies { readonly [K in keyof PageState]?: Preference<PageState[K]> };

export type Preferences = Pick<PageState, keyof typeof ofPage> & Partial<FeatureKeys>;

/** The preferences of the page and of its features. */
export const PREFERENCES = [ofPage, ...Object.values(slices).map(({ preferences }) => preferences ?? {})]
  .flatMap((table) => Object.entries(table)) as [keyof Preferences, Preference<unknown>][];

/** Returns the stored preferences; those that are not stored follow the browser's. */
export const rememberedPreferences = (): Preferences =>
  Object.fromEntries(PREFERENCES.map(([key, { name, read }]) => [key, read(readText(name))])) as Preferences;

/** Stores preferences in this browser. */
export function rememberPreferences(chosen: Partial<Preferences>): void {
  for (const [key, { name, write }] of PREFERENCES) if (chosen[key] !== undefined) writeText(name, write(chosen[key]));
}
