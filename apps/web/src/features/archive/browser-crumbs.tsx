import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useKey } from '../../keys/use-key.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { pathSteps, visibleName } from './archive-path.ts';
import css from './browser.module.css';
import { BrowserLink } from './browser-link.tsx';
import { type BrowserSort, nextSort, SORT_WORDS } from './browser-sort.ts';

/** The way from the root to this folder, each step a link; the search in the archive, and on phones the order. */
export function BrowserCrumbs(props: {
  archiveId: string;
  path: string;
  sort: BrowserSort;
  /** It is listed, and so can be searched and sorted. */
  mayDoMore: boolean;
  aside: string | null;
}) {
  const phone = usePhone();
  const steps = pathSteps(props.path);
  const last = steps.at(-1);
  return (
    <div className={css.crumbs}>
      <nav aria-label="Folder" className="mono">
        {last ? (
          <BrowserLink archiveId={props.archiveId} path="" className="link">
            <span aria-hidden>/</span>
            <span className="unseen">root</span>
          </BrowserLink>
        ) : (
          <span aria-current="location">/</span>
        )}
        {steps.map((step) => (
          <span key={step.path}>
            {step.path.includes('/') && <span className="ink3"> / </span>}{' '}
            {step === last ? (
              <span aria-current="location">{visibleName(step.name)}</span>
            ) : (
              <BrowserLink archiveId={props.archiveId} path={step.path} className="link">
                {visibleName(step.name)}
              </BrowserLink>
            )}
          </span>
        ))}
      </nav>
      <div className={css.aside}>
        {props.mayDoMore && !phone && <ArchiveSearch archiveId={props.archiveId} />}
        {props.aside !== null && <span className="nowrap">{props.aside}</span>}
        {props.mayDoMore && phone && <PhoneActs archiveId={props.archiveId} sort={props.sort} />}
      </div>
    </div>
  );
}

/** Leads to what is found in this archive. */
function ArchiveSearch(props: { archiveId: string }) {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  useKey('/', 'Search in this archive', () => input.current?.focus());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void navigate({ to: '/archives', search: { archive: props.archiveId, q: text } });
  };
  return (
    <search>
      <form onSubmit={submit}>
        <TextInput
          ref={input}
          type="search"
          aria-label="Search in this archive"
          placeholder="Search in this archive"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          rightSection={<KeyHint keys="/" />}
          rightSectionPointerEvents="none"
        />
      </form>
    </search>
  );
}

function PhoneActs(props: { archiveId: string; sort: BrowserSort }) {
  const navigate = useNavigate();
  const sortBy = (key: BrowserSort['sort']) => {
    const sort = nextSort(props.sort, key);
    void navigate({ to: '.', search: sort === undefined ? {} : { sort }, replace: true });
  };
  return (
    <>
      <LinkButton
        to={`/archives?archive=${props.archiveId}`}
        variant="subtle"
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      >
        Search
      </LinkButton>
      <MoreMenu
        label="Order"
        acts={(['name', 'size', 'mtime'] as const).map((key) => ({
          label: `Sort by ${SORT_WORDS[key]}`,
          onAct: () => sortBy(key),
        }))}
      />
    </>
  );
}
