/** The reader and the machine determine the number of threads of a run, which is recorded nowhere else. */
import { describe, expect, test } from "vitest";
import { onVirtualClock, openPage, settled, setUp, soon } from "./testing/testPage";

onVirtualClock();

const isolated = { cores: 8, isolation: "isolated" } as const;
const opened = (page: ReturnType<typeof setUp>) => page.worker.requestsOf("open").map(({ params }) => params.threads);

describe("a run is opened with", () => {
  test("one thread if the page is not isolated, whatever is requested", async () => {
    const page = setUp("#model=vae");
    page.store.setState({ threads: 4, processor: { cores: 8, isolation: "reload" } });
    void page.session.start();
    await settled();
    expect(opened(page)).toEqual([1]);
  });

  test("the number that was chosen last, from the next opening on; neither link nor configuration contains it", async () => {
    const page = setUp("#model=vae");
    page.store.setState({ processor: isolated });
    void page.session.start();
    await settled();
    page.worker.opened();
    await settled();
    const [link, { begun }] = [page.session.fragment(), page.state()];
    page.store.setState({ threads: 3 });
    await soon();
    expect(opened(page)).toEqual([7]);
    void page.session.reset();
    await soon();
    expect(opened(page)).toEqual([7, 3]);
    expect(page.session.fragment()).toBe(link);
    expect(page.worker.last("open").config).toEqual(begun);
  });

  test("the same after its worker was lost", async () => {
    const page = await openPage("#model=vae");
    page.store.setState({ threads: 64, processor: isolated });
    page.worker.crash();
    await soon();
    expect(opened(page)).toEqual([8]);
  });
});
