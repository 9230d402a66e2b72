import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import { AgeAgainstObjective } from '../../ui/age-bar.tsx';
import { useClock } from '../../ui/clock.tsx';
import { counted } from '../../ui/format/count.ts';
import { formatAge } from '../../ui/format/duration.ts';
import { formatDay, formatRelative, wallTime } from '../../ui/format/instant.ts';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { SizeBar } from '../../ui/size-bar.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import css from './overview.module.css';
import { deduplicationWords, storedWords } from './overview-words.ts';

const STORED_WIDTH = 296;

export function Ages(props: { ages: Dashboard['ages'] }) {
  const { worst, over, total } = props.ages;
  const { now } = useClock();
  if (worst.length === 0) return null;
  const objectives = new Set(worst.map((client) => client.objective));
  const [only] = objectives;
  return (
    <Section
      title="Age against objective"
      note={objectives.size === 1 && only !== undefined ? formatAge(only) : undefined}
      aside={`${over} of ${total} over`}
    >
      <ul className={css.ages}>
        {worst.map((client) => (
          <li key={client.clientId}>
            <span className="cut">
              <TextLink quiet to={`/clients/${client.clientId}`}>
                {client.hostname}
              </TextLink>
            </span>
            <AgeAgainstObjective
              width={118}
              objectiveMs={client.objective}
              ageMs={
                client.newestGoodArchiveAt === null
                  ? null
                  : Math.max(0, now.getTime() - Date.parse(client.newestGoodArchiveAt))
              }
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How much each repository holds; a bar only where the end of its disk is known. */
export function Stored(props: { stored: Dashboard['stored'] }) {
  if (props.stored.length === 0) return null;
  return (
    <Section title="Stored per repository">
      <ul className={css.stored}>
        {props.stored.map((repository) => {
          const { share, room } = storedWords(repository);
          return (
            <li key={repository.repositoryId}>
              <div className="row">
                <span className="name cut">
                  <TextLink quiet to={`/repositories/${repository.repositoryId}`}>
                    {repository.name}
                  </TextLink>
                </span>
                <span className="ink2">
                  <Size bytes={repository.deduplicatedSize} />
                </span>
                <span className={`${css.end} ink2 small`}>{room}</span>
              </div>
              {share !== null && <SizeBar bytes={share} largest={1} width={STORED_WIDTH} />}
              <div className={css.storedFoot}>
                <span>{deduplicationWords(repository)}</span>
                {repository.measuredAt !== null && (
                  <span>
                    <Time at={repository.measuredAt} />
                  </span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

export function NextUp(props: { nextUp: Dashboard['nextUp'] }) {
  const { now, timeZone } = useClock();
  if (props.nextUp.length === 0) return null;
  return (
    <Section title="Next up" aside={<TextLink to="/schedules">Schedules</TextLink>}>
      <ul className={css.nextUp}>
        {props.nextUp.map((item) => {
          const at = new Date(item.at);
          const today = formatDay(at, now, timeZone) === formatDay(now, now, timeZone);
          return (
            <li key={`${item.scheduleId} ${item.at}`}>
              <span className="name">{wallTime(at, timeZone).time.slice(0, 5)}</span>
              <span className="cut">
                <TextLink quiet to={`/schedules/${item.scheduleId}`}>
                  {item.name}
                </TextLink>{' '}
                <span className="ink3">
                  {today ? '' : `${wallTime(at, timeZone).weekday} `}
                  {counted(item.actions, 'action')}
                </span>
              </span>
              <span className={`${css.end} ink3 small`}>{formatRelative(at, now, timeZone)}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
