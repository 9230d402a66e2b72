import type { Archive } from '@borgcube/domain/archive/archive';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useClock } from '../../ui/clock.tsx';
import { counted, formatCount } from '../../ui/format/count.ts';
import { formatDay } from '../../ui/format/instant.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Time } from '../../ui/time.tsx';
import { CompareWithLastGood } from '../archive-diff/compare-with-last-good.tsx';
import css from './archive-timeline.module.css';
import { neighbourSlot, type Slot, timelineSlots } from './timeline-slots.ts';

const DAYS = 60;
const UP = 84;
const DOWN = 34;
/** Of an archive that is there, but whose size nobody told. */
const UNKNOWN = 3;

/** Sixty days: bar up the original size, bar down what was new, violet a suspect one. One tab stop, arrows move. */
export function ArchiveTimeline(props: { archives: readonly Archive[] }) {
  const { now, timeZone } = useClock();
  const navigate = useNavigate();
  const slots = timelineSlots(props.archives, now, DAYS);
  const [chosen, setChosen] = useState<string | null>(null);
  const last = slots.findLastIndex((slot) => slot.archive !== null);
  const found = slots.findIndex((slot) => slot.archive !== null && slot.archive.id === chosen);
  const at = found >= 0 ? found : last;
  const archive = slots[at]?.archive ?? null;
  if (!archive) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
    if (step === null) return;
    event.preventDefault();
    setChosen(slots[neighbourSlot(slots, at, step)]?.archive?.id ?? null);
  };
  return (
    <Section
      title={`Archives, ${DAYS} days`}
      note="up: original size · down: new data"
      aside={<span className="desk-only">arrow keys move, Enter opens</span>}
    >
      <button
        type="button"
        className={css.chart}
        aria-label={`${counted(slots.filter((slot) => slot.archive).length, 'day')} with archives in the last ${DAYS}; chosen ${archive.name}`}
        onKeyDown={onKeyDown}
        onClick={() => void navigate({ to: `/archives/${archive.id}` })}
      >
        <Bars slots={slots} chosen={at} onPoint={(id) => setChosen(id)} />
      </button>
      <div className={css.axis} aria-hidden>
        {[0, 15, 30, 45].map((index) => (
          <span key={index}>{formatDay(new Date(slots[index]?.day ?? 0), now, timeZone)}</span>
        ))}
        <span>today</span>
      </div>
      <ChosenArchive archive={archive} />
    </Section>
  );
}

function Bars(props: { slots: readonly Slot[]; chosen: number; onPoint: (id: string) => void }) {
  const most = (key: 'originalSize' | 'deduplicatedSize') =>
    Math.max(1, ...props.slots.map((slot) => slot.archive?.[key] ?? 0));
  const [mostOriginal, mostNew] = [most('originalSize'), most('deduplicatedSize')];
  return (
    <>
      {props.slots.map((slot, index) => (
        <span
          key={slot.day}
          className={css.slot}
          data-chosen={index === props.chosen}
          data-suspect={slot.archive?.suspect != null}
          onPointerEnter={() => slot.archive && props.onPoint(slot.archive.id)}
        >
          <span
            className={css.up}
            style={{
              height: slot.archive ? barHeight(slot.archive.originalSize, mostOriginal, UP) || UNKNOWN : 0,
            }}
          />
          <span
            className={css.down}
            style={{ height: barHeight(slot.archive?.deduplicatedSize, mostNew, DOWN) }}
          />
        </span>
      ))}
    </>
  );
}

function barHeight(bytes: number | null | undefined, most: number, full: number): number {
  return bytes ? Math.max(2, (bytes / most) * full) : 0;
}

function ChosenArchive(props: { archive: Archive }) {
  const { archive } = props;
  return (
    <div className={css.line}>
      <span className="name">{archive.name}</span>
      <Time at={archive.timestamp} as="date" />
      <span>
        <Size bytes={archive.originalSize} />
        {archive.nfiles !== null && ` · ${formatCount(archive.nfiles)} files`} ·{' '}
        <Size bytes={archive.deduplicatedSize} /> new
      </span>
      {archive.suspect === null ? (
        <StateWord tone="ok">Good</StateWord>
      ) : (
        <StateWord tone="suspect">Suspect</StateWord>
      )}
      <KeptBy archive={archive} />
      <span className={css.acts}>
        <CompareWithLastGood archive={archive} words="Compare" />
        <LinkButton to={`/archives/${archive.id}`} size="sm">
          Browse
        </LinkButton>
      </span>
    </div>
  );
}

/** What the prune configs of the client make of an archive. */
function KeptBy(props: { archive: Archive }) {
  const { id, clientId } = props.archive;
  const asked = { clientId: clientId ?? '' };
  const { data } = useQuery({
    ...trpc.pruneConfigs.ofClient.queryOptions(asked),
    enabled: clientId !== null,
    staleTime: 60_000,
  });
  const [judged] = (data ?? []).filter(({ archiveId }) => archiveId === id);
  if (!judged) return null;
  return (
    <span className="ink3">
      {judged.keep ? `kept by ${judged.rule}` : 'goes with the next prune'} · {judged.pruneConfigName}
    </span>
  );
}
