import type { RestoreOwner } from '@borgcube/domain/restore/restore';
import type { RestoreChannel } from '@borgcube/domain/restore/restore-channel';
import { TextInput } from '@mantine/core';
import { inputProps } from '../../forms/field-error.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Section } from '../../ui/section.tsx';
import css from './restore-page.module.css';
import type { RestoreStep } from './restore-step.ts';
import { lostWords } from './restore-words.ts';

const OWNERS: readonly RestoreOwner[] = ['stored', 'numeric', 'user'];

/** How it gets there and to whom it belongs; seldom touched, so one line says what it is. */
export function RestoreHow(props: RestoreStep) {
  return (
    <Section>
      <details className={css.how}>
        <summary>
          <strong>Way and owners</strong> <span className="ink2">{summaryOf(props)}</span>
        </summary>
        <div className={css.choices}>
          <Way {...props} />
          <Owner {...props} />
        </div>
      </details>
    </Section>
  );
}

function summaryOf({ choice, seen, fields }: RestoreStep): string {
  const way = choice.channel ?? seen.foresight?.channel ?? null;
  const found = seen.foresight?.channels.find(({ channel }) => channel === way);
  const owner = fields.get('owner')?.labels[choice.owner] ?? choice.owner;
  return [
    ...(found ? [`${found.channel}, ${lostWords(found.lost)}`] : []),
    choice.owner === 'user' && choice.user !== '' ? choice.user : owner.toLowerCase(),
  ].join(' · ');
}

function Way(props: RestoreStep) {
  const { choice, seen, change } = props;
  const schema = props.fields.get('channel');
  const best = seen.foresight?.channel;
  return (
    <div>
      <h3 className={css.group}>Way</h3>
      <RadioList<RestoreChannel | 'best'>
        label="Way"
        value={choice.channel ?? 'best'}
        options={[
          {
            value: 'best',
            label: 'The one that keeps most',
            ...(best && { words: `Here that is ${best}.` }),
          },
          ...(seen.foresight?.channels ?? []).map(({ channel, lost, problem }) => ({
            value: channel,
            label: schema?.labels[channel] ?? channel,
            words: schema?.hints[channel] ?? lostWords(lost),
            problem: choice.channel === channel ? null : problem,
          })),
        ]}
        onChange={(way) => change({ way: way === 'best' ? undefined : way })}
      />
    </div>
  );
}

function Owner(props: RestoreStep) {
  const { choice, change } = props;
  const schema = props.fields.get('owner');
  return (
    <div>
      <h3 className={css.group}>Owners</h3>
      <RadioList<RestoreOwner>
        label="Owners"
        value={choice.owner}
        options={OWNERS.map((value) => ({
          value,
          label: schema?.labels[value] ?? value,
          words: schema?.hints[value],
          ...(value === 'user' && {
            more: (
              <TextInput
                {...inputProps('User', 'A name or a number, as the target knows it.', null, true)}
                placeholder="www-data"
                maw={240}
                spellCheck={false}
                autoComplete="off"
                value={choice.user}
                onChange={(event) => change({ user: event.currentTarget.value })}
              />
            ),
          }),
        }))}
        onChange={(owner) =>
          change({
            owner: owner === 'stored' ? undefined : owner,
            ...(owner !== 'user' && { user: undefined }),
          })
        }
      />
    </div>
  );
}
