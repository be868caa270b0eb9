/** The values of lines of the program that the run trains, with their gradients. They follow the run. */
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import type { LineTensor as TensorOfLine, LineValue, LineValues as Values, Summary } from "../../../torchSubset/program/summary";
import { useActions } from "../context";
import { CloseIcon } from "../kit/icons";
import { largest, paintSigned } from "../layers/signed";
import { countText } from "../numbers";
import { toBytes } from "../pictures/paint";
import { paintOn } from "../pictures/usePicture";
import { useThemeVersion } from "../themeColours";
import { numberText } from "./numberText";
import { programs } from "./programs";
import { useProgramTexts } from "./texts";
import { useFollowed } from "./useFollowed";
import "./program.css";

interface Props {
  /** The line that the reader has chosen, counted from 0; null: none. */
  readonly chosen: number | null;
  /** Whether the program prints anything. */
  readonly prints: boolean;
  onGoTo(line: number): void;
  onClose(): void;
}

export function LineValues({ chosen, prints, onGoTo, onClose }: Props) {
  const { values: texts } = useProgramTexts();
  const found = useValues(chosen, prints);
  if (chosen === null && !prints) return null;
  const isFound = chosen === null || (found?.lines.some(({ line }) => line === chosen) ?? false);
  return (
    <section className="values" aria-label={texts.region}>
      {found === null && <p className="values__note">{texts.waiting}</p>}
      {found?.lines.map((line) => <Line key={`${line.isPrinted}${line.line}`} line={line} onGoTo={onGoTo} onClose={line.isPrinted ? null : onClose} />)}
      {found !== null && !isFound && <p className="values__note">{texts.nothing(chosen + 1)}</p>}
      {found !== null && <p className="values__note">{texts.about(countText(found.step))}{hasSigned(found) && ` ${texts.signed}`}</p>}
    </section>
  );
}

/** Returns the newest values. */
function useValues(chosen: number | null, prints: boolean): Values | null {
  const actions = useActions(programs);
  return useFollowed(chosen === null && !prints ? null : String(chosen), () => actions.values(chosen === null ? [] : [chosen]));
}

/** Numbers in [0,1] are shown in ink on paper, others in the colours of signed numbers. */
const areGrey = (images: Float32Array): boolean => images.every((value) => value >= 0 && value <= 1);
const hasSigned = ({ lines }: Values): boolean => lines.some(({ tensors }) => tensors?.some(({ value, gradient }) => [value, gradient].some((one) => one?.images && !areGrey(one.images))));

function Line({ line: { line, tensors }, onGoTo, onClose }: { readonly line: LineValue; readonly onGoTo: Props["onGoTo"]; readonly onClose: (() => void) | null }) {
  const { line: lineText, values: texts } = useProgramTexts();
  return (
    <div className="values__line">
      {tensors === null && <p className="values__note">{texts.nothing(line + 1)}</p>}
      {tensors?.map((tensor, i) => (
        <LineTensor key={i} {...tensor}>
          <button type="button" className="program__place" onClick={() => onGoTo(line)}>{lineText(line + 1)}</button>
        </LineTensor>
      ))}
      {onClose && <button type="button" className="button button--icon button--quiet values__close" aria-label={texts.close} onClick={onClose}><CloseIcon /></button>}
    </div>
  );
}

/** A tensor of a line. `only`: what is shown of it, instead of both. */
export function LineTensor({ name, value, gradient, only, children }: TensorOfLine & { readonly only?: "value" | "gradient"; readonly children?: ReactNode }) {
  const { values: texts } = useProgramTexts();
  const isNumber = value.shape.length === 0;
  const rows = [...(only === "gradient" ? [] : [[texts.value, value]] as const), ...(gradient && only !== "value" ? [[texts.gradient, gradient]] as const : [])];
  return (
    <figure className="values__tensor">
      <figcaption>{children}<code>{name}</code> <span className="values__shape">[{value.shape.join(", ")}]</span></figcaption>
      {isNumber ? (
        <p className="values__number">{rows.map(([label, { first }]) => <span key={label}>{label} <b>{numberText(first)}</b></span>)}</p>
      ) : (
        <table className="values__table">
          <thead><tr><td />{texts.columns.map((column) => <th key={column} scope="col">{column}</th>)}<td /></tr></thead>
          <tbody>{rows.map(([label, summary]) => <Row key={label} label={label} summary={summary} />)}</tbody>
        </table>
      )}
      {rows.map(([label, { images }]) => images && <Images key={label} values={images} name={texts.images(images.length / PIXELS, label)} />)}
      {!gradient && only !== "value" && <p className="values__note">{texts.noGradient}</p>}
    </figure>
  );
}

function Row({ label, summary: { finite, notFinite, histogram } }: { readonly label: string; readonly summary: Summary }) {
  const { values: texts } = useProgramTexts();
  const numbers = finite ? [finite.mean, finite.deviation, finite.min, finite.max] : [null, null, null, null];
  return (
    <tr>
      <th scope="row">{label}</th>
      {numbers.map((number, i) => <td key={i}>{numberText(number)}</td>)}
      <td className={notFinite > 0 ? "values__bad" : undefined}>{countText(notFinite)}</td>
      <td>{finite && histogram.length > 0 && <Histogram counts={histogram} name={texts.histogram(numberText(finite.min), numberText(finite.max))} />}</td>
    </tr>
  );
}

function Histogram({ counts, name }: { readonly counts: readonly number[]; readonly name: string }) {
  const most = Math.max(...counts);
  return (
    <svg className="values__histogram" viewBox={`0 0 ${counts.length} 10`} preserveAspectRatio="none" role="img" aria-label={name}>
      {counts.map((count, i) => count > 0 && <rect key={i} x={i} width={0.85} y={10 - Math.max(0.4, (10 * count) / most)} height={Math.max(0.4, (10 * count) / most)} />)}
    </svg>
  );
}

/** Images in a row. */
function Images({ values, name }: { readonly values: Float32Array; readonly name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  const count = values.length / PIXELS;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    if (areGrey(values)) {
      paintOn(context.canvas, { pixels: toBytes(values), columns: count, count });
      return;
    }
    const image = context.createImageData(count * SIDE, SIDE);
    const place = (i: number) => Math.floor((i % PIXELS) / SIDE) * count * SIDE + Math.floor(i / PIXELS) * SIDE + (i % SIDE);
    paintSigned(image.data, values.map((value) => (Number.isFinite(value) ? value : 0)), largest(values.filter(Number.isFinite)), place);
    context.putImageData(image, 0, 0);
  }, [values, count, theme]);
  return <canvas ref={canvas} className="values__images" width={count * SIDE} height={SIDE} role="img" aria-label={name} />;
}
