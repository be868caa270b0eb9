/** Colours of computed styles are read as browsers paint them. */
import { expect, it } from "vitest";
import { rgbaOf } from "./colour";

it.each([
  ["#fff", [255, 255, 255], 1],
  ["#1c1d22", [28, 29, 34], 1],
  ["rgb(1, 2, 3)", [1, 2, 3], 1],
  ["rgba(10, 20, 30, 0.25)", [10, 20, 30], 0.25],
  ["rgb(10 20 30 / 0.5)", [10, 20, 30], 0.5],
  ["color(srgb 0.5 0.25 1 / 0.12)", [128, 64, 255], 0.12],
  ["color(srgb 1.2 -0.1 0)", [255, 0, 0], 1],
  ["oklch(0.627955 0.257683 29.2339)", [255, 0, 0], 1], // CSS Color 4's red
  ["oklab(0.51975 -0.1403 0.10768)", [0, 128, 0], 1], // and green
  ["oklch(1 none none / 50%)", [255, 255, 255], 0.5],
  ["transparent", [0, 0, 0], 0],
])("%s", (written, rgb, alpha) => {
  expect(rgbaOf(written)).toEqual({ rgb, alpha });
});

it.each(["none", "url(#scale1)", "currentcolor", "context-fill", "color(xyz 1 1 1)", "rgb(1, 2)"])("%s is not understood", (written) => {
  expect(rgbaOf(written)).toBeNull();
});
