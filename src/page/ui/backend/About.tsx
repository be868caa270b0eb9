/** What the page is and promises, and a link to the licences of its parts. */
import { packedAddress } from "../../../core/browser/packedFiles";
import { useAllTexts } from "../context";

/** `scripts/packages/notices.ts` writes this file beside the page. */
const LICENCES = "licences.txt";
const packed = packedAddress(LICENCES);

export function About() {
  const { about } = useAllTexts();
  return (
    <section className="backend__about" aria-label={about.title}>
      <p>{about.promise}</p>
      <a href={packed ?? LICENCES} target="_blank" rel="noreferrer" download={packed && LICENCES}>{about.licences}</a>
    </section>
  );
}
