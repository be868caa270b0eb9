/** Renderers that emulate a GPU on the processor: slower than WASM, though they answer like any other. */
export function isSoftwareRenderer(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i.test(name);
}
