/** Latent arithmetic: a test image's code, minus the mean of one class, plus that of another. */
import type { CSSProperties, ReactNode } from "react";
import type { InstrumentSettings } from "../../../state/instrumentSettings";
import { ARITHMETIC_TIMES } from "../../../state/strips";
import { usePanelParts, useStore } from "../../context";
import { useLoadedTexts } from "../../kit/useLaterTexts";
import { useNameOfClass, useConditionName } from "../../useNameOfClass";
import { useData, useModel } from "../../useModel";
import { ImageNumber } from "../ImageNumber";
import { StripCanvas } from "./StripCanvas";
import { StripRow } from "./StripRow";
import { codesOf, firstOf, imagesFrom, indexOf, useStrip, type Strip } from "./useStrip";
import { stripTexts } from "./texts";

const COUNT = ARITHMETIC_TIMES.length;

export function Arithmetic() {
  const { session } = usePanelParts();
  const { conditional } = useModel();
  const z = useStore((state) => state.z);
  const chosenClass = useStore((state) => state.class);
  const chosen = useStore((state) => state.instrumentSettings.arithmetic);
  const texts = useLoadedTexts(stripTexts).arithmetic;
  const [nameOf, conditionName] = [useNameOfClass(), useConditionName()];
  const strip = useStrip("arithmetic");
  const setArithmetic = (change: Partial<InstrumentSettings["arithmetic"]>) => session.look({ arithmetic: { ...chosen, ...change } });
  const codes = strip ? codesOf(strip, 1, z.length) : [];
  const at = indexOf(codes, z);
  return (
    <div className="strips">
      <div className="sum">
        <Summand sign="" strip={strip} first={strip ? imagesFrom(strip.wish) : 0}>
          <ImageNumber label={texts.image} value={chosen.image} onChange={(image) => setArithmetic({ image })} />
        </Summand>
        <Summand sign="→" strip={strip} first={0}><span className="sum__name">t = 0</span></Summand>
        <Summand sign="− t" strip={strip} first={1}>
          <ClassSelect name={texts.minus} value={chosen.minus} onChange={(minus) => setArithmetic({ minus })} />
        </Summand>
        <Summand sign="+ t" strip={strip} first={2}>
          <ClassSelect name={texts.plus} value={chosen.plus} onChange={(plus) => setArithmetic({ plus })} />
        </Summand>
      </div>
      <div>
        <StripRow
          name={texts.row} strip={strip} first={strip ? firstOf(strip.wish, 1) : 0} count={COUNT} at={at < 0 ? null : at}
          valueText={(index) => texts.at(String(ARITHMETIC_TIMES[index]))}
          onPick={(index) => codes[index] && session.moveTo(codes[index])}
        />
        <span className="strip__scale" aria-hidden="true" style={{ "--columns": COUNT } as CSSProperties}>
          {ARITHMETIC_TIMES.map((t, i) => <span key={t}>{i === 0 ? texts.at("0") : t}</span>)}
        </span>
      </div>
      <p className="strips__note">{texts.formula(nameOf(chosen.minus), nameOf(chosen.plus))}</p>
      <p className="strips__note">{conditional ? texts.conditional(conditionName(chosenClass)) : texts.means}</p>
      <p className="strips__source">{texts.source}</p>
    </div>
  );
}

function Summand({ sign, strip, first, children }: {
  readonly sign: string; readonly strip: Strip | null; readonly first: number; readonly children: ReactNode;
}) {
  return (
    <>
      {sign && <span className="sum__sign">{sign}</span>}
      <span className="sum__one">
        <span className="strip__tile"><StripCanvas strip={strip} first={first} count={1} /></span>
        {children}
      </span>
    </>
  );
}

function ClassSelect({ name, value, onChange }: { readonly name: string; readonly value: number; onChange(k: number): void }) {
  const nameOf = useNameOfClass();
  const { labels } = useData();
  return (
    <select className="select sum__class" aria-label={name} value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {Array.from({ length: Math.max(labels, value + 1) }, (_, k) => <option key={k} value={k}>{nameOf(k)}</option>)}
    </select>
  );
}
