/** Numbers of a program's tensors as text. */

/** Smaller and larger numbers have an exponent. */
const [SMALL, LARGE] = [0.001, 1e5];

/** Returns a number with three digits, or so many: gradients may be small. "–" if there is none. */
export function numberText(value: number | null, digits = 3): string {
  if (value === null) return "–";
  const size = Math.abs(value);
  const text = !Number.isFinite(value) ? String(value).replace("Infinity", "∞")
    : value === 0 || (size >= SMALL && size < LARGE) ? String(Number(value.toPrecision(digits))) : value.toExponential(digits - 2);
  return text.replaceAll("-", "−");
}
