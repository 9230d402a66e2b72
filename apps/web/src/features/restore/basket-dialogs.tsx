import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { counted } from '../../ui/format/count.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Size } from '../../ui/size.tsx';
import { Time } from '../../ui/time.tsx';
import { parentPath, visibleName } from '../archive/archive-path.ts';
import { useRecordNames } from '../job/record-names.ts';
import css from './basket.module.css';
import { type Basket, type BasketArchive, perArchive } from './basket.ts';
import { answerBasket, takeFromBasket } from './basket-store.ts';
import { DownloadDialog } from './download-dialog.tsx';

export type BasketDialog = 'content' | 'download';

/** What the basket asks and shows over the page. */
export function BasketDialogs(props: {
  basket: Basket;
  asked: { archive: BasketArchive } | null;
  dialog: BasketDialog | null;
  onClose: () => void;
}) {
  const { basket, asked, dialog, onClose } = props;
  return (
    <>
      <Dialog
        opened={dialog === 'content'}
        onClose={onClose}
        title={`${counted(basket.items.length, 'thing')} in the basket`}
      >
        <div className={css.scrolls}>
          <BasketContent basket={basket} />
        </div>
        <div className={css.acts}>
          <Button onClick={onClose}>Close</Button>
        </div>
      </Dialog>
      {dialog === 'download' && <DownloadDialog basket={basket} onClose={onClose} />}
      {asked && <OtherClient basket={basket} archive={asked.archive} />}
    </>
  );
}

/** Every entry with the archive that it is from, and the way out of the basket. */
export function BasketContent(props: { basket: Basket }) {
  const groups = perArchive(props.basket).map(({ archive, items }) => (
    <section key={archive.id} aria-label={archive.name}>
      <h3 className={css.group}>
        {archive.name} <Time at={archive.timestamp} as="date" />
      </h3>
      <ul className={css.list}>
        {items.map((item) => (
          <li key={item.path}>
            <span className={css.path} title={visibleName(item.path)}>
              <span className="mono cut">
                {visibleName(item.path.slice(item.path.lastIndexOf('/') + 1))}
                {item.type === 'directory' && '/'}
              </span>
              <span className="mono ink3 cut">{visibleName(parentPath(item.path))}</span>
            </span>
            <Size bytes={item.size} absent="·" />
            <IconButton
              icon={IconX}
              label={`Take ${visibleName(item.path)} out`}
              onClick={(event) => {
                focusBeside(event.currentTarget);
                takeFromBasket(item.archiveId, [item.path]);
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  ));
  return <div data-content>{groups}</div>;
}

/** The focus goes to the next thing that can be taken out, before the one that has it goes away. */
function focusBeside(button: HTMLElement): void {
  const list = button.closest('[data-content]');
  const all = [...(list?.querySelectorAll<HTMLElement>('li button') ?? [])];
  const at = all.indexOf(button);
  (all[at + 1] ?? all[at - 1])?.focus();
}

function OtherClient(props: { basket: Basket; archive: BasketArchive }) {
  const { basket, archive } = props;
  const names = useRecordNames([archive, ...basket.archives]);
  const nameOf = (one: BasketArchive | undefined) =>
    one === undefined ? 'another client' : (names.client(one.clientId) ?? one.name);
  const held = nameOf(basket.archives[0]);
  return (
    <ConfirmDialog
      opened
      question={`Begin a new basket for ${nameOf(archive)}?`}
      keep={`Keep that of ${held}`}
      act="Begin a new one"
      danger={false}
      onKeep={() => answerBasket(false)}
      onAct={() => answerBasket(true)}
    >
      A basket holds what is of one client. This one has {counted(basket.items.length, 'thing')} of {held},
      which would be taken out.
    </ConfirmDialog>
  );
}
