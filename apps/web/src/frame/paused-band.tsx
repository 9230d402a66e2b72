import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLiveState } from '../live/use-live.ts';
import { retryLiveStream } from '../live/use-live-stream.ts';
import { useClock } from '../ui/clock.tsx';
import { wallTime } from '../ui/format/instant.ts';
import { StateWord } from '../ui/state-word.tsx';
import css from './frame.module.css';

/** A short break is no news. */
const PATIENCE_MS = 5000;

/** Stands over the page while the stream is lost; figures stay as they were. */
export function PausedBand() {
  const { lostAt } = useLiveState();
  const { timeZone } = useClock();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (lostAt === null) return setLate(false);
    const timer = setTimeout(() => setLate(true), Math.max(0, lostAt + PATIENCE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [lostAt]);
  if (lostAt === null || !late) return null;
  return (
    <div className={css.band} role="status">
      <StateWord tone="stale">Live updates paused</StateWord>
      <span className="grow">Shown as of {wallTime(new Date(lostAt), timeZone).time}.</span>
      <Button size="sm" onClick={retryLiveStream}>
        Try now
      </Button>
    </div>
  );
}
