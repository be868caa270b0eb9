import { expect, it } from "vitest";
import { dispatch } from "./dispatch";
import type { Work } from "./points";
import { begin } from "./text";

const work = (at: number, body: string, more: Partial<Work> = {}): Work => ({
  kind: "loop", element: "f32", functions: [], size: [64, 1], declarations: "", body, workgroups: [2, 1, 1], reads: [], writes: [at], ...more,
});

it("writes work side by side, each in the workgroups that are its own", () => {
  const { code, workgroups, places } = dispatch([
    work(0, `arena[${begin(0)} + local.x] = 1f;`), work(64, `arena[${begin(64)} + local.y] = 2f;`, { size: [16, 4], workgroups: [3, 2, 1] }),
  ]);
  expect(workgroups).toEqual([8, 1, 1]);
  expect(places).toEqual([0, 64]);
  expect(code.slice(code.indexOf("@compute"))).toMatchInlineSnapshot(`
    "@compute @workgroup_size(64)
    fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
    let flat = group.x;
    if (flat < 2u) {
    let group = vec3u((flat - 0u) % 2u, (flat - 0u) / 2u % 1u, (flat - 0u) / 2u);
    let local = vec2u(thread % 64u, thread / 64u);
    arena[places[0].x + local.x] = 1f;
    } else if (flat < 8u) {
    let group = vec3u((flat - 2u) % 3u, (flat - 2u) / 3u % 2u, (flat - 2u) / 6u);
    let local = vec2u(thread % 16u, thread / 16u);
    arena[places[0].y + local.y] = 2f;
    }
    }
    "
  `);
});

it("refuses work of different kinds", () => {
  expect(() => dispatch([work(0, ""), work(64, "", { element: "vec4f" })])).toThrow("cannot share");
});
