/** Renderers that emulate a GPU on the processor: slower than WASM, though they answer like any other. */
export function isSoftwareRenderer(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i.test(name);
}

/** `info`: undefined in browsers that do not tell a device's. */
export function isSoftwareAdapter(info: GPUAdapterInfo | undefined): boolean {
  if (!info) return false;
  const { vendor, architecture, device, description } = info;
  return info.isFallbackAdapter === true || isSoftwareRenderer([vendor, architecture, device, description].join(" "));
}
