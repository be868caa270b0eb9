/**
 * The page inside a frame of another page: title and text, the training buttons, and the panels that the embedding author chose. The frame is
 * as high as its content.
 */
import type { ReactNode } from "react";
import { embedTexts } from "./texts";
import { isIncluded, type PanelName } from "../../state/embed";
import { format } from "../../state/urlCodec";
import { Both } from "../../ui/comparison/Both";
import { usePanelParts, useStore, useTexts } from "../../ui/context";
import { NetworkDiagram } from "../../ui/diagram/NetworkDiagram";
import { Equation } from "../../ui/equation/Equation";
import { Controls } from "../../ui/experiment/Controls";
import { Settings } from "../../ui/experiment/Settings";
import { BackendDialog } from "../../ui/backend/BackendDialog";
import { ClassPicker } from "../../ui/latent/ClassPicker";
import { LatentSpace } from "../../ui/latent/LatentSpace";
import { openDialog } from "../../ui/kit/Dialog";
import { LossChart } from "../../ui/lossChart/LossChart";
import { Failure } from "../../ui/notices/Failure";
import { Notices } from "../../ui/notices/Notices";
import { Pictures } from "../../ui/pictures/Pictures";
import { Reconstructions } from "../../ui/pictures/Reconstructions";
import { SampleGrid } from "../../ui/pictures/SampleGrid";
import { useAbout, useTitle } from "../../ui/play/PresetChoice";
import { RunLine } from "../../ui/play/RunLine";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { useData, useModel } from "../../ui/useModel";
import "./embed.css";

export function Embedded() {
  const panels = useStore((state) => state.embed?.panels) ?? [];
  const [model, { kind }] = [useModel(), useData()];
  const has = (name: PanelName) => (name === "class" ? model.conditional : name === "reconstructions" ? Boolean(model.encode) && kind !== "points" : true);
  const shown = panels.filter(has);
  const columns = [shown.filter((name) => !isMoved(name)), shown.filter(isMoved)];
  return (
    <div className="embed">
      <Head />
      <Controls />
      <Failure />
      <main className="embed__panels">
        {columns.map((column, i) => (
          <div key={i} className="embed__column" data-panels={Math.min(2, column.length)}>
            {column.map((name) => <Panel key={name} name={name} order={panels.indexOf(name)} />)}
          </div>
        ))}
      </main>
      <Foot />
      <Notices />
      <BackendDialog />
    </div>
  );
}

/** Panels that are dragged are in the second of two columns. */
const isMoved = (name: PanelName) => name === "map" || name === "class";

function Head() {
  const about = useAbout();
  const own = useTitle();
  const title = useStore((state) => state.embed?.title);
  const text = useStore((state) => state.embed?.text);
  return (
    <header className="embed__head">
      <h1 className="embed__title" translate={title === undefined ? "no" : undefined}>{title ?? own}</h1>
      <p className="embed__text">{text ?? about?.about}</p>
    </header>
  );
}

/** The backend, and a link to the whole page with the current experiment. */
function Foot() {
  const { session } = usePanelParts();
  const texts = useLoadedTexts(embedTexts);
  const { status } = useTexts().shell;
  const whole = useStore((state) => isIncluded(state.embed, "page"));
  const open = () => window.open(session.link(format({ ...session.currentLink(), embed: null })), "_blank", "noopener");
  return (
    <footer className="embed__foot">
      <RunLine />
      <button className="button button--quiet" aria-haspopup="dialog" onClick={() => openDialog("backend-dialog")}>{status.why}</button>
      {whole && <button className="button button--quiet" onClick={open}>ELBO Room: {texts.whole}</button>}
    </footer>
  );
}

/** Renders nothing if the model does not have the panel. In one column panels are sorted by `order`. */
function Panel({ name, order }: { readonly name: PanelName; readonly order: number }) {
  const images = useData().kind !== "points";
  const place = (panel: ReactNode) => <div className={`embed__panel page__${name}`} style={{ order }}>{panel}</div>;
  switch (name) {
    case "equation": return place(<Equation />);
    case "chart": return place(<LossChart />);
    case "samples": return place(images ? <Both><SampleGrid /></Both> : <Pictures />);
    case "reconstructions": return place(<Both><Reconstructions /></Both>);
    case "class": return place(<ClassPicker />);
    case "map": return place(<LatentSpace />);
    case "settings": return place(<Settings />);
    case "networks": return place(<NetworkDiagram />);
    default: return name satisfies never;
  }
}
