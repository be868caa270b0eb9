/** A notice about kept runs: an equal run is stored and can be continued, the page has reopened a stored run, or the run cannot be stored. */
import { useEffect, useState } from "react";
import { keptRunsTexts, type KeptRunsTexts } from "./texts";
import type { KeptOffer as Offer } from "../../state/keptRuns";
import { usePanelParts, useStore, useTexts } from "../../ui/context";
import { CloseIcon } from "../../ui/kit/icons";
import { quietly } from "../../ui/kit/quietly";
import { countText } from "../../ui/numbers";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { whenText } from "./whenText";

/** How long a kept run is offered, in milliseconds; afterwards only the list has it. */
const OFFER_MS = 30_000;

/** Returns why the run is not kept; null if it is. */
function notKeptText(offer: Offer, { inFile, notKept }: KeptRunsTexts["offer"]): string | null {
  if (offer.kind === "in-file") return inFile;
  if (offer.kind !== "not-kept") return null;
  const { nothing, upTo } = notKept[offer.why];
  return offer.step === null ? nothing : upTo(countText(offer.step));
}

export function KeptOffer() {
  const { store, session } = usePanelParts();
  const { offer: texts, unreadable } = useLoadedTexts(keptRunsTexts);
  const { dismiss } = useTexts().notices;
  const language = useStore((state) => state.language);
  const offer = useStore((state) => state.keptOffer);
  const presents = useStore((state) => state.present); // notices cover pictures of a slide, and its audience has no use for this one
  const [now] = useState(() => Date.now());
  /** The id of an offered run that is damaged, or was deleted meanwhile. */
  const [unread, setUnread] = useState<string | null>(null);
  useEffect(() => {
    if (!offer || !("keptAt" in offer)) return;
    const timer = setTimeout(() => store.setState({ keptOffer: null }), OFFER_MS);
    return () => clearTimeout(timer);
  }, [offer, store]);
  if (!offer || presents) return null;
  const close = () => store.setState({ keptOffer: null });
  const when = "keptAt" in offer ? whenText(offer.keptAt, now, language) : "";
  const notKept = notKeptText(offer, texts);
  return (
    <li className="messages__item" data-kind="kept">
      {notKept !== null && <p>{notKept}</p>}
      {offer.kind === "same" && (offer.id === unread ? <p role="alert">{unreadable}</p> : (
        <>
          <p>{texts.same(countText(offer.step), when)}</p>
          <button className="button" onClick={() => void session.keptRuns().then((kept) => kept?.open(offer.id)).catch(() => setUnread(offer.id))}>{texts.goOn}</button>
        </>
      ))}
      {offer.kind === "returned" && (
        <>
          <p>{texts.returned(when)}</p>
          <button className="button" onClick={() => quietly(session.openFragment(""))}>{texts.startNew}</button>
        </>
      )}
      <button className="button button--icon button--quiet" aria-label={dismiss} onClick={close}><CloseIcon /></button>
    </li>
  );
}
