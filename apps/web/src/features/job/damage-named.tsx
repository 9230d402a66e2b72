import type { Job } from '@borgcube/domain/job/job';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';

const LISTS = [
  ['archives', 'Archives'],
  ['files', 'Files'],
  ['segments', 'Segments'],
  ['chunks', 'Chunks'],
] as const;

/** What a check found damaged, or what is gone, by name. */
export function DamageNamed(props: { cause: NonNullable<Job['failureCause']> }) {
  const { cause } = props;
  const isNamed = cause.kind === 'repository-damaged' || cause.kind === 'repository-tampered';
  const lists = LISTS.map(([key, title]) => [title, namesOf(cause[key])] as const);
  if (!isNamed || lists.every(([, names]) => names.length === 0)) return null;
  return (
    <Section title={cause.kind === 'repository-damaged' ? 'What is damaged' : 'What is gone'}>
      <Facts
        facts={lists.map(([title, names]) => [
          title,
          names.length === 0 ? undefined : <Names key={title} names={names} />,
        ])}
      />
    </Section>
  );
}

function Names(props: { names: readonly string[] }) {
  return (
    <ul className="mono">
      {props.names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
