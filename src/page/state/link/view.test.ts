/** Tests the keys of the view alone. */
import { describe, expect, it, test } from "vitest";
import { STANDARD_RANGE } from "../../../core/latent/range";
import { defaultsOf, type HyperparameterValues } from "../../../core/model/hyperparameters";
import type { Model } from "../../../core/model/model";
import { findModel } from "../../../subject/models/registry";
import { drawnWith, allVisible, freshFillIn, quickMask } from "../fillIn";
import { freshFollowing, type Following } from "../following";
import { initialInstrumentSettings } from "../instrumentSettings";
import { drawNoise } from "../position";
import { STANDARD_CHART } from "../stateKeys";
import { format, parse, type Link } from "../urlCodec";

/** `start`: the beginning of its links. */
interface Case { readonly model: Model; readonly h: HyperparameterValues; readonly start: string }
const caseOf = (id: string, change: HyperparameterValues = {}): Case => {
  const model = findModel(id)!;
  const start = [`model=${id}`, ...Object.entries(change).map(([key, value]) => `${key}=${value}`)].join("&");
  return { model, h: { ...defaultsOf(model.hyperparameters), ...change }, start };
};
const vae = caseOf("vae");
const wide = caseOf("vae", { latent: 24 });
const three = caseOf("vae", { latent: 3 });
const gan = caseOf("gan");
const completing = caseOf("completion-cvae");

function reading({ start }: Case, fragment: string) {
  const { notices, ...view } = parse(`${start}&${fragment}`);
  return { view, notices };
}

const writing = ({ start }: Case, view: Link) => {
  const written = format(view);
  expect(`${written}&`.startsWith(`${start}&`)).toBe(true);
  return written.slice(start.length + 1);
};

/** Expects that the fragment is read without a notice, and that the same fragment is written again. Returns the link. */
function faithfully(of: Case, fragment: string): Link {
  const { view, notices } = reading(of, fragment);
  expect(notices).toEqual([]);
  expect(writing(of, view)).toBe(fragment);
  return view;
}

/** Expects that the last pair is reported and ignored. */
function refused(of: Case, fragment: string, key: string, used: string): void {
  const { view, notices } = reading(of, fragment);
  expect(notices).toEqual([{ kind: "adjusted", key, written: fragment.slice(fragment.lastIndexOf(`${key}=`) + key.length + 1), used }]);
  const without = fragment.split("&").slice(0, -1).join("&");
  expect(view).toEqual(reading(of, without).view);
}

it.each([["vae", vae], ["24 latent dimensions", wide], ["three", three], ["gan", gan], ["completion-cvae", completing]] as const)("the defaults of %s are not written", (_, of) => {
  const view = faithfully(of, "");
  expect(view).toMatchObject({
    instrument: null, pinned: [], layers: { pictures: true, points: true }, following: freshFollowing, fillIn: freshFillIn, chart: STANDARD_CHART,
    instrumentSettings: initialInstrumentSettings({ model: of.model, latent: Number(of.h["latent"]), seed: 1 }),
  });
});

describe("the instrument", () => {
  test.each([["traverse", vae], ["arithmetic", vae], ["follow", gan], ["map", completing]] as const)("view=%s is chosen", (view, of) => {
    expect(faithfully(of, `view=${view}`).instrument).toBe(view);
  });

  it("is not written if it is the model's default, and refused if the model does not have it", () => {
    expect(reading(vae, "view=map")).toMatchObject({ view: { instrument: null }, notices: [] });
    expect(reading(completing, "view=fill-in")).toMatchObject({ view: { instrument: null }, notices: [] });
    refused(gan, "view=arithmetic", "view", "map");
    refused(completing, "view=globe", "view", "fill-in");
    refused(caseOf("vae", { data: "ring" }), "view=traverse", "view", "map");
  });
});

