import { createContext, type ReactNode, use, useEffect, useState } from 'react';

interface Clock {
  now: Date;
  timeZone: string;
}

const ClockContext = createContext<Clock>({ now: new Date(), timeZone: 'UTC' });

/** One clock for the page, ticking each full minute, in the reader's zone. */
export function ClockProvider(props: { timeZone: string; children: ReactNode }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const tick = () => setNow(new Date());
    const timer = setTimeout(tick, 60_000 - (now.getTime() % 60_000));
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [now]);
  return <ClockContext value={{ now, timeZone: props.timeZone }}>{props.children}</ClockContext>;
}

export function useClock(): Clock {
  return use(ClockContext);
}
