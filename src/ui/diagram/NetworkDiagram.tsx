/**
 * The networks of the model as trapezia in their role's colour: what goes in, how wide the layers are, what comes out.
 */
import { useId } from "react";
import type { NetworkSpec, Role } from "../../core/model";
import { CLASSES, PIXELS } from "../../core/runConfig";
import { useStore, useTexts } from "../context";
import { roleColour } from "../palette";
import { useModel } from "../useModel";
import "./diagram.css";

/** Half heights of a trapezium's wide and narrow ends. */
const WIDE = 26;
const NARROW = 11;
const BOX = 76;
const GAP = 21;
/** Room above the boxes where a class comes in. */
const CLASS_ROOM = 20;
/** Where along a box it comes in. */
const CLASS_AT = 11;

/** What flows out of a network, before the next or at the end. */
const OUTPUT: Readonly<Record<Role, string>> = { encoder: "z", decoder: "x̂", generator: "x̃", discriminator: "D" };

export function NetworkDiagram() {
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const texts = useTexts().instruments.diagram;
  const id = useId();
  const networks = Object.entries(model.networks(h));
  const width = networks.length * BOX + (networks.length + 1) * GAP;
  const middle = WIDE + 2 + (model.conditional ? CLASS_ROOM : 0);
  const described = networks.map(([, { role, widths }]) => `${texts[role]} ${widths.join("–")}`).join(", ");
  const first = networks[0]?.[1];
  const last = networks.at(-1)?.[1];
  const start = first && first.widths[0]! >= PIXELS ? "x" : "z";
  return (
    <svg
      className="diagram" viewBox={`0 0 ${width} ${middle + WIDE + 21}`} role="img"
      aria-labelledby={`${id}-title ${id}-text`}
    >
      <title id={`${id}-title`}>{texts.title}</title>
      <desc id={`${id}-text`}>{texts.describe(described)}</desc>
      <g aria-hidden="true">
        {networks.map(([name, spec], k) => {
          const left = GAP + k * (BOX + GAP);
          const between = k === 0 ? start : OUTPUT[networks[k - 1]![1].role];
          return (
            <g key={name}>
              <Flow x={left - GAP / 2} y={middle} symbol={between} latent={between === "z"} />
              <Box left={left} middle={middle} spec={spec} name={texts[spec.role]} />
              {takesClass(model.conditional, spec)
                && <ClassInput left={left} tip={middle - halfHeight(spec, CLASS_AT)} />}
            </g>
          );
        })}
        {last && <Flow x={width - GAP / 2} y={middle} symbol={OUTPUT[last.role]} latent={false} />}
      </g>
    </svg>
  );
}

/** The class enters at the input, or, into a discriminator, through a layer of its own. */
function takesClass(conditional: boolean, { widths, layers, role }: NetworkSpec): boolean {
  if (!conditional) return false;
  return role === "generator" || widths[0] === PIXELS + CLASSES || Object.hasOwn(layers, "classVector");
}

/** Half the height of a network's box, so far from its left side. */
function halfHeight({ widths }: NetworkSpec, along: number): number {
  const [start, end] = widths[0]! > widths.at(-1)! ? [WIDE, NARROW] : [NARROW, WIDE];
  return start + ((end - start) * along) / BOX;
}

function Flow({ x, y, symbol, latent }: {
  readonly x: number; readonly y: number; readonly symbol: string; readonly latent: boolean;
}) {
  return (
    <text
      className="diagram__symbol" x={x} y={y + 4.5} style={{ fill: `var(${roleColour(latent ? "latent" : "data")})` }}
    >
      {symbol}
    </text>
  );
}

/** `tip`: where the arrow meets the box. */
function ClassInput({ left, tip }: { readonly left: number; readonly tip: number }) {
  const x = left + CLASS_AT;
  return (
    <g style={{ color: "var(--role-data)" }}>
      <text className="diagram__symbol" x={x} y={tip - 15} style={{ fill: "currentColor" }}>y</text>
      <path className="diagram__arrow" d={`M${x},${tip - 10}v6`} />
      <path d={`M${x},${tip - 0.5}l-2.8,-5h5.6z`} fill="currentColor" />
    </g>
  );
}

function Box({ left, middle, spec, name }: {
  readonly left: number; readonly middle: number; readonly spec: NetworkSpec; readonly name: string;
}) {
  const [start, end] = [halfHeight(spec, 0), halfHeight(spec, BOX)];
  const right = left + BOX;
  return (
    <g style={{ color: `var(${roleColour(spec.role)})` }}>
      <path
        className="diagram__box"
        d={`M${left},${middle - start}L${right},${middle - end}V${middle + end}L${left},${middle + start}Z`}
      />
      <text className="diagram__name" x={left + BOX / 2} y={middle + 3.5}>{name}</text>
      <text className="diagram__widths" x={left + BOX / 2} y={middle + WIDE + 15}>{spec.widths.join("·")}</text>
    </g>
  );
}
