import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { errorWords } from '../api/error-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { toast } from '../ui/toast.tsx';
import { fuzzyMarks } from './fuzzy.ts';
import css from './palette.module.css';
import { findMore, loadPaletteItems } from './palette-items.ts';
import type { PaletteItem } from './palette-places.ts';
import { useSession } from './session.ts';

const SHOWN = 12;

/** Find or do: acts before places, over names, jobs by number, archives by host and date. */
export function Palette(props: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      centered={false}
      yOffset="12vh"
      padding={0}
      size={560}
      title="Find or do"
      classNames={{ header: 'unseen', body: css.body ?? '' }}
    >
      <Finder onClose={props.onClose} />
    </Dialog>
  );
}

function Finder(props: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const router = useRouter();
  const id = useId();
  const found = useFound(text);
  const open = async (item: PaletteItem | undefined) => {
    if (!item) return;
    props.onClose();
    try {
      await router.navigate({ to: await item.open() });
    } catch (error) {
      toast('failed', 'Not done', errorWords(error).message);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void open(found[at]);
    else if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={css.ask}>
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <input
          className={css.input}
          role="combobox"
          aria-label="Find or do"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
          placeholder="Find a client, a job, an archive, or do something"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div role="listbox" id={`${id}-list`} aria-label="Found" className={css.list}>
        {found.map((item, index) => (
          <Found
            key={item.key}
            id={`${id}-${index}`}
            item={item}
            asked={text}
            first={item.group !== found[index - 1]?.group}
            chosen={index === at}
            onPoint={() => setAt(index)}
            onOpen={() => void open(item)}
          />
        ))}
        {found.length === 0 && <p className={css.none}>Nothing is called so.</p>}
      </div>
    </>
  );
}

function useFound(text: string): PaletteItem[] {
  const { user, timeZone } = useSession();
  const items = useQuery({
    queryKey: ['palette', user.role],
    queryFn: () => loadPaletteItems(user.role),
    staleTime: 30_000,
  });
  const more = useQuery({
    queryKey: ['palette', 'more', text],
    queryFn: () => findMore(text, timeZone),
    enabled: text.trim().length > 1,
    placeholderData: (before) => before,
  });
  const hits = (items.data ?? []).filter((item) => fuzzyMarks(`${item.label} ${item.note}`, text));
  const sorted = [
    ...hits.filter((item) => item.group === 'Do'),
    ...hits.filter((item) => item.group === 'Go to'),
  ];
  const acts = text.trim() === '' ? 4 : 6;
  const shown = [
    ...sorted.filter((item) => item.group === 'Do').slice(0, acts),
    ...sorted.filter((item) => item.group === 'Go to'),
  ];
  const listed = shown.slice(0, SHOWN);
  const keys = new Set(listed.map((item) => item.key));
  const asked = text.trim().length > 1 ? (more.data ?? []) : [];
  return [...listed, ...asked.filter((item) => !keys.has(item.key))];
}

function Found(props: {
  id: string;
  item: PaletteItem;
  asked: string;
  first: boolean;
  chosen: boolean;
  onPoint: () => void;
  onOpen: () => void;
}) {
  const { item, chosen } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const Shape = item.icon;
  return (
    <>
      {props.first && (
        <div className={css.group} aria-hidden>
          {item.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the input that owns the list */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the chosen option */}
      <div
        ref={row}
        id={props.id}
        role="option"
        aria-selected={chosen}
        className={css.item}
        onPointerMove={props.onPoint}
        onClick={props.onOpen}
      >
        <Shape size={16} stroke={1.75} aria-hidden />
        <span>
          <Marked text={item.label} asked={props.asked} />
        </span>
        <span className="ink3 cut grow">{item.note}</span>
        {chosen && <KeyHint keys="Enter" />}
      </div>
    </>
  );
}

function Marked(props: { text: string; asked: string }) {
  const marks = fuzzyMarks(props.text, props.asked) ?? new Set<number>();
  return Array.from(props.text, (letter, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: letters are their place
    marks.has(index) ? <b key={index}>{letter}</b> : letter,
  );
}
