/** The link of the current experiment, which trains in Play, as a QR code, black on white in either theme, and as text if it is short. */
import { useLayoutEffect, useMemo, useRef } from "react";
import { audienceTexts, type AudienceTexts } from "./texts";
import { format } from "../../state/urlCodec";
import { usePanelParts, useStore } from "../../ui/context";
import { meantKey } from "../../ui/kit/meantKey";
import { isFileLink } from "../../ui/kit/isFileLink";
import { countText } from "../../ui/numbers";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { qrCode, MAX_BYTES } from "./qrCode";

/** The longest link, in characters, that somebody would type. */
const MAX_TYPED = 140;

export function LinkCode() {
  const { session } = usePanelParts();
  const texts = useLoadedTexts(audienceTexts).code;
  const address = useStore(() => session.link(format({ ...session.currentLink(), present: false, enlarged: null, room: "play", autostart: true })));
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const dialog = place.current?.closest("dialog");
      // Ignores the event that opened it.
      if (dialog?.open && meantKey(event).toLowerCase() === "q" && !event.defaultPrevented) dialog.close();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return <div className="link-code" ref={place}><Shown address={address} texts={texts} /></div>;
}

function Shown({ address, texts }: { readonly address: string; readonly texts: AudienceTexts["code"] }) {
  const code = useMemo(() => qrCode(address), [address]);
  if (isFileLink(address)) return <p role="alert">{texts.file}</p>;
  if (!code) return <p role="alert">{texts.tooLong(countText(new TextEncoder().encode(address).length), countText(MAX_BYTES))}</p>;
  return (
    <>
      <svg className="link-code__modules" role="img" aria-label={texts.name(address)} viewBox={`0 0 ${code.size} ${code.size}`} shapeRendering="crispEdges">
        <rect width="100%" height="100%" fill="#fff" />
        <path d={code.path} />
      </svg>
      {address.length <= MAX_TYPED && <p className="link-code__address">{address}</p>}
      <p className="link-code__about">{texts.about}</p>
    </>
  );
}
