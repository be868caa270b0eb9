/** The worker's end of the protocol: gives the page's requests to the service of its run, in the browser's worker. */
import judgeFile from "../metrics/judge/judge.bin?url";
import type {} from "../core/packedFiles";
import { fetchJudge } from "../engine/measurements";
import { checkerIn } from "../engine/check/checker";
import { startThreadsBy } from "../engine/trainer/stepper/threads";
import { ownWorker } from "./ownWorker";
import type { Request } from "./protocol";
import { createService } from "./service";
import { wasmPaths } from "./wasmPaths";

const HEARTBEAT_MS = 1000;

startThreadsBy(() => ownWorker("thread"));

const service = createService({
  // Built, this file lies one folder below the page, or within it.
  data: { baseUrl: globalThis.packedFiles ? "" : new URL(import.meta.env.DEV ? import.meta.env.BASE_URL : "../", self.location.href).href },
  wasmPaths,
  checker: () => checkerIn(() => ownWorker("check")),
  judgeBytes: () => fetchJudge(judgeFile),
  post: (message, transfer) => self.postMessage(message, { transfer }),
});

/** Answers the page from now on. `early`: what it has sent before. */
export function serve(early: readonly MessageEvent<Request>[]): void {
  const receive = ({ data }: MessageEvent<Request>) => void service.handle(data);
  early.forEach(receive);
  self.addEventListener("message", receive);
  setInterval(service.beat, HEARTBEAT_MS);
}
