import type { Job } from '@borgcube/domain/job/job';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';

const LISTS = [
  ['archives', 'Archives'],
  ['files', 'Files'],
  ['segments', 'Segments'],
  ['chunks', 'Chunks'],
  ['paths', 'Paths'],
] as const;

const TITLES: Readonly<Record<string, string>> = {
  'repository-damaged': 'What is damaged',
  'repository-tampered': 'What is gone',
  'target-conflict': 'What is in the way',
};

/** What a check found damaged, what is gone, or what a restore met at its target, by name. */
export function DamageNamed(props: { cause: NonNullable<Job['failureCause']> }) {
  const { cause } = props;
  const title = TITLES[cause.kind];
  const lists = LISTS.map(([key, title]) => [title, namesOf(cause[key])] as const);
  if (title === undefined || lists.every(([, names]) => names.length === 0)) return null;
  return (
    <Section title={title}>
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
