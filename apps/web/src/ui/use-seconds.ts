import { useEffect, useState } from 'react';

/** The time, moving each second while `running`; figures of what runs now need more than the page's minute clock. */
export function useSeconds(running: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!running) return;
    setNow(new Date());
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setNow(new Date());
    }, 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
