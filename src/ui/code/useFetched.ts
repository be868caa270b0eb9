/** What an address of its own brings: undefined until it is here, "failed" where it does not come. */
import { useEffect, useState } from "react";

export function useFetched<T>(key: string, fetch: (key: string) => Promise<T>): T | undefined | "failed" {
  const [found, setFound] = useState<{ readonly key: string; readonly value: T | "failed" } | null>(null);
  useEffect(() => {
    let wanted = true;
    const arrive = (value: T | "failed") => { if (wanted) setFound({ key, value }); };
    fetch(key).then(arrive, () => arrive("failed"));
    return () => { wanted = false; };
  }, [key, fetch]);
  return found?.key === key ? found.value : undefined;
}
