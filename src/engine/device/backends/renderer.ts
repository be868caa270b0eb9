/** WebGL's renderer name, shortened to vendor and device, without details that could identify a computer. */

/**
 * Returns the GPU's name without ids and driver: "ANGLE (Intel, Intel(R) UHD Graphics 620 (0x00005917) Direct3D11 vs_5_0 ps_5_0,
 * D3D11-27.20.100.8681)" → "Intel(R) UHD Graphics 620".
 */
export function coarseRenderer(name: string): string {
  const device = /^ANGLE \([^,]*, (.*), [^,]*\)$/.exec(name)?.[1] ?? name; // maker, device, driver
  return device
    .replace(/ Direct3D\d.*$/, "")
    .replace(/ ?\(0x[0-9a-f]+\)/gi, "")
    .replace(/\b\d+\.\d+\S*/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 100);
}
