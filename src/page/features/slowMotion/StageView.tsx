/** One stage of a step: a sentence and the computed values. */
import type { PointsDefinition } from "../../../core/data/data";
import { PIXELS } from "../../../core/run/runConfig";
import { callsOf, ROWS_SHOWN, type CallTrace, type ObjectiveTrace, type SlowStep, type Stop } from "../../../core/latent/slowMotion";
import type { SlowMotionTexts } from "./texts";
import { CodeTable } from "../../ui/layers/CodeTable";
import { Layers } from "../../ui/layers/Layers";
import { Picture, SignedLegend, SignedPicture } from "../../ui/layers/Picture";
import { useTexts } from "../../ui/context";
import { coordinateText, countText } from "../../ui/numbers";
import { useData, useModel } from "../../ui/useModel";
import { Slot } from "../../ui/kit/Slot";
import { GradientView, UpdateView } from "./GradientView";
import { MeasureView, OutcomeView } from "./LossViews";
import { useNamesOf } from "./useNamesOf";

interface Props {
  readonly texts: SlowMotionTexts;
  readonly found: SlowStep;
  /** The number of finished steps before it. */
  readonly step: number;
  readonly stop: Stop;
}

/** Stages whose figures are of layers. */
const OF_LAYERS: ReadonlySet<Stop["stage"]> = new Set(["encode", "decode", "judge", "prior", "backpropagate"]);

export function StageView(props: Props) {
  const { texts, found: { images, moves }, stop: { move, stage } } = props;
  const { ofMove } = useNamesOf();
  const isProgram = useModel().program !== undefined;
  const { updates } = moves[move]!;
  const about = stage === "batch" ? texts.about.batch(String(Math.min(ROWS_SHOWN, images)), countText(images))
    : stage === "update" ? texts.about.update(ofMove(move)) : isProgram && OF_LAYERS.has(stage) ? texts.ofProgram : texts.about[stage];
  return (
    <div className="slow__stage">
      <p className="slow__about">{about}{updates > 1 && stage !== "after" && ` ${texts.updates(String(updates))}`}</p>
      <Figures {...props} isProgram={isProgram} />
      <Slot name="stage" stop={props.stop} step={props.step} />
    </div>
  );
}

/** Layers of a program return its parameters: its lines have what it computes. */
function Figures({ texts, found, stop: { move, stage }, isProgram }: Props & { readonly isProgram: boolean }) {
  const seen = found.moves[move]!;
  switch (stage) {
    case "batch": return <Rows x={seen.x!} nameOf={texts.image} />;
    case "draw": return <Drawn texts={texts} seen={seen} />;
    case "encode":
    case "judge":
    case "prior": return !isProgram && <Passes texts={texts} calls={callsOf(stage, seen)} />;
    case "decode": return (
      <>
        {seen.made && <div role="group" aria-label={texts.made}><Rows x={seen.made} nameOf={texts.madeImage} /></div>}
        {!isProgram && <Passes texts={texts} calls={callsOf(stage, seen)} />}
      </>
    );
    case "measure": return <MeasureView texts={texts} seen={seen} />;
    case "backpropagate": return !isProgram && <GradientView texts={texts} seen={seen} />;
    case "update": return <UpdateView texts={texts} seen={seen} />;
    case "after": return <OutcomeView texts={texts} found={found} />;
    default: return stage satisfies never;
  }
}

function Rows({ x, nameOf }: { readonly x: Float32Array; nameOf(k: string): string }) {
  const data = useData();
  if (data.kind === "points") return <Points x={x} data={data} nameOf={nameOf} />;
  return (
    <div className="slow__images">
      {Array.from({ length: x.length / PIXELS }, (_, i) => (
        <Picture key={i} pixels={x.subarray(i * PIXELS, (i + 1) * PIXELS)} name={nameOf(String(i + 1))} />
      ))}
    </div>
  );
}

function Drawn({ texts, seen: { code, noise } }: { readonly texts: SlowMotionTexts; readonly seen: ObjectiveTrace }) {
  return (
    <>
      {code && <CodeTable code={code} />}
      <div className="way">
        {noise.filter(({ purpose }) => !code || (purpose !== "eps" && purpose !== "z")).map(({ name, values }) => (
          <figure key={name} className="way__station">
            <SignedPicture values={values} shape={[values.length]} name={texts.noise(name, countText(values.length))} />
            <figcaption><b className="way__range">{name}</b><span className="way__range">{countText(values.length)}</span></figcaption>
          </figure>
        ))}
        <SignedLegend />
      </div>
    </>
  );
}

/** Groups consecutive calls of layers into passes: of one network, with each layer at most once. */
function passesOf(calls: readonly CallTrace[]): readonly (readonly CallTrace[])[] {
  return calls.reduce<readonly (readonly CallTrace[])[]>((passes, call) => {
    const last = passes.at(-1);
    const continues = last?.[0]?.network === call.network && !last.some(({ layer }) => layer === call.layer);
    return continues ? [...passes.slice(0, -1), [...last, call]] : [...passes, [call]];
  }, []);
}

function Passes({ texts, calls }: { readonly texts: SlowMotionTexts; readonly calls: readonly CallTrace[] }) {
  const { ofNetwork } = useNamesOf();
  const passes = passesOf(calls);
  return (
    <div className="way">
      {passes.map((pass, i) => {
        const { network, calls: time } = pass[0]!;
        const again = passes.filter((other) => other[0]!.network === network).length > 1;
        return (
          <Layers
            key={i} layers={pass.map((call) => ({ ...call, calls: 1 }))}
            title={again ? texts.call(ofNetwork(network), String(time)) : ofNetwork(network)}
          />
        );
      })}
      <SignedLegend />
    </div>
  );
}

interface PointsProps {
  /** [n, width]. */
  readonly x: Float32Array;
  readonly data: PointsDefinition;
  /** The name of the k-th point, counted from 1. */
  nameOf(k: string): string;
}

/** The first points of a batch at their places, on a line or, numbered, in the plane. */
function Points({ x, data: { width, extent }, nameOf }: PointsProps) {
  const { pair } = useTexts().shell;
  const share = (value: number) => 100 * Math.min(1, Math.max(0, (value / extent + 1) / 2));
  const points = Array.from({ length: x.length / width }, (_, i) => [...x.subarray(i * width, (i + 1) * width)]);
  const height = width === 2 ? 100 : 14;
  return (
    <svg className="slow__points" viewBox={`0 0 100 ${height}`}>
      {width === 1 && <line x2={100} y1={height / 2} y2={height / 2} />}
      {points.map(([across, up], i) => (
        <g key={i} role="img" aria-label={pair(nameOf(String(i + 1)), points[i]!.map(coordinateText).join(", "))}
          transform={`translate(${share(across!)} ${up === undefined ? height / 2 : 100 - share(up)})`}>
          <circle r={1.1} />{width === 2 && <text x={1.8} y={-1.4}>{i + 1}</text>}
        </g>
      ))}
    </svg>
  );
}