describe("the map", () => {
  it("has the plane of two dimensions, counted from 1", () => {
    expect(faithfully(wide, "axes=3,1").map).toEqual({ basis: "dimensions", axes: [2, 0], range: null });
    expect(faithfully(wide, "axes=24,23").map.axes).toEqual([23, 22]);
    expect(faithfully(vae, "axes=2,1").map).toEqual({ basis: "dimensions", axes: [1, 0], range: null });
    expect(reading(vae, "axes=1,2").view.map).toEqual({ basis: "dimensions", axes: [0, 1], range: null });
  });

  it("has another plane if one is chosen, and then the first two dimensions", () => {
    for (const basis of ["dimensions", "components", "three"] as const) expect(faithfully(wide, `plane=${basis}`).map).toEqual({ basis, axes: [0, 1], range: null });
    expect(reading(wide, "plane=strongest").view.map.basis).toBe("strongest");
    expect(reading(wide, "axes=3,1&plane=components").view.map).toEqual({ basis: "components", axes: [0, 1], range: null });
  });

  test.each([["axes=1"], ["axes=1,2,3"], ["axes=2,2"], ["axes=1,25"], ["axes=25,1"], ["axes=0,1"], ["axes=x,1"]])("refuses %s", (fragment) => {
    refused(wide, fragment, "axes", "1,2");
  });

  it("refuses a plane that the model does not have", () => {
    refused(vae, "plane=three", "plane", "dimensions");
    refused(caseOf("gan", { latent: 8 }), "plane=components", "plane", "strongest");
    expect(reading(vae, "axes=2,1&plane=three").view.map.axes).toEqual([1, 0]);
  });

  it("has the extent and the middle of the link", () => {
    expect(faithfully(vae, "range=2").map.range).toEqual({ middle: [0, 0], extent: 2 });
    expect(faithfully(vae, "range=2,0,-1").map.range).toEqual({ middle: [0, -1], extent: 2 });
    expect(faithfully(vae, "range=2,1,0").map.range).toEqual({ middle: [1, 0], extent: 2 });
    expect(faithfully(vae, "range=3").map.range).toEqual(STANDARD_RANGE); // the explicit range, not an automatic one
    for (const range of ["0", "-1", "2,1", "2,1,0,0", "", "51"]) refused(vae, `range=${range}`, "range", "3");
  });

  it("shows pictures, codes, both or neither", () => {
    for (const [layers, pictures, points] of [["pictures", true, false], ["points", false, true], ["none", false, false]] as const) {
      expect(faithfully(vae, `layers=${layers}`).layers).toEqual({ pictures, points });
    }
    expect(reading(vae, "layers=both").view.layers).toEqual({ pictures: true, points: true });
  });

  it("highlights classes", () => {
    expect(faithfully(vae, "highlight=4,0").pinned).toEqual([4, 0]);
    expect(faithfully(vae, "highlight=0,1,2,3,4,5,6,7,8,9").pinned).toHaveLength(10);
    for (const classes of ["4,4", "10", "", "1,x"]) refused(vae, `highlight=${classes}`, "highlight", "–");
  });
});

