import { useClock } from './clock.tsx';
import { formatAge } from './format/duration.ts';
import { formatDay, formatInstant, formatInstantFull, formatRelative, wallTime } from './format/instant.ts';
import { Hint } from './hint.tsx';

/** Server and browser seldom agree to the second. */
const CLOCKS_DIFFER_MS = 2000;

/** `relative` "31 h ago" · `age` "31 h" · `date` "Mon 23 Nov, 02:10" · `day` "23 Nov" · `clock` "02:10:04". */
export type TimeStyle = 'relative' | 'age' | 'date' | 'day' | 'clock';

/** An instant as people say it; the whole truth on hover and focus. */
export function Time(props: { at: string | Date | null; as?: TimeStyle; absent?: string }) {
  const { now, timeZone } = useClock();
  if (props.at === null) return <span className="ink3">{props.absent ?? 'not known yet'}</span>;
  const instant = new Date(props.at);
  return (
    <Hint label={formatInstantFull(instant, timeZone)}>
      <time dateTime={instant.toISOString()} className="nowrap">
        {inStyle(props.as ?? 'relative', instant, now, timeZone)}
      </time>
    </Hint>
  );
}

/** The page's clock ticks each minute: what happened since its last tick is not to come, it just was. */
function notBefore(now: Date, instant: Date): Date {
  const happened = instant.getTime() <= Date.now() + CLOCKS_DIFFER_MS;
  return happened && instant > now ? instant : now;
}

function inStyle(style: TimeStyle, instant: Date, now: Date, timeZone: string): string {
  switch (style) {
    case 'relative':
      return formatRelative(instant, notBefore(now, instant), timeZone);
    case 'age':
      return formatAge(now.getTime() - instant.getTime());
    case 'date':
      return formatInstant(instant, now, timeZone);
    case 'day':
      return formatDay(instant, now, timeZone);
    case 'clock':
      return wallTime(instant, timeZone).time;
  }
}
