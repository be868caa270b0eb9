import { expect, it } from "vitest";
import { browserFacts } from "./browserFacts";

const mozilla = "Mozilla/5.0";

it.each([
  [`${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.7204.49 Safari/537.36`, "Chrome 138", "Windows"],
  [`${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.3351.55`, "Edge 138", "Windows"],
  [`${mozilla} (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0`, "Firefox 153", "Linux"],
  [`${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`, "Safari 26.1", "macOS"],
  [`${mozilla} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1`, "Safari 18.5", "iOS"],
  [`${mozilla} (Linux; Android 15; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, "Samsung Internet 28", "Android"],
  ["something of its own", "", ""],
])("of %s only name, version and system", (userAgent, browser, system) => {
  expect(browserFacts({ userAgent, hardwareConcurrency: 8 }, false)).toEqual({ browser, system, cores: 8, crossOriginIsolated: false });
});

it("the browser's own brands come first", () => {
  const userAgentData = {
    brands: [{ brand: "Not;A=Brand", version: "99" }, { brand: "Chromium", version: "138" }, { brand: "Microsoft Edge", version: "138" }],
    platform: "Windows",
  };
  expect(browserFacts({ userAgent: "", userAgentData }, true)).toEqual({
    browser: "Microsoft Edge 138", system: "Windows", cores: null, crossOriginIsolated: true,
  });
});
