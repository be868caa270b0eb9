/** The image's share of each loss term beside the mean of its batch, and the batch sorted by a term. */
import { meanOf } from "../../../core/mean";
import { lossColumns } from "../../../core/model/model";
import { PIXELS } from "../../../core/run/runConfig";
import { usePanelParts, useStore, useTexts } from "../../ui/context";
import { Swatch } from "../../ui/lossChart/Swatch";
import { countText, lossText } from "../../ui/numbers";
import { marksOf, type Mark } from "../../ui/palette";
import { useModel } from "../../ui/useModel";
import { changeFollowing } from "../../state/following";
import { Batch } from "./Batch";
import { useFollowTexts } from "./texts";
import { useFollowed, type FollowedResult } from "./useFollowed";
import { Space } from "../../ui/kit/Between";

/** Returns the indices of values in ascending order. */
export const orderOf = (values: Float32Array): readonly number[] =>
  Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);

export function TermsView() {
  const texts = useFollowTexts();
  const seen = useFollowed("terms");
  return seen ? <Terms seen={seen} /> : <p className="layers__note" role="status">{texts.waiting}</p>;
}

function Terms({ seen: { found, wish, step } }: { readonly seen: FollowedResult<"terms"> }) {
  const { store } = usePanelParts();
  const { terms: texts, at: atStep } = useFollowTexts();
  const { models } = useTexts();
  const columns = lossColumns(useModel()).filter(({ id }) => found.each[id]);
  const chosen = useStore((state) => state.following.sortedBy);
  const sorted = columns.find(({ id }) => id === chosen) ?? columns[0]!;
  const marks = marksOf(columns);
  const at = found.images.indexOf(wish.image);
  const all = countText(found.images.length);
  const nameOf = (id: string) => models.terms[id]?.name ?? id;
  return (
    <div className="terms">
      <table className="terms__table">
        <caption className="visually-hidden">{texts.table(String(wish.image), all)}</caption>
        <thead><tr><th scope="col">{texts.term}</th><th scope="col">{texts.here}</th><th scope="col">{texts.mean}</th><th scope="col">{texts.rank}</th></tr></thead>
        <tbody>
          {columns.map(({ id }) => (
            <Row
              key={id} name={nameOf(id)} mark={marks.get(id)!} values={found.each[id]!} at={at} pressed={id === sorted.id}
              onSort={() => store.setState(changeFollowing({ sortedBy: id }))}
            />
          ))}
        </tbody>
      </table>
      <Batch
        name={texts.sorted(all, nameOf(sorted.id))} order={orderOf(found.each[sorted.id]!)} values={found.each[sorted.id]!} shown={at}
        images={found.images} labels={found.labels} pixelsOf={(i) => found.pixels.subarray(i * PIXELS, (i + 1) * PIXELS)}
      />
      <p className="layers__note">{texts.about}<Space />{atStep(countText(step))}</p>
    </div>
  );
}

function Row({ name, mark, values, at, pressed, onSort }: {
  readonly name: string; readonly mark: Mark; readonly values: Float32Array; readonly at: number; readonly pressed: boolean; onSort(): void;
}) {
  const texts = useFollowTexts().terms;
  const rank = orderOf(values).indexOf(at) + 1;
  return (
    <tr>
      <th scope="row">
        <button type="button" className="terms__sort" aria-pressed={pressed} title={texts.sort(name)} onClick={onSort}>
          <Swatch mark={mark} /><span style={{ color: `var(${mark.colour})` }}>{name}</span>
        </button>
      </th>
      <td className="terms__here">{lossText(values[at])}</td>
      <td>{lossText(meanOf(values))}</td>
      <td>{texts.rankOf(String(rank), String(values.length))}</td>
    </tr>
  );
}
