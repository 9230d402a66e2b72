import { Button } from '@mantine/core';
import { IconBasket } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useKey } from '../../keys/use-key.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatInstant } from '../../ui/format/instant.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { Size } from '../../ui/size.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import css from './basket.module.css';
import type { Basket } from './basket.ts';
import { contentWords, sizeOf } from './basket.ts';
import type { BasketDialog } from './basket-dialogs.tsx';
import { emptyBasket, forgetEmptied, putBack, useBasketState } from './basket-store.ts';

const BasketDialogs = lazy(async () => ({ default: (await import('./basket-dialogs.tsx')).BasketDialogs }));

/** At the foot of every page that shows what archives hold: what was collected, and what to do with it. */
export function BasketBar() {
  const { basket, emptied, asked } = useBasketState();
  const [dialog, setDialog] = useState<BasketDialog | null>(null);
  const dialogs = basket && (dialog || asked) && (
    <Suspense>
      <BasketDialogs basket={basket} asked={asked} dialog={dialog} onClose={() => setDialog(null)} />
    </Suspense>
  );
  const bar = useRef<HTMLDivElement>(null);
  // What was pressed goes away with the act; its opposite is the last of the bar then.
  const turn = (act: () => void) => {
    flushSync(act);
    const last = bar.current?.querySelector('section')?.lastElementChild;
    if (last instanceof HTMLElement) last.focus();
  };
  return (
    <div ref={bar} className={css.place}>
      {basket ? (
        <Filled basket={basket} onOpen={setDialog} onClear={() => turn(emptyBasket)} />
      ) : (
        emptied && <Emptied basket={emptied} onPutBack={() => turn(putBack)} />
      )}
      {dialogs}
    </div>
  );
}

function Filled(props: { basket: Basket; onOpen: (dialog: BasketDialog) => void; onClear: () => void }) {
  const { basket, onOpen, onClear } = props;
  const navigate = useNavigate();
  const phone = usePhone();
  const restore = `/restore/${basket.id}`;
  useKey('r', 'Restore the basket', () => void navigate({ to: restore }));
  return (
    <section className={css.bar} aria-label="Basket">
      <span className={css.count}>
        <IconBasket size={16} stroke={1.75} aria-hidden />
        {basket.items.length} in the basket
      </span>
      <span className={`${css.words} ink2 cut`}>
        {!phone && `${contentWords(basket.items)} · `}
        <Size bytes={sizeOf(basket.items)} absent="size not known" />
        {!phone && <From basket={basket} />}
      </span>
      {phone ? (
        <MoreMenu
          label="More of the basket"
          acts={[
            { label: 'Show what is in it', onAct: () => onOpen('content') },
            { label: 'Download as…', onAct: () => onOpen('download') },
            { label: 'Clear', onAct: onClear },
          ]}
        />
      ) : (
        <>
          <Button variant="subtle" onClick={onClear}>
            Clear
          </Button>
          <Button variant="subtle" onClick={() => onOpen('content')}>
            Show
          </Button>
          <Button onClick={() => onOpen('download')}>Download as…</Button>
        </>
      )}
      <LinkButton to={restore} variant="filled">
        Restore…
      </LinkButton>
    </section>
  );
}

/** ` · from Mon 23 Nov, 02:10`, or from how many archives. */
function From(props: { basket: Basket }) {
  const { now, timeZone } = useClock();
  const [first, ...others] = props.basket.archives;
  if (first === undefined) return null;
  if (others.length > 0) return ` · from ${others.length + 1} archives`;
  return ` · from ${formatInstant(new Date(first.timestamp), now, timeZone)}`;
}

function Emptied(props: { basket: Basket; onPutBack: () => void }) {
  const { length } = props.basket.items;
  return (
    <section className={css.bar} aria-label="Basket">
      <span className={css.count}>
        <IconBasket size={16} stroke={1.75} aria-hidden />
        The basket is empty
      </span>
      <span className={`${css.words} ink2 cut`} />
      <Button variant="subtle" onClick={forgetEmptied}>
        Close
      </Button>
      <Button onClick={props.onPutBack}>Put {length === 1 ? 'it' : `${length} things`} back</Button>
    </section>
  );
}
