/**
 * The page's only script in its HTML. It decides whether the shell is shown (`shell.tsx`), before anything is painted, and when the page's other
 * scripts are fetched.
 */
import { languageOf } from "../i18n/language";

/**
 * Shows the shell in the reader's language and the system's theme, if the page will begin with that view: at the bare address, and without
 * stored preferences. Removes the others. The page's scripts are fetched when the shell has been painted, as its styles and font need a slow
 * network for themselves; without a shell at once. It is written into the page as text, so it uses nothing but its argument.
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
  const fetchScripts = () => document.querySelectorAll<HTMLLinkElement>('link[rel="after-shell"]').forEach((link) => { link.rel = "modulepreload"; });
  if (language === null) fetchScripts();
  else requestAnimationFrame(() => setTimeout(fetchScripts)); // a hidden page is not painted: its first script imports the others itself
}

/** The script's text. */
export const shellScript = `(${showShell})(${languageOf});`;
