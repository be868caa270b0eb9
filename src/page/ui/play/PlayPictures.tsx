/** The model's pictures, large, each with an explanation. */
import { useTexts } from "../context";
import { Pictures } from "../pictures/Pictures";
import { Reconstructions } from "../pictures/Reconstructions";
import { SampleGrid } from "../pictures/SampleGrid";
import { useData, useModel } from "../useModel";

export function PlayPictures() {
  const { conditional, encode, given } = useModel();
  const { shell: { play }, instruments: { pictures } } = useTexts();
  if (useData().kind === "points") return <Pictures />;
  return (
    <div className="play__pictures">
      <div className="page__samples"><SampleGrid /></div>
      <p className="play__note play__note--samples">{conditional ? pictures.readByClass : given ? null : play.samples}</p>
      {encode && (
        <>
          <div className="page__reconstructions"><Reconstructions /></div>
          <p className="play__note play__note--reconstructions">{play.reconstructions}</p>
        </>
      )}
    </div>
  );
}
