/** Smaller and larger numbers have an exponent. */
const [SMALL, LARGE] = [0.001, 1e5];

/** Returns a number with three digits: gradients may be small. */
export function numberText(value: number | null): string {
  if (value === null) return "–";
  const size = Math.abs(value);
  const text = !Number.isFinite(value) ? String(value).replace("Infinity", "∞") : value === 0 || (size >= SMALL && size < LARGE) ? String(Number(value.toPrecision(3))) : value.toExponential(1);
  return text.replaceAll("-", "−");
}
