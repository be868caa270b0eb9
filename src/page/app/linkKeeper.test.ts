import { describe, expect, test, vi } from "vitest";
import { drawnWith, freshFillIn } from "../state/fillIn";
import { runsAt } from "./keptRuns/tabRuns";
import { onVirtualClock, openPage, settled } from "./testing/testPage";

onVirtualClock();

describe("the link", () => {
  test("is written when a change has settled, not during it", async () => {
    const { session, written } = await openPage("#preset=first-vae");
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toEqual([]);
    for (let i = 0; i < 50; i++) {
      session.moveTo([i / 100, 0]);
      await vi.advanceTimersByTimeAsync(16);
    }
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toEqual(["preset=first-vae@2&z=0.49,0"]);
    expect(session.link()).toBe("http://room/#preset=first-vae@2&z=0.49,0");
  });

  test("contains the language once it was chosen, and keeps autostart", async () => {
    const { session, store, state } = await openPage("#preset=first-vae&autostart=1");
    expect(session.fragment()).toBe("preset=first-vae@2&autostart=1");
    store.setState({ language: "zh-CN" });
    expect(session.fragment()).toBe("preset=first-vae@2&autostart=1&lang=zh-CN");
    void session.openPreset("holes");
    expect(session.fragment()).toBe("preset=holes@1&lang=zh-CN");
    expect(state().language).toBe("zh-CN");
  });

  test("contains the reader's picks and the chart's settings; another preset begins with its defaults", async () => {
    const { session, store, state, written } = await openPage("#model=vae");
    session.look({ between: { from: { kind: "image", index: 4 }, to: session.anotherNoise() } });
    store.setState({ layers: { pictures: false, points: true }, chart: { log: true, smoothing: 0.5, all: false } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(written.at(-1)).toBe("model=vae&layers=points&between=4,noise4&log=1&smoothing=0.5");
    void session.openPreset("holes");
    expect(session.fragment()).toBe("preset=holes@1");
    expect(state().layers).toEqual({ pictures: true, points: true });
  });

  test("contains the theme only if the opened link did, and then the current one", async () => {
    const { session, store, state, follow } = await openPage("#preset=first-vae");
    store.setState({ theme: "dark" });
    expect(session.fragment()).toBe("preset=first-vae@2");
    follow("#preset=first-vae&theme=light");
    expect(state().theme).toBe("light");
    expect(session.fragment()).toBe("preset=first-vae@2&theme=light");
    store.setState({ theme: "dark" });
    expect(session.fragment()).toBe("preset=first-vae@2&theme=dark");
    store.setState({ theme: "system" });
    expect(session.fragment()).toBe("preset=first-vae@2");
  });

  test("an exercise is an entry of its own, and the run stays when the reader goes back and forward", async () => {
    const { session, store, state, follow, pushed } = await openPage("#preset=first-vae&room=learn");
    const { begun } = state();
    store.setState({ exercise: "elbo" });
    expect(pushed.map(({ fragment }) => fragment)).toEqual(["preset=first-vae@2&exercise=elbo"]);
    follow("#preset=first-vae@2&room=learn");
    await settled();
    expect(state()).toMatchObject({ exercise: null, room: "learn" });
    follow("#preset=first-vae@2&exercise=elbo", pushed[0]!.mark);
    await settled();
    expect(state()).toMatchObject({ exercise: "elbo", room: "learn" });
    expect(state().begun).toBe(begun);
    void session.openPreset("holes");
    expect(pushed).toHaveLength(2);
    follow("#preset=first-vae@2&room=learn");
    await settled();
    expect(state()).toMatchObject({ exercise: null, preset: { name: "first-vae" } });
    expect(pushed).toHaveLength(2);
  });

  test("a link to another exercise says what is wrong with it although the run stays", async () => {
    const { state, follow } = await openPage("#preset=first-vae&exercise=elbo");
    const { begun } = state();
    follow("#preset=first-vae@2&exercise=elbow");
    await settled();
    expect(state()).toMatchObject({ exercise: null, room: "learn", notices: [{ kind: "unknown-part", part: "exercise", written: "elbow", used: "first-vae@2" }] });
    expect(state().begun).toBe(begun);
  });

  test("each entry of a run that stays remembers the saved run", async () => {
    const stored = new Map<string, string>();
    vi.stubGlobal("sessionStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, text: string) => void stored.set(key, text) });
    const { session, store, follow, pushed } = await openPage("#preset=first-vae");
    store.setState({ keptAs: "a" });
    store.setState({ exercise: "elbo" });
    follow("#preset=first-vae@2", 5);
    await settled();
    void session.openPreset("holes");
    expect([pushed[0]!.mark, 5, pushed[1]!.mark].map(runsAt)).toEqual([["a"], ["a"], []]);
    vi.unstubAllGlobals();
  });

  test("contains the room except the Lab; an empty link leaves the room unchanged", async () => {
    const { session, store, state, follow, written } = await openPage("");
    expect(state().room).toBe("lab");
    store.setState({ room: "play" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toEqual(["preset=first-vae@2&room=play"]);
    void session.openPreset("holes");
    expect(session.fragment()).toBe("preset=holes@1&room=play");
    follow("");
    expect(state().room).toBe("play");
    follow("#preset=first-vae&present=1");
    expect(state()).toMatchObject({ room: "lab", present: true });
    follow("#preset=first-vae&room=play");
    expect(state().room).toBe("play");
  });

  test("a drawing is put aside, not lost, by a link without one", async () => {
    const { store, state, follow } = await openPage("#model=vae&view=fill-in");
    const drawing = drawnWith([[{ x: 0.4, y: 0.2 }, { x: 0.4, y: 0.8 }]]);
    store.setState({ fillIn: { ...freshFillIn, ...drawing, source: "drawing", draw: 3 } });
    follow("#model=vae&view=fill-in&image=5");
    expect(state().fillIn).toMatchObject({ source: "test", image: 5, draw: 0, ...drawing });
  });

  test("another preset keeps backend and engine", async () => {
    const { session } = await openPage("#preset=first-vae&seed=4&beta=2&backend=wasm&engine=eager&fma=off");
    void session.openPreset("holes");
    expect(session.fragment()).toBe("preset=holes@1&backend=wasm&engine=eager&fma=off");
  });

  test("another fragment in the address opens another experiment", async () => {
    const page = await openPage();
    page.follow("#model=cgan&seed=3&lang=zh-CN&present=1");
    await settled();
    expect(page.state()).toMatchObject({ config: { model: "cgan", seed: 3 }, language: "zh-CN", present: true, phase: "opening" });
    expect(page.worker.last("open").config.model).toBe("cgan");
  });

  test("opened by a script replaces the address's, whose saved run no longer belongs to the entry", async () => {
    const page = await openPage("#preset=first-vae");
    const first = page.mark;
    void page.session.openFragment("preset=first-vae");
    expect(page.mark).toBeGreaterThan(first!);
    expect(page.pushed).toEqual([]);
    page.follow("#preset=first-vae", first);
    await settled();
    expect(page.mark).toBe(first);
  });
});
