/** What is missing of an image, filled in several times: the image and how it is changed, and below it the fill-ins. */
import { useState } from "react";
import { useStore } from "../context";
import { useModel } from "../useModel";
import { About } from "./About";
import { Field } from "./Field";
import { FillIns } from "./FillIns";
import { Given } from "./Given";
import { ImageChoice } from "./ImageChoice";
import { Tools, type Brush } from "./Tools";
import { useFilling, useHeld } from "./useHeld";

export function FillIn() {
  const held = useHeld();
  const source = useStore((state) => state.fillIn.source);
  const { given } = useModel();
  const completes = given !== undefined;
  const [chosen, setBrush] = useState<Brush | null>(null);
  useFilling();
  const brushes: readonly Brush[] = [
    ...(source === "drawing" ? ["draw" as const] : []), ...(completes ? [] : ["erase", "restore"] as const),
  ];
  const brush = chosen && brushes.includes(chosen) ? chosen : (brushes[0] ?? null);
  return (
    <div className="fill-in">
      <div className="fill-in__body">
        <ImageChoice label={held.label} />
        <div className="fill-in__image">
          <Field {...held} brush={brush} />
          <div className="fill-in__side">
            <Tools brush={brush} brushes={brushes} onBrush={setBrush} drawn={held.pixels} />
            {given && !given.visible && <Given />}
            {completes && <About />}
          </div>
        </div>
        <FillIns />
        {!completes && <About />}
      </div>
    </div>
  );
}
