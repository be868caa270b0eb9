/** The way to own images. With some on, it says which; a model that is trained on points alone has none. */
import type { Hyperparameter } from "../../core/hyperparameters";
import { readOwnId } from "../../core/ownId";
import { ownOf } from "../../data/registry";
import { useStore, useTexts } from "../../ui/context";
import { openDialog } from "../../ui/kit/Dialog";
import { useModel } from "../../ui/useModel";

export function OwnDataLine() {
  const { shell: { experiment } } = useTexts();
  const own = useStore((state) => ownOf(state.config));
  const { data }: Readonly<Record<string, Hyperparameter>> = useModel().hyperparameters;
  if (data?.kind === "choice" && !data.options.includes("mnist")) return null;
  const name = own === undefined ? null : readOwnId(own)?.name;
  return (
    <button className="button button--quiet" aria-haspopup="dialog" onClick={() => openDialog("own-data-dialog")}>
      {experiment.ownData}{name && ` ${name}`}
    </button>
  );
}
