/** Samples from the same noise at every step, in which training becomes visible. */
import { mayLeaveClassesOut } from "../../../core/model/measurable";
import type { PictureOf } from "../../state/frames";
import { CLASSES } from "../../../core/run/runConfig";
import { useStore, useTexts } from "../context";
import { ClassCoverage } from "../measurements/ClassCoverage";
import { countText } from "../numbers";
import { useConditionName } from "../useNameOfClass";
import { useData, useModel } from "../useModel";
import { Picks } from "./Picks";
import { usePicture } from "./usePicture";
import "./pictures.css";

const COLUMNS = 10;
const tiles = ({ pixels, count }: PictureOf<"samples">) => ({ pixels, count, columns: COLUMNS });

export function SampleGrid() {
  const model = useModel();
  const { conditional, findsClasses, given } = model;
  const { kind } = useData();
  const texts = useTexts().instruments.pictures;
  const titles = useStore(({ present }) => present) ? texts.short : texts;
  const { canvas, step, count } = usePicture("samples", tiles);
  const givenText = given && (given.visible
    ? { name: texts.samplesByGiven, note: texts.readByGiven } : { name: texts.samplesTranslated, note: texts.readTranslated });
  const named = givenText?.name ?? texts.samplesName;
  const note = findsClasses ? texts.readByFoundClass : conditional ? texts.readByClass : (givenText?.note ?? null);
  const nameOf = useConditionName();
  const classes = Array.from({ length: CLASSES }, (_, k) => nameOf(k));
  const name = step === null ? texts.noSamples : conditional ? texts.samplesByClass(countText(step), classes.join(", ")) : named(countText(step));
  return (
    <figure className="pictures">
      <figcaption><h2 className="panel-title">{given && !given.visible ? texts.translated : titles.samples}</h2></figcaption>
      <div className="pictures__row">
        <div className="pictures__grid">
          {conditional && (
            <div className="pictures__classes" aria-hidden="true">
              {classes.map((one, k) => <span key={k} title={one}>{one}</span>)}
            </div>
          )}
          <div className="pictures__stage">
            <div
              className={`pictures__frame${step === null ? " pictures__frame--empty" : ""}`} role="img"
              aria-label={name}
            >
              <canvas className="pictures__canvas" ref={canvas} width={280} height={84} aria-hidden="true" />
            </div>
            {step !== null && <Picks of="sample" columns={COLUMNS} rows={count / COLUMNS} />}
          </div>
        </div>
        {mayLeaveClassesOut(model) && kind === "image" ? <ClassCoverage before={note} /> : note && <p className="pictures__note">{note}</p>}
      </div>
    </figure>
  );
}
