/** Draws the model's networks as trapezia in the colour of their role, with inputs, layer widths and outputs. */
import { useId } from "react";
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import { isWritten, type Model } from "../../../core/model/model";
import { useStore, useTexts } from "../context";
import { roleColour } from "../palette";
import { useModel } from "../useModel";
import { drawingOf, learnsPrior, type NetworkBox, type Flow as Flowing } from "./drawing";
import "./diagram.css";

/** Half heights of a trapezium's wide and narrow ends. */
const WIDE = 26;
const NARROW = 11;
const GAP = 21;
/** Width of a box; narrower where three share the width. */
const BOX = 76;
const NARROW_BOX = 57;
/** Height above the boxes for a class or a given image part that enters. */
const CONDITION_ROOM = 20;
/** Distance along a box at which the condition enters. */
const CONDITION_AT = 11;
/** A learned prior is drawn under the code that is sampled from it. */
const PRIOR = { below: 20, width: 42, height: 16 };

/** The diagram of the current experiment's networks. */
export function NetworkDiagram() {
  return <DiagramOf model={useModel()} h={useStore((state) => state.config.hyperparameters)} />;
}

export function DiagramOf({ model, h }: { readonly model: Model; readonly h: HyperparameterValues }) {
  const texts = useTexts().instruments.diagram;
  const id = useId();
  const networks = drawingOf(model, h);
  const specs = model.networks(h);
  const crowded = networks.length > 2;
  const box = crowded ? NARROW_BOX : BOX;
  const width = networks.length * box + (networks.length + 1) * GAP;
  const middle = WIDE + 2 + (networks.some(({ condition }) => condition) ? CONDITION_ROOM : 0);
  const described = Object.entries(specs).map(([name, { role, widths }]) => `${isWritten(model) ? name : texts[role]} ${widths.join("–")}`).join(", ");
  const outputs = networks.at(-1)?.outputs ?? [];
  return (
    <svg
      className="diagram" viewBox={`0 0 ${width} ${middle + WIDE + 21}`} role="img"
      aria-labelledby={`${id}-title ${id}-text`}
    >
      <title id={`${id}-title`}>{texts.title}</title>
      <desc id={`${id}-text`}>{texts.describe(described)}</desc>
      <g aria-hidden="true">
        {networks.map((network, k) => {
          const left = GAP + k * (box + GAP);
          const tip = middle - halfHeight(network, CONDITION_AT / box);
          return (
            <g key={network.name}>
              <Flow x={left - GAP / 2} y={middle} flow={network.input} />
              <Box
                left={left} width={box} middle={middle} network={network}
                name={network.label ?? (crowded ? texts.short[network.role] : texts[network.role])}
              />
              {network.input.latent && learnsPrior(model, h) && <LearnedPrior x={left - GAP / 2} y={middle} name={texts.prior} />}
              {network.condition && <Condition x={left + CONDITION_AT} tip={tip} symbol={network.condition} />}
            </g>
          );
        })}
        {outputs.map((flow, k) => (
          <Flow
            key={flow.symbol} x={width - GAP / 2} y={middle + 16 * (k - (outputs.length - 1) / 2)} flow={flow}
          />
        ))}
      </g>
    </svg>
  );
}

/** Half the height of a network's box at a given share of its width. */
function halfHeight({ narrows }: NetworkBox, share: number): number {
  const [start, end] = narrows ? [WIDE, NARROW] : [NARROW, WIDE];
  return start + (end - start) * share;
}

function Flow({ x, y, flow }: { readonly x: number; readonly y: number; readonly flow: Flowing }) {
  return (
    <text
      className="diagram__symbol" x={x} y={y + 4.5}
      fill={`var(${roleColour(flow.latent ? "latent" : "data")})`}
    >
      {flow.symbol}
    </text>
  );
}

/** `tip`: where the arrow meets the box. */
function Condition({ x, tip, symbol }: { readonly x: number; readonly tip: number; readonly symbol: string }) {
  return (
    <g color="var(--role-data)">
      <text className="diagram__symbol" x={x} y={tip - 15} fill="currentColor">{symbol}</text>
      <path className="diagram__arrow" d={`M${x},${tip - 10}v6`} />
      <path d={`M${x},${tip - 0.5}l-2.8,-5h5.6z`} fill="currentColor" />
    </g>
  );
}

/** `y`: the vertical position of the code. */
function LearnedPrior({ x, y, name }: { readonly x: number; readonly y: number; readonly name: string }) {
  const { below, width, height } = PRIOR;
  return (
    <g color={`var(${roleColour("prior")})`}>
      <path d={`M${x},${y + 8}l-2.8,5h5.6z`} fill="currentColor" />
      <path className="diagram__arrow" d={`M${x},${y + 12}V${y + below}`} />
      <rect className="diagram__box" x={x - width / 2} y={y + below} width={width} height={height} rx="3" />
      <text className="diagram__name" x={x} y={y + below + height / 2 + 3.5}>{name}</text>
    </g>
  );
}

interface BoxProps {
  readonly left: number;
  readonly width: number;
  readonly middle: number;
  readonly network: NetworkBox;
  readonly name: string;
}

function Box({ left, width, middle, network, name }: BoxProps) {
  const lit = useStore((state) => state.lit?.networks.includes(network.name) ?? false);
  const [start, end] = [halfHeight(network, 0), halfHeight(network, 1)];
  const right = left + width;
  return (
    <g color={`var(${roleColour(network.role)})`}>
      <path
        className={`diagram__box${lit ? " diagram__box--lit" : ""}`}
        d={`M${left},${middle - start}L${right},${middle - end}V${middle + end}L${left},${middle + start}Z`}
      />
      <text className="diagram__name" x={left + width / 2} y={middle + 3.5}>{name}</text>
      <text className="diagram__widths" x={left + width / 2} y={middle + WIDE + 15}>{network.widths}</text>
    </g>
  );
}
