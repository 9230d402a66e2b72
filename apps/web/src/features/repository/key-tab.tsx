import type { Repository } from '@borgcube/domain/repository/repository';
import { useMay } from '../../frame/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { ExportKey } from './export-key.tsx';
import { WithRepository } from './with-repository.tsx';

export function RepositoryKeyTab() {
  return <WithRepository>{(repository) => <KeyFacts repository={repository} />}</WithRepository>;
}

function KeyFacts(props: { repository: Repository }) {
  const { repository } = props;
  const admin = useMay('admin');
  return (
    <Section title="Key and passphrase">
      <Facts
        facts={[
          ['Passphrase', <Sealed key="passphrase" present={repository.hasPassphrase} />],
          ['Key', <Sealed key="key" present={repository.hasKey} />],
        ]}
      />
      {admin && repository.hasKey && <ExportKey repository={repository} />}
    </Section>
  );
}

function Sealed(props: { present: boolean }) {
  return props.present ? (
    <StateWord tone="ok">sealed here</StateWord>
  ) : (
    <span className="ink3">not held here</span>
  );
}
