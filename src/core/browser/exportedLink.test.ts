import { expect, it } from "vitest";
import { exportedLink } from "./exportedLink";

it("has no path of the reader's disk", () => {
  expect(exportedLink("file:///home/ada/elbo-room.html#model=vae")).toBe("#model=vae");
  expect(exportedLink("https://room.example/page/#model=vae")).toBe("https://room.example/page/#model=vae");
});
