/** Interpolates between two places, linearly and along the sphere, and plots the norm of z on the way. */
import type { Place } from "../../../../core/latent/pictures";
import { norm } from "../../../../core/latent/plane";
import { BETWEEN_TIMES } from "../../../state/strips";
import { usePanelParts, useStore } from "../../context";
import { useLoadedTexts } from "../../kit/useLaterTexts";
import { useModel } from "../../useModel";
import { NormChart } from "./NormChart";
import { PlacePicker } from "./PlacePicker";
import { StripCanvas } from "./StripCanvas";
import { StripRow } from "./StripRow";
import { codesOf, firstOf, imagesFrom, indexOf, useStrip, type Strip } from "./useStrip";
import { stripTexts } from "./texts";

const COUNT = BETWEEN_TIMES.length;

export function Between() {
  const { session } = usePanelParts();
  const model = useModel();
  const z = useStore((state) => state.z);
  const { from, to } = useStore((state) => state.instrumentSettings.between);
  const texts = useLoadedTexts(stripTexts).between;
  const strip = useStrip("between");
  const ways = strip ? [codesOf(strip, 0, z.length), codesOf(strip, 1, z.length)] as const : null;
  const setPlaces = (change: Partial<Record<"from" | "to", Place>>) => session.look({ between: { from, to, ...change } });
  const lengths = ways?.map((codes) => codes.map(norm));
  return (
    <div className="strips">
      <div className="strips__ends">
        <End place={from} strip={strip} which={0} />
        <PlacePicker name={texts.from} place={from} onChange={(place) => setPlaces({ from: place })} />
        <PlacePicker name={texts.to} place={to} onChange={(place) => setPlaces({ to: place })} />
        <End place={to} strip={strip} which={1} />
      </div>
      {([texts.line, texts.sphere] as const).map((name, i) => {
        const codes = ways?.[i] ?? [];
        const at = indexOf(codes, z);
        return (
          <div key={name}>
            <span className={`strips__name strips__name--${i === 0 ? "line" : "sphere"}`}>{name}</span>
            <StripRow
              name={name} strip={strip} first={i * COUNT} count={COUNT} at={at < 0 ? null : at}
              valueText={(index) => texts.at(`${Math.round(100 * BETWEEN_TIMES[index]!)} %`)}
              onPick={(index) => codes[index] && session.moveTo(codes[index])}
            />
          </div>
        );
      })}
      {lengths && <NormChart line={lengths[0]!} sphere={lengths[1]!} prior={model.prior.kind === "standard-normal" && model.prior.imposed ? Math.sqrt(z.length) : null} d={z.length} />}
    </div>
  );
}

/** An end of the interpolation: the test image itself; for noise, the decoder's output. */
function End({ place, strip, which }: { readonly place: Place; readonly strip: Strip | null; readonly which: 0 | 1 }) {
  const images = strip?.wish.rows[0]?.kind === "between" ? [strip.wish.rows[0].from, strip.wish.rows[0].to] : [];
  const isImage = place.kind === "image" && images[which]?.kind === "image";
  const before = which === 1 && images[0]?.kind === "image" ? 1 : 0;
  const first = !strip ? 0 : isImage ? imagesFrom(strip.wish) + before : firstOf(strip.wish, 0) + which * (COUNT - 1);
  return <span className="strip__tile"><StripCanvas strip={strip} first={first} count={1} /></span>;
}
