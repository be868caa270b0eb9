/** Answers each request with a value or an error. */
export function answer<Request>(handle: (request: Request) => Promise<unknown>): void {
  self.addEventListener("message", ({ data }: MessageEvent<Request>) => {
    handle(data).then(
      (value) => self.postMessage({ value }),
      (error: unknown) => self.postMessage({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
}
