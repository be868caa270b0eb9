/** Digits drawn one after the other, each assigned to its class; they are stored and become training images. */
import { useEffect, useState } from "react";
import type { Stroke } from "../../../core/data/drawing";
import { MIN_DRAWINGS, MIN_IMAGES, type Drawing } from "../../../core/data/ownData";
import { CLASSES } from "../../../core/run/runConfig";
import type { OwnDataTexts } from "./texts";
import { useActions } from "../../ui/context";
import { quietly } from "../../ui/kit/quietly";
import { SureButton } from "../../ui/kit/SureButton";
import { ownData } from "./actions";
import type { StoredDrawings } from "./ownStore";
import { Pad } from "./Pad";
import { Space } from "../../ui/kit/Between";

interface Props {
  readonly texts: OwnDataTexts;
  onPrepare(drawings: readonly Drawing[], varied: boolean): void;
}

export function Drawings({ texts: { draw: texts }, onPrepare }: Props) {
  const own = useActions(ownData);
  const [{ drawings, unread }, setStored] = useState<StoredDrawings>({ drawings: [], unread: 0 });
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  useEffect(() => quietly(own.drawings().then(setStored)), [own]);
  const change = (add: readonly Drawing[], remove: readonly Drawing[]) =>
    quietly(own.changeDrawings(add, remove).then(setStored));
  const assign = (label: number) => {
    change([{ label, strokes }], []);
    setStrokes([]);
  };
  /** Removes the last line on the pad, or puts the last drawing back on it. */
  const undo = () => {
    if (strokes.length > 0) return setStrokes(strokes.slice(0, -1));
    setStrokes(drawings.at(-1)!.strokes);
    change([], drawings.slice(-1));
  };
  const clear = () => quietly(own.clearDrawings(drawings).then(setStored));
  const missing = MIN_IMAGES - drawings.length;
  return (
    <details className="own-data__draw">
      <summary>{texts.title}</summary>
      <p className="own-data__formats">{texts.about}</p>
      <div className="own-data__drawing-row">
        <Pad strokes={strokes} name={texts.pad} onLine={(line) => setStrokes((before) => [...before, line])} />
        <div className="own-data__put">
          <div className="own-data__digits" role="group" aria-label={texts.put}>
            {Array.from({ length: CLASSES }, (_, label) => (
              <button key={label} className="button" disabled={strokes.length === 0} aria-label={texts.putTo(label)} onClick={() => assign(label)}>
                {label} <small>{drawings.filter((one) => one.label === label).length}</small>
              </button>
            ))}
          </div>
          <button className="button button--quiet" disabled={strokes.length + drawings.length === 0} onClick={undo}>{texts.undo}</button>
          <p role="status">{texts.count(drawings.length)}<Space />{missing > 0 && texts.missing(missing)}</p>
          <div className="own-data__choose">
            {missing > 0
              ? <button className="button" disabled={drawings.length < MIN_DRAWINGS} onClick={() => onPrepare(drawings, true)}>{texts.vary}</button>
              : <button className="button" onClick={() => onPrepare(drawings, false)}>{texts.look}</button>}
            {drawings.length + unread > 0 && <SureButton ask={texts.clear} sure={texts.clearSure} onSure={clear} />}
          </div>
          {unread > 0 && <p>{texts.unread(unread)}</p>}
        </div>
      </div>
    </details>
  );
}
