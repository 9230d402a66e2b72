import { Button, Select, TextInput } from '@mantine/core';
import { inputProps } from '../../forms/field-error.tsx';
import { useReferenceChoice } from '../../forms/use-reference-choice.ts';
import { RadioList, type RadioOption } from '../../ui/radio-list.tsx';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { visibleName } from '../archive/archive-path.ts';
import { folderProblem, nextFolder, type RestoreChoice } from './restore-choice.ts';
import css from './restore-page.module.css';
import type { RestoreStep } from './restore-step.ts';

/** The machine and the folder; a new folder unless the original place is asked for. */
export function RestoreWhere(props: RestoreStep) {
  const { origin, choice, change } = props;
  return (
    <Section title="2. Where">
      <div className={css.choices}>
        <RadioList<RestoreChoice['machine']>
          label="Machine"
          value={choice.machine}
          options={machines(props)}
          onChange={(machine) => change({ to: machine === 'origin' ? undefined : machine })}
        />
        <RadioList<'folder' | 'original'>
          label="Place"
          value={choice.isOriginal ? 'original' : 'folder'}
          options={[
            { value: 'folder', label: 'Into a folder of its own', more: <Folder {...props} /> },
            {
              value: 'original',
              label: 'Back to the original place',
              words: `Each path goes where it ${origin ? `was on ${origin.name}` : 'was'}, as ${example(props, '')}. What is there may be replaced, if you choose so below.`,
            },
          ]}
          onChange={(place) => change({ place: place === 'original' ? place : undefined })}
        />
      </div>
      <p className={css.found} role="status">
        <Found {...props} />
      </p>
    </Section>
  );
}

function machines(step: RestoreStep): RadioOption<RestoreChoice['machine']>[] {
  const { origin } = step;
  const isOwn = origin !== null && origin.clientId === null;
  return [
    ...(origin
      ? [
          {
            value: 'origin' as const,
            label: `${origin.name}, where it comes from`,
            ...(isOwn && { words: 'Its files are this server’s own.' }),
          },
        ]
      : []),
    { value: 'other', label: 'Another client', more: <OtherClient {...step} /> },
    ...(isOwn ? [] : [{ value: 'server' as const, label: 'This server' }]),
  ];
}

function OtherClient(props: RestoreStep) {
  const { choice, change } = props;
  const { select, isEmpty } = useReferenceChoice('client', choice.clientId);
  return (
    <Select
      {...select}
      aria-label="Client"
      placeholder={isEmpty ? 'There is none yet' : 'Choose a client'}
      maw={340}
      nothingFoundMessage="No such name"
      value={choice.clientId}
      onChange={(id) => change({ to: id ?? 'other' })}
    />
  );
}

function Folder(props: RestoreStep) {
  const { choice, change, requests } = props;
  const help =
    requests.length > 1
      ? `Each archive has a folder of its own below it: ${example(props, choice.path)}`
      : `Each path is written whole below it: ${example(props, choice.path)}`;
  return (
    <TextInput
      {...inputProps('Folder', <span className={css.breaks}>{help}</span>, folderProblem(choice.path), true)}
      classNames={{ input: 'mono' }}
      maw={560}
      spellCheck={false}
      autoComplete="off"
      value={choice.path}
      onChange={(event) => change({ path: event.currentTarget.value })}
    />
  );
}

/** Where the first thing of the basket comes to lie. */
function example({ requests, choice }: RestoreStep, folder: string): string {
  const [first] = requests;
  const path = visibleName(first?.items[0]?.path ?? '');
  if (folder === '' || first === undefined) return `/${path}`;
  const base = choice.isOriginal ? folder : first.asked.target.path;
  return `${base}/${path}`.replace(/\/+/g, '/');
}

/** What the target looks like, in a sentence. */
function Found(props: RestoreStep) {
  const { seen, choice, change } = props;
  const { foresight } = seen;
  if (!foresight) return null;
  const { freeSpace, hasRoom } = foresight;
  const next = nextFolder(choice.path.trim().replace(/(?<=.)\/+$/, ''));
  return (
    <>
      {!hasRoom && <StateWord tone="warning">Not enough room</StateWord>}
      <span>
        {!choice.isOriginal &&
          (foresight.isNew
            ? 'Nothing is in the folder yet. '
            : 'The folder is there already, and holds something. ')}
        {freeSpace !== null && (
          <>
            <Size bytes={freeSpace} /> are free there.
          </>
        )}
      </span>
      {!choice.isOriginal && !foresight.isNew && (
        <Button size="sm" onClick={() => change({ path: next })}>
          Use {next.slice(next.lastIndexOf('/') + 1)} instead
        </Button>
      )}
    </>
  );
}
