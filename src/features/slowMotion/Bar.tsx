/** A logarithmic bar of four powers of ten, and small numbers as text. */
const DECADES = 4;

/** `share`: of what fills it. */
export function Bar({ share }: { readonly share: number }) {
  const length = Math.max(0, 1 + Math.log10(share) / DECADES);
  return <span className="slow__bar" aria-hidden="true"><span style={{ width: `${100 * (Number.isFinite(length) ? length : 0)}%` }} /></span>;
}

/** Two digits: 12, 0.031, 4.5 · 10⁻⁶. */
export function smallText(value: number): string {
  if (value === 0 || (value >= 1e-4 && value < 1e5)) return String(Number(value.toPrecision(2)));
  const [digits, exponent] = value.toExponential(1).split("e") as [string, string]; // by the form of exponential notation
  return `${digits} · 10${[...exponent.replace("+", "")].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("")}`;
}
