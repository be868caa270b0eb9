/** The reader and the machine determine the number of threads of a run, which is recorded nowhere else. */
import { describe, expect, test } from "vitest";
import { onVirtualClock, openRoom, settled, setUp, soon } from "./testing";

onVirtualClock();

const isolated = { cores: 8, isolation: "isolated" } as const;
const opened = (room: ReturnType<typeof setUp>) => room.worker.requestsOf("open").map(({ params }) => params.threads);

describe("a run is opened with", () => {
  test("one thread if the page is not isolated, whatever is requested", async () => {
    const room = setUp("#model=vae");
    room.store.setState({ threads: 4, processor: { cores: 8, isolation: "reload" } });
    void room.session.start();
    await settled();
    expect(opened(room)).toEqual([1]);
  });

  test("the number that was chosen last, from the next opening on; neither link nor configuration contains it", async () => {
    const room = setUp("#model=vae");
    room.store.setState({ processor: isolated });
    void room.session.start();
    await settled();
    room.worker.opened();
    await settled();
    const [link, { begun }] = [room.session.fragment(), room.state()];
    room.store.setState({ threads: 3 });
    await soon();
    expect(opened(room)).toEqual([7]);
    void room.session.reset();
    await soon();
    expect(opened(room)).toEqual([7, 3]);
    expect(room.session.fragment()).toBe(link);
    expect(room.worker.last("open").config).toEqual(begun);
  });

  test("the same after its worker was lost", async () => {
    const room = await openRoom("#model=vae");
    room.store.setState({ threads: 64, processor: isolated });
    room.worker.crash();
    await soon();
    expect(opened(room)).toEqual([8]);
  });
});