describe("the reader's picks", () => {
  const image = (index: number) => ({ kind: "image", index }) as const;
  const noise = ({ model, h }: Case, number: number) => drawNoise({ model, latent: Number(h["latent"]), seed: 1 }, number - 1);

  it("are the rows of a traversal, ten to a page", () => {
    for (const [of, first] of [[wide, 11], [wide, 21], [caseOf("vae", { latent: 11 }), 11]] as const) expect(faithfully(of, `rows=${first}`).instrumentSettings.traverse).toEqual({ first: first - 1 });
    for (const [written, used] of [[5, 1], [20, 11], [22, 21], [25, 21], [128, 21]] as const) {
      expect(reading(wide, `rows=${written}`)).toMatchObject({ view: { instrumentSettings: { traverse: { first: used - 1 } } }, notices: [{ key: "rows", written: `${written}`, used: `${used}` }] });
    }
    expect(reading(caseOf("vae", { latent: 10 }), "rows=1").notices).toEqual([{ kind: "unknown-key", key: "rows" }]);
  });

  it("are two places for a row between them", () => {
    expect(faithfully(vae, "between=12,7").instrumentSettings.between).toEqual({ from: image(12), to: image(7) });
    const { between, draws } = faithfully(vae, "between=noise5,z0.5:-1").instrumentSettings;
    expect([between, draws]).toEqual([{ from: noise(vae, 5), to: { kind: "held", z: [0.5, -1] } }, 5]);
    expect(faithfully(gan, "between=noise2,noise1").instrumentSettings.draws).toBe(3);
    for (const places of ["3", "3,7,9", "3,", "3,10000", "noise0,7", ""]) refused(vae, `between=${places}`, "between", "3,7");
    refused(gan, "between=3,7", "between", "noise1,noise2");
  });

  it("are three places for a plane, in more than two dimensions", () => {
    expect(faithfully(three, "three=1,2,noise4").instrumentSettings).toMatchObject({ three: [image(1), image(2), noise(three, 4)], draws: 4 });
    for (const places of ["3,7", "3,7,2,1", "3,7,x"]) refused(three, `three=${places}`, "three", "3,7,2");
    const { view } = reading(vae, "");
    expect(writing(vae, { ...view, instrumentSettings: { ...view.instrumentSettings, three: [image(1), image(2), image(4)], traverse: { first: 10 } } })).toBe(""); // two dimensions do not have these keys
    expect(reading(vae, "three=1,2,4").notices).toEqual([{ kind: "unknown-key", key: "three" }]);
  });

  it("are an image and two classes for arithmetic, if the model encodes", () => {
    expect(faithfully(vae, "arithmetic=5,9,0").instrumentSettings.arithmetic).toEqual({ image: 5, minus: 9, plus: 0 });
    for (const sum of ["5,1", "5,1,7,2", "5,10,1", "5,1,10", "x,1,2"]) refused(vae, `arithmetic=${sum}`, "arithmetic", "18,3,8");
    expect(reading(gan, "arithmetic=5,1,7").notices).toEqual([{ kind: "unknown-key", key: "arithmetic" }]);
  });
});

describe("the image that is filled in", () => {
  it("is a test image, of which a part is hidden", () => {
    expect(faithfully(vae, "view=fill-in&image=12&hide=right-half&draw=2").fillIn).toEqual({ ...freshFillIn, image: 12, visible: quickMask("right-half"), draw: 2 });
    expect(reading(vae, "view=fill-in&hide=lower-half").view.fillIn).toEqual(freshFillIn);
    expect(faithfully(vae, "view=fill-in&hide=everything").fillIn.visible).toEqual(allVisible());
    expect(faithfully(vae, `view=fill-in&hide=f${"_".repeat(129)}8`).fillIn.visible).toEqual(allVisible().fill(0, 0, 1));
    refused(vae, "view=fill-in&hide=left", "hide", "lower-half");
  });

  it("is a drawing, whatever test image was chosen before", () => {
    const { fillIn } = faithfully(vae, "view=fill-in&drawing=GZmMzM.GZmMzM");
    expect(fillIn).toMatchObject({ source: "drawing", image: 0 });
    expect(fillIn).toMatchObject(drawnWith(fillIn.strokes));
    expect(fillIn.strokes).toHaveLength(2);
    const { view } = reading(vae, "view=fill-in&image=12&drawing=GZmMzM");
    expect(writing(vae, view)).toBe("view=fill-in&drawing=GZmMzM");
    // A drawing without a line is not written, nor is one that was put aside for a test image.
    expect(writing(vae, { ...view, fillIn: { ...view.fillIn, strokes: [] } })).toBe("view=fill-in&image=12");
    expect(writing(vae, { ...view, fillIn: { ...view.fillIn, source: "test" } })).toBe("view=fill-in&image=12");
    refused(vae, "view=fill-in&drawing=GZ", "drawing", "–");
  });

  it("is written only if it is displayed, or if the model completes images", () => {
    expect(writing(vae, reading(vae, "image=12&draw=1").view)).toBe("");
    expect(faithfully(completing, "image=12&draw=1").fillIn).toEqual({ ...freshFillIn, image: 12, draw: 1 });
    expect(faithfully(completing, "view=map&image=12").fillIn.image).toBe(12);
  });

  it("has the model's own mask if the model completes images", () => {
    expect(reading(completing, "hide=right-half")).toMatchObject({ view: { fillIn: { visible: freshFillIn.visible } }, notices: [{ kind: "unknown-key", key: "hide" }] });
    const { view } = reading(completing, "");
    expect(writing(completing, { ...view, fillIn: { ...view.fillIn, visible: allVisible() } })).toBe("");
  });
});

