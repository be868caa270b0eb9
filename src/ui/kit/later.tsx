/**
 * Parts of the page that a reader opens later: what a dialog holds, the instruments beside the map. Each is a script of its own,
 * fetched when it is first opened, or before, when the page has nothing else to do (`fetchRest`). Their styles come with the page.
 */
import { useEffect, useSyncExternalStore, type ComponentType } from "react";
import { isLanguage, type Language } from "../../i18n";
import type { LaterTexts } from "../../i18n/laterTexts";
import { partTexts } from "../../i18n/parts";
import { useRoom, useTexts } from "../context";
import { quietly } from "./quietly";

type Part<P> = { readonly kind: "here"; readonly Component: ComponentType<P> } | { readonly kind: "absent" | "coming" | "failed" };

const fetches: (() => Promise<void>)[] = [];

/** That the page is in. */
function languageOnShow(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : "en";
}

/** Resolves when each part has come or failed; one that failed is fetched again when it is opened. */
export const fetchRest = async (): Promise<void> => void await Promise.all(fetches.map((fetchPart) => fetchPart()));

interface LaterOptions {
  /** There is nothing in its place before the page was idle and it has come; nothing in this visit where it does not. */
  readonly quiet?: boolean;
  /** Its own, fetched with it. */
  readonly texts?: Pick<LaterTexts<unknown>, "load">;
}

/**
 * The component that `load` resolves to. Until it is here, a line says that it is loading, or that it did not come, with a button to
 * try again, and one to reload, as the host may have another version by now. Once it is here it is drawn at once.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, { quiet = false, texts }: LaterOptions = {}): ComponentType<P> {
  let part: Part<P> = { kind: "absent" };
  const listeners = new Set<() => void>();
  const become = (next: Part<P>) => {
    part = next;
    for (const listener of listeners) listener();
  };
  const fetchPart = async () => {
    if (part.kind === "here" || part.kind === "coming") return;
    become({ kind: "coming" });
    // With its texts in this language: what was fetched needs no network.
    await Promise.all([load(), partTexts.load(languageOnShow()), texts?.load(languageOnShow())])
      .then(([Component]) => become({ kind: "here", Component }), () => become({ kind: "failed" }));
  };
  fetches.push(fetchPart);
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return function Later(props: P) {
    const now = useSyncExternalStore(subscribe, () => part);
    useEffect(() => void (quiet || fetchPart()), []);
    return now.kind === "here" ? <now.Component {...props} /> : !quiet && <Waiting failed={now.kind === "failed"} again={() => void fetchPart()} />;
  };
}

function Waiting({ failed, again }: { readonly failed: boolean; again(): void }) {
  const { session } = useRoom();
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
