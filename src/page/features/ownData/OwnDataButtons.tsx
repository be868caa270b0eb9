/** Buttons in other panels: one opens the dialog of own images, one saves the images that a run is trained on. */
import { readOwnId } from "../../../core/data/ownId";
import { ownOf } from "../../../subject/data/registry";
import { useActions, useStore, useTexts } from "../../ui/context";
import { openDialog } from "../../ui/kit/Dialog";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { useModel } from "../../ui/useModel";
import { ownData, takesImages } from "./actions";
import { SaveButton } from "./SaveButton";
import { ownDataTexts } from "./texts";

/** Names the current images. A model that is trained on points only has no button. */
export function OpenOwnData() {
  const { shell: { experiment } } = useTexts();
  const own = useStore((state) => ownOf(state.config));
  if (!takesImages(useModel())) return null;
  const name = own === undefined ? null : readOwnId(own)?.name;
  return (
    <button className="button button--quiet" aria-haspopup="dialog" onClick={() => openDialog("own-data-dialog")}>
      {experiment.ownData}{name && ` ${name}`}
    </button>
  );
}

/** Saves the images for the program that continues the run in PyTorch. Renders nothing if the run is not trained on own images. */
export function SaveImages() {
  const { find } = useActions(ownData);
  const texts = useLoadedTexts(ownDataTexts);
  const own = useStore(({ config }) => ownOf(config));
  if (own === undefined) return null;
  return <SaveButton name={texts.saveImages} className="button--quiet" texts={texts} images={() => find(own)} />;
}
