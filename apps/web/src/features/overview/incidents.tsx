import type { Dashboard, Incident } from '@borgcube/domain/overview/dashboard';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMay } from '../../frame/session.ts';
import { IncidentList } from '../../ui/incident-row.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { useRunConfig } from '../backup-config/use-run-config.ts';
import { type IncidentAct, incidentActs } from './incident-acts.ts';

const WORDS: Record<Incident['state'], string> = {
  failed: 'Failed',
  suspect: 'Suspect',
  stale: 'Stale',
  warning: 'Warning',
};

/** What asks for a person, oldest first, each with the one thing to press. */
export function NeedsYou(props: { incidents: Dashboard['incidents'] }) {
  const { items, more, checkedAt } = props.incidents;
  const operator = useMay('operator');
  if (items.length === 0) {
    return (
      <Section>
        <p className="ink2">
          Nothing needs you. Checked <Time at={checkedAt} />.
        </p>
      </Section>
    );
  }
  return (
    <Section title="Needs you" note={items.length + more} aside="oldest first">
      <IncidentList
        incidents={items.map((incident, index) => {
          const [main, second] = incidentActs(incident, operator);
          return {
            key: incident.id,
            tone: incident.state,
            word: WORDS[incident.state],
            sentence: <Sentence incident={incident} />,
            evidence: incident.evidence,
            since: incident.since === null ? null : <Since at={incident.since} />,
            ...(second && { quiet: <ActButton act={second} variant="subtle" /> }),
            act: main ? <ActButton act={main} variant={index === 0 ? 'filled' : 'default'} /> : null,
          };
        })}
      />
      {more > 0 && (
        <p className="small" style={{ marginTop: 8 }}>
          <TextLink to="/clients">{more} more</TextLink>
        </p>
      )}
    </Section>
  );
}

/** The name leads, in its own weight. */
function Sentence(props: { incident: Incident }): ReactNode {
  const { subject, sentence } = props.incident;
  if (!sentence.startsWith(subject)) {
    return (
      <>
        <b className="id">{subject}</b>: {sentence}
      </>
    );
  }
  return (
    <>
      <b className="id">{subject}</b>
      {sentence.slice(subject.length)}
    </>
  );
}

function Since(props: { at: string }) {
  return (
    <>
      since <Time at={props.at} as="day" />
    </>
  );
}

function ActButton(props: { act: IncidentAct; variant: 'filled' | 'default' | 'subtle' }) {
  const { act, variant } = props;
  const { busy, run } = useRunConfig();
  if (act.run !== undefined) {
    const { run: configId } = act;
    return (
      <Button size="sm" variant={variant} loading={busy} onClick={() => run(configId)}>
        {act.label}
      </Button>
    );
  }
  return (
    <LinkButton size="sm" variant={variant} to={act.to}>
      {act.label}
    </LinkButton>
  );
}
