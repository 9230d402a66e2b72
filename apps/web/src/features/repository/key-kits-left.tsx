import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';

const SHOWN = 4;

/** Repositories whose key is on no paper yet; nothing where all are. */
export function KeyKitsLeft() {
  const admin = useMay('admin');
  const { data } = useQuery({ ...trpc.repositories.list.queryOptions({ limit: 50 }), enabled: admin });
  const left = (data?.items ?? []).filter((one) => one.borgId !== '' && one.keyKitPrintedAt === null);
  if (!admin || left.length === 0) return null;
  return (
    <Section title="Key kits to print" note={left.length}>
      <ul>
        {left.slice(0, SHOWN).map(({ id, name }) => (
          <li key={id} className="row">
            <StateWord tone="warning">not printed</StateWord>
            <TextLink to={`/repositories/${id}/key`}>{name}</TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
