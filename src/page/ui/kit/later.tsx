/**
 * Loads parts of the page on demand, such as the content of dialogs and the instruments in place of the map. Each part is a script that is
 * fetched when first opened, or, unless it is large, earlier when the page is idle (`fetchParts`). Their styles come with the page.
 */
import { startTransition, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { handAtRest } from "../../../core/browser/handAtRest";
import { createListeners } from "../../../core/listeners";
import { nextTask } from "../../../core/tasks";
import { isLanguage, type Language } from "../../i18n";
import type { LaterTexts } from "../../i18n/laterTexts";
import { partTexts } from "../../i18n/parts";
import { usePanelParts, useStore, useTexts } from "../context";
import type { PageComponent } from "../jsx/JSX";
import { quietly } from "./quietly";

type Part<P> = { readonly kind: "here"; readonly Component: PageComponent<P> } | { readonly kind: "absent" | "coming" | "failed" };

type Fetch = (language: Language) => Promise<void>;
/** The fetches of all parts that are not large: of those that appear when they have loaded, and of those that are opened. */
const fetches: Readonly<Record<"quiet" | "others", Fetch[]>> = { quiet: [], others: [] };

/** The language that the page is displayed in. */
function pageLanguage(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : "en";
}

/** Fetches these parts while the reader's hand rests. Resolves when each one has loaded or failed; a failed part is fetched again when opened. */
export async function fetchParts(which: keyof typeof fetches): Promise<void> {
  const fetching: Promise<void>[] = [];
  for (const fetchPart of fetches[which]) {
    await handAtRest();
    fetching.push(fetchPart(pageLanguage()));
    await nextTask(); // Together they would be one long task.
  }
  await Promise.all(fetching);
}

interface LaterOptions {
  /** Shows nothing until the page was idle and the part has loaded; nothing in this visit if it fails to load. */
  readonly quiet?: boolean;
  /** It is large and few readers open it: it is not fetched before. */
  readonly large?: boolean;
  /** Texts of the part, fetched with it. */
  readonly texts?: PartTexts;
  /** It shows no texts but those of the page's first load. */
  readonly firstTexts?: boolean;
}

/** A part, which can be fetched before it is rendered. `fetch` resolves when it has loaded or failed. */
export type Later<P> = PageComponent<P> & { readonly fetch: Fetch };

type PartTexts = Pick<LaterTexts<unknown>, "load" | "lacks" | "on">;

/** Returns texts of a part that come from several files; the first one decides whether a language lacks them. */
export const together = (first: PartTexts, ...others: readonly PartTexts[]): PartTexts => ({
  load: async (language) => void await Promise.all([first, ...others].map((texts) => texts.load(language))),
  lacks: first.lacks, on: first.on,
});

const never = () => () => undefined;

/**
 * Wraps the component that `load` resolves to. Until it has loaded, a line says so; if it fails, there is a button to retry and one to reload,
 * as the host may have another version by now. Once loaded it is rendered at once.
 */
export function later<P extends object>(load: () => Promise<PageComponent<P>>, { quiet = false, large = false, texts, firstTexts = false }: LaterOptions = {}): Later<P> {
  let part: Part<P> = { kind: "absent" };
  const listeners = createListeners();
  const become = (next: Part<P>) => {
    part = next;
    listeners.call();
  };
  const fetchPart = async (language: Language) => {
    if (part.kind === "here" || part.kind === "coming") return;
    become({ kind: "coming" });
    // If its texts in this language have been fetched, no network is needed.
    await Promise.all([load(), firstTexts || partTexts.load(language), texts?.load(language)])
      .then(([Component]) => become({ kind: "here", Component }), () => become({ kind: "failed" }));
  };
  if (!large) fetches[quiet ? "quiet" : "others"].push(fetchPart);
  function Later(props: P) {
    const [now, setNow] = useState(part);
    // A transition is rendered in slices, so that a slow phone answers meanwhile.
    useEffect(() => {
      const update = () => startTransition(() => setNow(part));
      update(); // it may have changed since the first rendering
      return listeners.add(update);
    }, []);
    const language = useStore((state) => state.language); // the page is displayed in another one until its texts have loaded
    useEffect(() => void (quiet || fetchPart(language)), [language]);
    const isEnglish = useSyncExternalStore(texts?.on ?? never, () => texts?.lacks(language) ?? false, () => false);
    if (now.kind === "here" && isEnglish) return <InEnglish language={language}><now.Component {...props} /></InEnglish>;
    return now.kind === "here" ? <now.Component {...props} /> : !quiet && <Waiting failed={now.kind === "failed"} again={() => void fetchPart(language)} />;
  }
  return Object.assign(Later, { fetch: fetchPart });
}

/** A part that the reader's language lacks. */
function InEnglish({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const { shell } = useTexts();
  return <div className="in-english" lang="en"><p className="in-english__note" lang={language}>{shell.later.inEnglish}</p>{children}</div>;
}

function Waiting({ failed, again }: { readonly failed: boolean; again(): void }) {
  const { session } = usePanelParts();
  const { shell: { later: texts }, notices: { actions } } = useTexts();
  if (!failed) return <p className="later" role="status">{texts.loading}</p>;
  return (
    <div className="later" role="alert">
      <p>{texts.failed}</p>
      <button type="button" className="button" onClick={again}>{actions.retry}</button>{" "}
      <button type="button" className="button" onClick={() => quietly(session.reload())}>{actions.reload}</button>
    </div>
  );
}
