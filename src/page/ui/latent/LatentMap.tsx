/** The latent map: decoded images over a plane of latent space, the codes of test images, and the reader's position. */
import { useMemo, useState, type CSSProperties } from "react";
import { coordinatesOf } from "../../../core/latent/plane";
import { follow } from "../../state/following";
import { Both } from "../comparison/Both";
import { usePanelParts, useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { CLASS_COLOURS } from "../palette";
import { useArrows } from "../kit/useArrows";
import { useNameOfClass, useConditionName, type ClassName } from "../useNameOfClass";
import { useData, useModel } from "../useModel";
import { useCurrentRoom } from "../useCurrentRoom";
import { nearestCode } from "./coordinates";
import { LatentPad } from "./LatentPad";
import { PlaneChoice } from "./PlaneChoice";
import { RangeButtons } from "./RangeButtons";
import { useShownCodes } from "./useShownCodes";

export function LatentMap() {
  const model = useModel();
  const { kind, labels } = useData();
  const texts = useTexts().instruments.latent;
  const room = useCurrentRoom();
  const chosenClass = useStore((state) => state.class);
  const conditionName = useConditionName();
  const pinned = useStore((state) => state.pinned);
  const [previewed, setPreviewed] = useState<number | null>(null);
  const lit = useMemo(
    () => (previewed === null || pinned.includes(previewed) ? pinned : [...pinned, previewed]), [pinned, previewed],
  );
  return (
    <>
      <Both><LatentPad lit={lit} /></Both>
      <div className="latent__legend">
        {model.encode
          ? room === "play" ? <Colours labels={labels} preview={setPreviewed} /> : <Classes labels={labels} pinned={pinned} preview={setPreviewed} />
          : kind !== "points" && <p className="latent__caption">{model.conditional ? texts.slice(conditionName(chosenClass)) : texts.manifold}</p>}
        <RangeButtons />
      </div>
    </>
  );
}

/** Names of classes need more room than digits. */
const classesClass = (nameOf: ClassName, labels: number) =>
  `latent__classes${Array.from({ length: labels }, (_, k) => nameOf(k) === String(k)).every(Boolean) ? "" : " latent__classes--named"}`;

/** The colours of the classes. Pointing at a class highlights it. */
function Colours({ labels, preview }: { readonly labels: number; preview(k: number | null): void }) {
  const nameOf = useNameOfClass();
  return (
    <div className={classesClass(nameOf, labels)} aria-hidden="true">
      {CLASS_COLOURS.slice(0, labels).map((colour, k) => (
        <span
          key={colour} className="latent__class" title={nameOf(k)} style={{ "--class": `var(${colour})` } as CSSProperties}
          onPointerEnter={(event) => event.pointerType === "mouse" && preview(k)} onPointerLeave={() => preview(null)}
        >
          {nameOf(k)}
        </span>
      ))}
    </div>
  );
}

/** Buttons for classes, a single Tab stop. Pointing at a class highlights it; pressing it keeps the highlight until it is pressed again. */
function Classes({ labels, pinned, preview }: { readonly labels: number; readonly pinned: readonly number[]; preview(k: number | null): void }) {
  const { store } = usePanelParts();
  const texts = useTexts().instruments.latent;
  const nameOf = useNameOfClass();
  const arrows = useArrows(0);
  const toggle = (k: number) => {
    preview(null); // so that a class that was just unpinned loses its highlight under the pointer, too
    store.setState({ pinned: pinned.includes(k) ? pinned.filter((other) => other !== k) : [...pinned, k] });
  };
  return (
    <div className={classesClass(nameOf, labels)} role="group" aria-label={texts.classes} {...arrows.group}>
      {CLASS_COLOURS.slice(0, labels).map((colour, k) => (
        <button
          key={colour} type="button" className="latent__class" aria-pressed={pinned.includes(k)} aria-label={texts.classPoints(nameOf(k))}
          title={texts.pin} style={{ "--class": `var(${colour})` } as CSSProperties}
          onPointerEnter={(event) => event.pointerType === "mouse" && preview(k)} onPointerLeave={() => preview(null)}
          tabIndex={arrows.item(k).tabIndex}
          onFocus={(event) => {
            arrows.item(k).onFocus();
            if (event.currentTarget.matches(":focus-visible")) preview(k);
          }}
          onBlur={() => preview(null)} onClick={() => toggle(k)}
        >
          {nameOf(k)}
        </button>
      ))}
    </div>
  );
}

/** The layers of the map and, for more than two latent dimensions, its plane. Shown beside the decoded image. */
export function MapControls() {
  const encodes = useModel().encode !== undefined;
  const { kind } = useData();
  const many = useStore((state) => state.z.length > 2);
  return (
    <>
      <div className="latent__layers">
        {encodes && <Layers />}
        {kind !== "points" && <FollowHere />}
      </div>
      {many && <PlaneChoice />}
    </>
  );
}

function Layers() {
  const { store } = usePanelParts();
  const { kind } = useData();
  const texts = useTexts().instruments.latent;
  const layers = useStore((state) => state.layers);
  const count = useShownCodes()?.labels.length ?? 0;
  const layer = (name: keyof typeof layers, label: string) => (
    <label className="latent__layer">
      <input
        type="checkbox" checked={layers[name]}
        onChange={(event) => store.setState({ layers: { ...layers, [name]: event.target.checked } })}
      />
      {label}
    </label>
  );
  return (
    <>
      {layer("points", count > 0 ? texts.codes(countText(count)) : texts.noCodes)}
      {kind !== "points" && layer("pictures", texts.showPictures)}
    </>
  );
}

/** A test image is followed if its code lies within this distance of the reader's position, as a share of the map. */
const FOLLOW_DISTANCE = 0.03;

/** Follows the test image whose code is at the reader's position, otherwise the sample decoded there. */
function FollowHere() {
  const { store } = usePanelParts();
  const texts = useTexts().instruments.toFollow;
  const codes = useShownCodes();
  const followHere = () => {
    const { plane, z, layers } = store.getState();
    const image = codes && layers.points ? nearestCode(codes.points, coordinatesOf(plane, z), FOLLOW_DISTANCE * 2 * plane.extent) : null;
    store.setState(follow(image === null ? { kind: "here" } : { kind: "image", image }));
  };
  return <button type="button" className="button latent__follow" title={texts.fromMapTitle} onClick={followHere}>{texts.fromMap}</button>;
}
