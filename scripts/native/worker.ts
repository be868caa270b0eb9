/** The parent's side of `host.ts`: a web worker in a process with the machine's GPU. The process is Node, or what the variable DENO names. */
import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { decode, encode } from "./messages";

export interface NativeWorker {
  /** The GPU as its driver describes it. */
  readonly gpu: string;
  /** Sends a request and resolves with the worker's next message. Rejects if the process ends. */
  ask<T>(request: unknown): Promise<T>;
  stop(): void;
}

/** Starts the bundled worker of this name, which lies beside this file. Rejects with what the process printed if it does not start. */
export async function startWorker(name: string): Promise<NativeWorker> {
  const folder = import.meta.dirname;
  const { DENO: deno } = process.env;
  const child = fork(path.join(folder, "host.mjs"), [path.join(folder, `${name}.mjs`)], {
    stdio: ["ignore", "inherit", "pipe", "ipc"],
    ...(deno === undefined ? {} : { execPath: deno, execArgv: ["run", "--allow-all", "--unstable-webgpu"] }),
  });
  let printed = "";
  child.stderr!.on("data", (text: Buffer) => { printed = (printed + text.toString()).slice(-4000); });
  const stop = () => void child.kill("SIGKILL");
  const { gpu, error = "the worker did not start" } = await next<{ gpu?: string; error?: string }>(child, () => printed);
  if (gpu === undefined) {
    stop();
    throw new Error(error);
  }
  return {
    gpu, stop,
    async ask<T>(request: unknown) {
      const answered = next<T>(child, () => printed);
      child.send(encode(request));
      return answered;
    },
  };
}

/** The process's next message. */
function next<T>(child: ChildProcess, printed: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (text: unknown) => {
      child.off("exit", onExit);
      resolve(decode(String(text)) as T);
    };
    const onExit = (code: number | null, signal: string | null) => {
      child.off("message", onMessage);
      reject(new Error(`the process ended with ${code ?? signal}: ${printed().trim()}`));
    };
    child.once("message", onMessage);
    child.once("exit", onExit);
  });
}