describe("the followed image", () => {
  test.each<[string, Partial<Following>]>([
    ["follow=7", { kind: "image", image: 7 }], ["follow=0", { kind: "image" }], ["follow=9999", { kind: "image", image: 9999 }],
    ["follow=here", { kind: "here" }], ["follow=here,7", { kind: "here", image: 7 }],
    ["follow=sample1", { kind: "sample" }], ["follow=sample12", { kind: "sample", sample: 11 }], ["follow=sample30,9999", { kind: "sample", sample: 29, image: 9999 }],
    ["part=terms", { part: "terms" }], ["sort=kl", { sortedBy: "kl" }], ["eps=3", { draw: 3 }],
    ["follow=here,7&part=posterior&sort=total&eps=12", { kind: "here", image: 7, part: "posterior", sortedBy: "total", draw: 12 }],
  ])("%s", (fragment, following) => {
    expect(faithfully(vae, `view=follow&${fragment}`).following).toEqual({ ...freshFollowing, ...following });
  });

  test.each(["", "x", "-1", "12345", "7,8", "here,", "here,x", "here,12345", "here,7,8", "sample", "sample0", "sample31", "sample100", "sample1x", "xsample1"])("is refused: %j", (text) => {
    refused(vae, `view=follow&follow=${text}`, "follow", "0");
  });

  it("is refused if there is no such part or loss", () => {
    refused(vae, "view=follow&part=all", "part", "way");
    refused(vae, "view=follow&sort=generator", "sort", "–");
  });

  it("is only in links that show it", () => {
    const { view, notices } = reading(vae, "follow=7&part=terms");
    expect(view.following).toEqual(freshFollowing);
    expect(notices).toEqual([{ kind: "unknown-key", key: "follow" }, { kind: "unknown-key", key: "part" }]);
    expect(writing(vae, { ...view, following: { ...freshFollowing, kind: "here" } })).toBe("");
  });
});

it("the loss chart has a scale, a smoothing and its curves", () => {
  expect(faithfully(vae, "log=1").chart).toEqual({ ...STANDARD_CHART, log: true });
  expect(faithfully(vae, "smoothing=0").chart).toEqual({ ...STANDARD_CHART, smoothing: 0 });
  expect(faithfully(vae, "curves=all").chart).toEqual({ ...STANDARD_CHART, all: true });
  expect(reading(vae, "curves=first&log=0").view.chart).toEqual({ log: false, smoothing: 0.8, all: false });
});

it("all keys together are written in a fixed order", () => {
  faithfully(wide, "view=follow&axes=3,1&range=2,1,0&highlight=4&layers=points&rows=11&between=1,2&three=1,2,4&arithmetic=5,1,7&follow=9&part=terms&sort=kl&eps=2&log=1&smoothing=0.5&curves=all");
  faithfully(caseOf("vae", { latent: 24 }), "view=fill-in&image=3&hide=everything&draw=1&log=1");
});
