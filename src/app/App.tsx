/** The whole page. */
import { RoomContext, type Room } from "../ui/context";
import { ErrorBoundary } from "../ui/layout/ErrorBoundary";
import { slots } from "../features/parts";
import { Page } from "../ui/layout/Page";

/** Renders the page for this run. */
export function App({ room }: { room: Omit<Room, "slots"> }) {
  return (
    <ErrorBoundary>
      <RoomContext value={{ ...room, slots }}><Page /></RoomContext>
    </ErrorBoundary>
  );
}
