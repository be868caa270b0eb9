/** The page's only script in its HTML. It decides whether the shell is shown (`shell.tsx`), before anything is painted. */
import { languageOf } from "../i18n/language";

/**
 * Shows the shell in the reader's language and the system's theme, if the page will begin with that view: at the bare address, and without
 * stored preferences. Removes the others. It is written into the page as text, so it uses nothing but its argument.
 */
function showShell(preferred: (tags: readonly string[]) => string): void {
  let language: string | null = null;
  try {
    // eslint-disable-next-line no-restricted-globals -- nothing can be imported here
    const isFirstVisit = !Object.keys(localStorage).some((key) => key.startsWith("elbo-room."));
    if (location.hash === "" && isFirstVisit) language = preferred(navigator.languages);
  } catch { /* The browser does not allow reading. */ }
  const { documentElement: root } = document;
  for (const shell of document.querySelectorAll<HTMLElement>(".shell")) {
    if (shell.lang === language) {
      root.lang = shell.lang;
      root.dataset["theme"] = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      shell.hidden = false;
    } else shell.remove();
  }
}

/** The script's text. */
export const shellScript = `(${showShell})(${languageOf});`;
