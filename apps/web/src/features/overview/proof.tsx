import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import { type Figure, Figures } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';

/** What a restore could rely on today; a figure stands here only where there is something to tell. */
export function ProofFigures(props: { proof: Dashboard['proof'] }) {
  const { restored, kits } = props.proof;
  const figures: Figure[] = [];
  if (restored) figures.push(restoredFigure(restored));
  if (kits)
    figures.push({
      value: `${kits.confirmed} of ${kits.repositories}`,
      caption: 'recovery kits confirmed',
      more: kits.lastAt !== null && (
        <>
          last <Time at={kits.lastAt} as="day" />
        </>
      ),
    });
  if (figures.length === 0) return null;
  return (
    <Section title="Proof" aside="what a restore could rely on today">
      <Figures figures={figures} />
    </Section>
  );
}

function restoredFigure(restored: NonNullable<Dashboard['proof']['restored']>): Figure {
  const { clients, proven, days, missing } = restored;
  return {
    value: `${proven} of ${clients}`,
    caption: (
      <TextLink quiet to="/verification">
        restored and compared in {days} d
      </TextLink>
    ),
    more: missing.length > 0 && (
      <>
        {missing.every(({ provenAt }) => provenAt === null) ? 'never' : 'not'}:{' '}
        {missing.map(({ clientId, hostname }, index) => (
          <span key={clientId}>
            {index > 0 && ', '}
            <TextLink quiet to={`/clients/${clientId}`}>
              {hostname}
            </TextLink>
          </span>
        ))}
        {clients - proven > missing.length && ` and ${clients - proven - missing.length} more`}
      </>
    ),
  };
}
