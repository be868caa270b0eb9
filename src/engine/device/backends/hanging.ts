/**
 * A GPU that hangs settles no promise. A browser usually notices and loses the device; where it does not, the run would wait forever.
 */
import { observeMappings } from "./mappings";

/**
 * Seconds in which one of the promises under way must settle. The slowest step measured, on a GPU emulated in software, took 38 s; after
 * 60 s the page starts a new worker.
 */
const PATIENCE_S = 45;

/**
 * Calls `onHang` once if the device hangs. Seconds are counted in ticks, not by the clock, so that a sleeping laptop does not look
 * like a hanging GPU.
 */
export function noticeHanging(device: GPUDevice, onHang: (detail: string) => void): void {
  let pending = 0;
  let quiet = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let hangs = false;
  const tick = () => {
    if (++quiet < PATIENCE_S) return;
    hangs = true;
    clearInterval(timer);
    onHang(`the graphics device has not answered for ${PATIENCE_S} s`);
  };
  const settled = () => {
    quiet = 0;
    if (--pending === 0) clearInterval(timer);
  };
  const watch = (work: Promise<unknown>) => {
    if (hangs) return;
    if (pending++ === 0) {
      quiet = 0;
      timer = setInterval(tick, 1000);
    }
    work.then(settled, settled);
  };
  observeMappings(device, watch);
  const createPipeline = device.createComputePipelineAsync.bind(device);
  device.createComputePipelineAsync = (descriptor) => {
    const created = createPipeline(descriptor);
    watch(created);
    return created;
  };
}
