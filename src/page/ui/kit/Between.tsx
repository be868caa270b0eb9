/** What stands between two texts: languages differ in it. */
import { useTexts } from "../context";

/** The space between two sentences; Chinese has none. */
export const Space = () => <>{useTexts().shell.betweenSentences}</>;

/** The colon between a name and what it names, with its space; that of Chinese is wide and has none. */
export const Colon = () => <>{useTexts().shell.colon}</>;
