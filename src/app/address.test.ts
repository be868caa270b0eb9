import { afterEach, expect, test, vi } from "vitest";
import { browserAddress } from "./address";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

test.each([
  ["https://room.example/page/?ticket=secret-4711#model=vae", "https://room.example/page/#model=ae&z=?"],
  ["https://room.example/page/#model=vae?ticket=secret-4711", "https://room.example/page/#model=ae&z=?"],
  ["https://room.example/?a\n#?", "https://room.example/#model=ae&z=?"],
  ["file:///home/ada/elbo-room.html?x#model=vae", "file:///home/ada/elbo-room.html#model=ae&z=?"],
])("links of %s have neither its query nor its fragment", (href, link) => {
  vi.stubGlobal("location", { href });
  expect(browserAddress.withFragment("model=ae&z=?")).toBe(link);
});

test("a build's public address takes the place of the page's", () => {
  vi.stubGlobal("location", { href: "file:///home/ada/elbo-room.html" });
  vi.stubEnv("VITE_ADDRESS", "https://room.example/");
  expect(browserAddress.withFragment("model=ae")).toBe("https://room.example/#model=ae");
});
