/** Latent traversal: one row per dimension, in which it goes from −3 to 3 while the others stay at z. */
import type { CSSProperties } from "react";
import { ROWS_AT_ONCE } from "../../../state/instrumentSettings";
import { dimensionsOn, TRAVERSE_VALUES } from "../../../state/strips";
import { usePanelParts, useStore, useTexts } from "../../context";
import { useLoadedTexts } from "../../kit/useLaterTexts";
import { Tex } from "../../equation/Tex";
import { quietly } from "../../kit/quietly";
import { coordinateText, countText, lossText, percentText } from "../../numbers";
import { useModel } from "../../useModel";
import { StripRow } from "./StripRow";
import { useStrip } from "./useStrip";
import { stripTexts } from "./texts";

const COLUMNS = TRAVERSE_VALUES.length;
const [FIRST_VALUE, CELL] = [TRAVERSE_VALUES[0]!, TRAVERSE_VALUES[1]! - TRAVERSE_VALUES[0]!];

export function Traverse() {
  const { session, store } = usePanelParts();
  const z = useStore((state) => state.z);
  const page = useStore((state) => state.instrumentSettings.traverse);
  const texts = useLoadedTexts(stripTexts).traverse;
  const strip = useStrip("traverse");
  const measured = useStore(({ measured: all }) => all.find((one) => one.id === "codes"));
  const kl = measured?.id === "codes" ? measured.result.klPerDimension : null;
  const influence = useStore((state) => state.influence);
  const dimensions = dimensionsOn(page, influence, z.length);
  // After a change to other dimensions, nothing is shown until their images arrive.
  const fits = strip && strip.wish.rows.length === dimensions.length
    && strip.wish.rows.every((row, i) => row.kind === "traverse" && row.dimension === dimensions[i]);
  const move = (dimension: number, value: number) =>
    session.moveTo(store.getState().z.map((held, k) => (k === dimension ? value : held)));
  return (
    <div className="strips strips--traverse" style={{ "--rows": dimensions.length } as CSSProperties}>
      {z.length > 1 && <Order />}
      {z.length > ROWS_AT_ONCE && <Pager first={page.first} last={page.first + dimensions.length} all={z.length} />}
      <div className="traverse">
        {dimensions.map((k, i) => (
          <div className="traverse__row" key={k}>
            <span title={influence?.changes[k] === undefined ? undefined : texts.changeOf(k + 1, percentText(influence.changes[k]))}>
              <Tex tex={`z_{${k + 1}}`} decorative />
            </span>
            <StripRow
              name={texts.row(k + 1)} strip={fits ? strip : null} first={i * COLUMNS} count={COLUMNS}
              at={(z[k]! - FIRST_VALUE) / CELL} valueText={(index) => coordinateText(TRAVERSE_VALUES[index]!)}
              onPick={(index) => move(k, TRAVERSE_VALUES[index]!)}
            />
            <Kl k={k} value={kl?.[k] ?? null} />
          </div>
        ))}
      </div>
      <div className="traverse__row">
        <span />
        <span className="strip__scale" aria-hidden="true" style={{ "--columns": COLUMNS } as CSSProperties}>
          {TRAVERSE_VALUES.map((value) => <span key={value}>{Number.isInteger(value) ? String(value).replace("-", "−") : ""}</span>)}
        </span>
        {kl && <abbr className="traverse__kl" title={texts.klTitle}>{texts.kl}</abbr>}
      </div>
      <Note step={kl && measured ? measured.step : null} />
    </div>
  );
}

/** Says whether the rows are sorted by how much they change, and updates their order. */
function Order() {
  const { session } = usePanelParts();
  const at = useStore((state) => state.influence?.step ?? null);
  const { plane } = useTexts().looking;
  const { traverse: texts } = useLoadedTexts(stripTexts);
  return (
    <p className="strips__note">
      <span>{at === null ? texts.unsorted : texts.sorted(countText(at))}</span>
      {at !== null && (
        <button type="button" className="button plane__update" title={texts.sortTitle} onClick={() => quietly(session.findInfluence())}>
          {plane.update}
        </button>
      )}
    </p>
  );
}

function Pager({ first, last, all }: { readonly first: number; readonly last: number; readonly all: number }) {
  const { session } = usePanelParts();
  const texts = useLoadedTexts(stripTexts).traverse;
  const turn = (by: number) => session.look({ traverse: { first: first + by } });
  return (
    <div className="traverse__pager">
      <span>{texts.rows(first + 1, last, all)}</span>
      <button type="button" className="button button--icon" aria-label={texts.previous} disabled={first === 0} onClick={() => turn(-ROWS_AT_ONCE)}>
        ‹
      </button>
      <button type="button" className="button button--icon" aria-label={texts.next} disabled={last >= all} onClick={() => turn(ROWS_AT_ONCE)}>
        ›
      </button>
    </div>
  );
}

function Kl({ k, value }: { readonly k: number; readonly value: number | null }) {
  const texts = useLoadedTexts(stripTexts).traverse;
  if (value === null) return null;
  return <span className="traverse__kl" title={texts.klOf(k + 1, lossText(value))}>{lossText(value)}</span>;
}

/** Describes what is shown; for a posterior, the KL of each dimension, or how to measure it. */
function Note({ step }: { readonly step: number | null }) {
  const { session } = usePanelParts();
  const model = useModel();
  const texts = useLoadedTexts(stripTexts).traverse;
  const busy = useStore((state) => state.measuring !== null);
  const hasKl = model.objectives.some(({ kl }) => kl);
  return (
    <p className="strips__note">
      <span>{step === null ? texts.about : texts.klAt(countText(step))}</span>
      {hasKl && (
        <button
          type="button" className="button plane__update" title={texts.measureTitle} disabled={busy}
          onClick={() => quietly(session.measure("codes", { images: 1000 }))}
        >
          {texts.measure}
        </button>
      )}
    </p>
  );
}
