/** Shows the latent map of a finished run of this preset, to drag before training; if the map's file cannot be loaded, the map of the untrained run. */
import { startTransition, useEffect, useState } from "react";
import { packedAddress } from "../../../core/browser/packedFiles";
import type { TrainedMap as Entry } from "../../../subject/presets/trainedMaps";
import { trainedMapAhead } from "../../state/trainedStart";
import { PanelContext, usePanelParts, useStore, useTexts, type PanelParts } from "../../ui/context";
import { ClassPicker } from "../../ui/latent/ClassPicker";
import { LatentSpace } from "../../ui/latent/LatentSpace";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { countText } from "../../ui/numbers";
import { useModel } from "../../ui/useModel";
import { unpackMap, type MapFile } from "./mapFile";
import { createMapParts } from "./mapParts";
import { trainedMapTexts } from "./texts";

/** Resolves to the content of a map's file. Rejects with an Error if the file cannot be loaded or is damaged. */
async function fetchMap({ file }: Entry): Promise<MapFile> {
  const { ok, status, body } = await fetch(packedAddress(file) ?? file);
  if (!ok || !body) throw new Error(`${file} could not be loaded: the server answered ${status}.`);
  const content = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  return unpackMap(new Uint8Array(content));
}

/** Returns the parts that show the map; null until its file has loaded, "failed" if the file cannot be loaded. */
function useMapParts(): PanelParts | "failed" | null {
  const page = usePanelParts();
  const entry = useStore(trainedMapAhead);
  const [shown, setShown] = useState<PanelParts | "failed" | null>(null);
  useEffect(() => {
    if (!entry) return undefined;
    let stop: () => void = () => setShown(null);
    let wanted = true;
    fetchMap(entry).then((map) => {
      if (!wanted) return;
      const made = createMapParts(page, map);
      stop = () => {
        made.stop();
        setShown(null);
      };
      startTransition(() => setShown({ ...page, ...made.parts })); // rendered in slices, like the page itself
    }).catch(() => wanted && setShown("failed"));
    return () => {
      wanted = false;
      stop();
    };
  }, [page, entry]);
  return shown;
}

export function TrainedMap() {
  const parts = useMapParts();
  const step = useStore((state) => trainedMapAhead(state)?.step);
  const { shell: { play } } = useTexts();
  const texts = useLoadedTexts(trainedMapTexts);
  const model = useModel();
  if (!parts) return <p className="later" role="status">{texts.loading}</p>;
  return (
    <div className="trained-map">
      <div className="trained-map__head">
        {parts === "failed" ? <p className="trained-map__about">{texts.failed}</p> : (
          <>
            <h2 className="trained-map__title">{texts.title}</h2>
            <p className="trained-map__about">{texts.about(countText(step ?? 0))}</p>
          </>
        )}
        <p className="trained-map__about">{model.encode ? play.mapWithCodes : play.map}</p>
      </div>
      {model.conditional && <div className="page__class"><ClassPicker /></div>}
      <div className="page__map">
        {parts === "failed" ? <LatentSpace /> : <PanelContext value={parts}><LatentSpace /></PanelContext>}
      </div>
    </div>
  );
}
