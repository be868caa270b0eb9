/** A short piece of a curve as the chart draws it: colour, dash and marker. */
import type { Mark, Marker } from "../palette";

export const MARKER_PATHS: Readonly<Record<Marker, string>> = {
  diamond: "M0,-4 4,0 0,4 -4,0Z",
  circle: "M-3,0 A3,3 0 1 1 3,0 A3,3 0 1 1 -3,0Z",
  square: "M-2.8,-2.8H2.8V2.8H-2.8Z",
  triangle: "M0,-3.6 3.5,2.8H-3.5Z",
  cross: "M-3,-3 3,3M3,-3 -3,3",
  valley: "M0,3.6 3.5,-2.8H-3.5Z",
  plus: "M-3.6,0H3.6M0,-3.6V3.6",
  star: "M0,-4.4 1.1,-1.4 4.2,-1.4 1.8,0.6 2.6,3.6 0,1.9 -2.6,3.6 -1.8,0.6 -4.2,-1.4 -1.1,-1.4Z",
  bar: "M-1.3,-4H1.3V4H-1.3Z",
  hourglass: "M-3.2,-3.6H3.2L-3.2,3.6H3.2Z",
  bow: "M-3.6,-3.2V3.2L3.6,-3.2V3.2Z",
};

/** The dash of the curves of runs beside the one in front, in CSS pixels. */
export const OTHER_DASH: readonly number[] = [5, 4];

/** Returns whether a marker consists of lines only and cannot be filled. */
export const isStrokeOnly = (marker: Marker): boolean => marker === "cross" || marker === "plus";

export function Swatch({ mark, points = false }: { readonly mark: Mark; readonly points?: boolean }) {
  return (
    <svg
      className="swatch" width="26" height="10" viewBox="0 -5 26 10" aria-hidden="true"
      style={{ color: `var(${mark.colour})` }}
    >
      {points
        ? <path d={MARKER_PATHS.diamond} transform="translate(13 0)" fill="currentColor" />
        : <>
          <path
            d="M0,0H20" stroke="currentColor" strokeWidth="2" strokeDasharray={mark.dash.join(" ") || undefined}
            fill="none"
          />
          <path
            d={MARKER_PATHS[mark.marker]} transform="translate(21 0)" fill="currentColor" stroke="currentColor"
            strokeWidth={isStrokeOnly(mark.marker) ? 1.6 : 0}
          />
        </>}
    </svg>
  );
}
