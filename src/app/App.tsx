/** The whole page, given the run it shows. */
import { RoomContext, type Room } from "../ui/context";
import { ErrorBoundary } from "../ui/layout/ErrorBoundary";
import { Page } from "../ui/layout/Page";

export function App({ room }: { room: Room }) {
  return (
    <ErrorBoundary>
      <RoomContext value={room}><Page /></RoomContext>
    </ErrorBoundary>
  );
}
