import type { Repository } from '@borgcube/domain/repository/repository';
import { useMay } from '../../frame/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Time } from '../../ui/time.tsx';
import { KeyKit } from './key-kit.tsx';
import { WithRepository } from './with-repository.tsx';

export function RepositoryKeyTab() {
  return <WithRepository>{(repository) => <Key repository={repository} />}</WithRepository>;
}

function Key(props: { repository: Repository }) {
  const { repository } = props;
  const admin = useMay('admin');
  const { keyKitPrintedAt, encryption } = repository;
  return (
    <>
      <Section title="Key and passphrase">
        <Facts
          facts={[
            ['Passphrase', <Sealed key="passphrase" present={repository.hasPassphrase} />],
            [
              'Key',
              encryption === 'none' ? (
                'none: not encrypted'
              ) : (
                <Sealed key="key" present={repository.hasKey} />
              ),
            ],
            [
              'Key kit',
              keyKitPrintedAt === null ? (
                <StateWord key="kit" tone="warning">
                  not printed
                </StateWord>
              ) : (
                <span key="kit">
                  printed <Time at={keyKitPrintedAt} as="day" />
                </span>
              ),
            ],
          ]}
        />
      </Section>
      <Section title="Key kit">
        <p className="ink2">
          One sheet of paper with everything that is needed to read {repository.name} without this server:
          where it lies, its key, and the commands of plain Borg. The passphrase is not on it; there is a line
          to write it by hand. Keep it where neither fire nor theft of this server reaches.
        </p>
        {admin ? <KeyKit repository={repository} /> : <p className="ink3">An admin prints it.</p>}
      </Section>
    </>
  );
}

function Sealed(props: { present: boolean }) {
  return props.present ? (
    <StateWord tone="ok">sealed here</StateWord>
  ) : (
    <span className="ink3">not held here</span>
  );
}
