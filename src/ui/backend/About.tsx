/** What the page is and promises, and the way to the licences of what it is made of. */
import { packedAddress } from "../../core/browser/packedFiles";
import { useAllTexts } from "../context";

/** Beside the page: `scripts/packages/notices.ts` writes it. */
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
