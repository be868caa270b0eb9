/** The gradient on its way back: at each layer's output, from the loss to the first layer that it reaches. */
import type { CallTrace, ObjectiveTrace } from "../../core/slowMotion";
import type { SlowMotionTexts } from "./texts";
import { SignedPicture } from "../follow";
import { roleColour } from "../palette";
import { Bar, smallText } from "./Bar";
import { useNamesOf } from "./useNamesOf";

type Reached = CallTrace & { readonly gradient: NonNullable<CallTrace["gradient"]> };

export function GradientView({ texts, seen: { calls } }: { readonly texts: SlowMotionTexts; readonly seen: ObjectiveTrace }) {
  const { ofNetwork } = useNamesOf();
  const reached = calls.filter((call): call is Reached => call.gradient !== null).toReversed();
  const most = Math.max(...reached.map(({ gradient }) => gradient.size));
  const several = new Set(reached.filter(({ calls: time }) => time > 1).map(({ network, layer }) => `${network}/${layer}`));
  return (
    <>
      <ol className="slow__layers">
        {reached.map(({ network, layer, role, shape, calls: time, gradient }, i) => {
          const name = `${ofNetwork(network)}, ${layer}`;
          const full = several.has(`${network}/${layer}`) ? texts.call(name, String(time)) : name;
          const size = smallText(gradient.size);
          return (
            <li key={i} className="slow__layer" style={{ color: `var(${roleColour(role)})` }}>
              <span className="slow__thumbnail"><SignedPicture values={gradient.values} shape={shape} name={texts.gradientOf(full, size)} /></span>
              <span className="slow__name">{full}</span>
              <Bar share={gradient.size / most} />
              <span className="slow__number">{size}</span>
            </li>
          );
        })}
      </ol>
      <p className="follow__note">{texts.gradientNote}</p>
    </>
  );
}
