import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useClock } from '../../ui/clock.tsx';
import { formatInstant, wallTime } from '../../ui/format/instant.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Split } from '../../ui/section.tsx';
import { KeyKitsLeft } from '../repository/key-kits-left.tsx';
import { BackUp } from './back-up.tsx';
import { FirstSteps } from './first-steps.tsx';
import { NeedsYou } from './incidents.tsx';
import { Nights } from './nights.tsx';
import css from './overview.module.css';
import { Ages, NextUp, Stored } from './overview-side.tsx';
import { lastNightWords, urgentTone } from './overview-words.ts';
import { ProofFigures } from './proof.tsx';
import { RunningNow } from './running-now.tsx';
import { Tiles } from './tiles.tsx';
import { ToldNag } from './told-nag.tsx';

const ASK_EACH_MS = 60_000;

/** The answer, then the evidence, then what to press; all from one call. */
export function OverviewPage() {
  const dashboard = useQuery({ ...trpc.system.dashboard.queryOptions(), refetchInterval: ASK_EACH_MS });
  const { now, timeZone } = useClock();
  return (
    <>
      <PageHead
        title="Overview"
        note={
          <span className="desk-only">
            {formatInstant(now, now, timeZone)} {wallTime(now, timeZone).zone}
          </span>
        }
        acts={hasConfig(dashboard.data) && <BackUp />}
      />
      <Loaded query={dashboard}>{(data) => <Overview data={data} />}</Loaded>
    </>
  );
}

/** Before there is a config there is nothing to back up. */
function hasConfig(data: Dashboard | undefined): boolean {
  const steps = data?.setupSteps ?? [];
  return data !== undefined && steps.every((step) => step.name !== 'config' || step.done);
}

/** Until the first backup is there, nothing else on this page has anything to say. */
function isFirstRun(data: Dashboard): boolean {
  return (data.setupSteps ?? []).some((step) => step.name === 'backup' && !step.done);
}

function Overview(props: { data: Dashboard }) {
  const { data } = props;
  const backupRuns = data.running.some(({ job }) => job.kind === 'backup');
  return (
    <>
      <Verdict data={data} />
      {isFirstRun(data) ? (
        <div>
          {data.incidents.items.length > 0 && <NeedsYou incidents={data.incidents} />}
          <FirstSteps steps={data.setupSteps ?? []} backupRuns={backupRuns} />
          <RunningNow running={data.running} counts={data.counts} />
        </div>
      ) : (
        <>
          <Tiles tiles={data.tiles} />
          <Split
            main={
              <>
                {data.setupSteps !== null && (
                  <FirstSteps steps={data.setupSteps.filter((step) => !step.done)} backupRuns={backupRuns} />
                )}
                <NeedsYou incidents={data.incidents} />
                <RunningNow running={data.running} counts={data.counts} />
                <Nights nights={data.nights} clients={data.counts.clients} />
                <ProofFigures proof={data.proof} />
              </>
            }
            side={
              <>
                <Ages ages={data.ages} />
                <Stored stored={data.stored} />
                <NextUp nextUp={data.nextUp} />
                <KeyKitsLeft />
              </>
            }
          />
        </>
      )}
    </>
  );
}

function Verdict(props: { data: Dashboard }) {
  const { verdict, lastNight } = props.data;
  const words = lastNightWords(lastNight);
  return (
    <div className={css.verdict}>
      <p className={css.sentence}>
        {verdict.sentence}{' '}
        {verdict.urgent !== null && (
          <span style={{ color: `var(--bc-${urgentTone(verdict.state)}-fg)` }}>{verdict.urgent}</span>
        )}
      </p>
      {words !== null && <p className="ink2">{words}</p>}
      {!isFirstRun(props.data) && <ToldNag told={props.data.told} />}
    </div>
  );
}
