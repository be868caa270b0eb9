/**
 * The page's only script in its HTML. It decides whether the shell is shown (`shell.tsx`), before anything is painted, and when the page's other
 * scripts are fetched. If these do not load, it says why.
 */
import { LANGUAGES, languageOf } from "../../core/language";
import { START_FAILURES } from "./startFailure";

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
  document.querySelector(".unstarted")?.remove();
  for (const shell of document.querySelectorAll<HTMLElement>(".shell")) {
    if (shell.lang === language) {
      root.lang = shell.lang;
      root.dataset["theme"] = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      shell.hidden = false;
    } else shell.remove();
  }
  const fetchScripts = () => document.querySelectorAll<HTMLLinkElement>('link[rel="after-shell"]').forEach((link) => { link.rel = "modulepreload"; });
  if (language === null) fetchScripts();
  // Where painting is not reported, as in a hidden page, the first script imports the others itself.
  else new PerformanceObserver((entries) => { if (entries.getEntriesByName("first-contentful-paint").length > 0) fetchScripts(); }).observe({ type: "paint", buffered: true });
}

/**
 * Shows a sentence in place of the page if its first script cannot be loaded, or reports that others cannot. To find the reason, it fetches
 * the scripts again, unless the page is in a sandbox or a policy refuses them: the server has no such file (some send a page in its place), fails or refuses, sends it with another type than a script's, or answers well by now. It is also
 * written into the page as text.
 */
function watchStart(texts: typeof START_FAILURES): void {
  /** The directive by which the server's policy refuses a script of the page. */
  let refused: string | null = null;
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective.startsWith("script-src") && blockedURI.startsWith(origin)) refused ??= effectiveDirective;
  });
  const sentence = async (): Promise<string> => {
    if (location.protocol === "file:") return texts.opened;
    if (origin === "null") return texts.sandbox;
    if (refused) return texts.policy.replaceAll("DIRECTIVE", refused);
    const named = document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>('script[src], link[rel="after-shell"], link[rel="modulepreload"]');
    for (const element of named) {
      const address = "src" in element ? element.src : element.href;
      const { ok, status, headers } = await fetch(address, { cache: "reload" });
      const type = headers.get("content-type") ?? "application/octet-stream";
      const text = !ok && status !== 404 && status !== 410 ? texts.failed : !ok || type.startsWith("text/html") ? texts.missing : /javascript|ecmascript/i.test(type) ? null : texts.type;
      if (text) return text.replaceAll("FILE", new URL(address).pathname).replaceAll("TYPE", type).replaceAll("STATUS", String(status));
    }
    return texts.other;
  };
  const show = (text: string) => {
    const reload = Object.assign(document.createElement("button"), { textContent: texts.reload, onclick: () => location.reload() });
    const alert = document.createElement("p");
    alert.setAttribute("role", "alert");
    alert.style.cssText = "max-width: 45rem; margin: 2rem; white-space: pre-line"; // the styles may be missing, too
    alert.append(text, "\n", reload);
    document.getElementById("root")!.replaceChildren(alert);
  };
  const report = () => void sentence().then(show, () => show(texts.other));
  addEventListener("error", ({ target }) => {
    if (target === document.querySelector("script[type=module][src]")) report();
  }, true); // the event of an element does not bubble
  // A script that arrives cut off has no such event. The first one is evaluated before the page has loaded.
  addEventListener("load", () => {
    if (document.documentElement.dataset["begun"] === undefined) report();
  });
}

/** The script's text. */
export const shellScript = `(${watchStart})(${JSON.stringify(START_FAILURES)});(${showShell})((tags) => (${languageOf})(tags, ${JSON.stringify(LANGUAGES)}));`;
