import { Button } from '@mantine/core';
import { IconBasketCheck, IconBasketPlus } from '@tabler/icons-react';
import { queryClient, trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { type BasketArchive, standingOf, type Taken } from './basket.ts';
import { putIntoBasket, takeFromBasket, useBasket } from './basket-store.ts';

/** Puts one entry into the basket, or takes it out again. The archive may be known by its id alone. */
export function BasketToggle(props: {
  archive: BasketArchive | string;
  entry: Taken;
  /** What it is called where there are several. */
  name: string;
  isIcon?: boolean;
}) {
  const { archive, entry, name } = props;
  const archiveId = typeof archive === 'string' ? archive : archive.id;
  const basket = useBasket();
  const standing = basket && standingOf(basket, archiveId, entry.path)?.kind;
  const isIn = standing === 'in' || standing === 'with';
  const press = async () => {
    if (isIn) return takeFromBasket(archiveId, [entry.path]);
    try {
      putIntoBasket(await recordOf(archive), [entry]);
    } catch (error) {
      toast('failed', 'Not put in', errorWords(error).message);
    }
  };
  const label =
    standing === 'with' ? 'In the basket with its folder' : isIn ? 'Take out of basket' : 'Put into basket';
  const Shape = isIn ? IconBasketCheck : IconBasketPlus;
  if (props.isIcon)
    return (
      <IconButton
        icon={Shape}
        label={`${label}: ${name}`}
        disabled={standing === 'with'}
        onClick={() => void press()}
      />
    );
  return (
    <Button
      leftSection={<Shape size={16} stroke={1.75} aria-hidden />}
      disabled={standing === 'with'}
      onClick={() => void press()}
    >
      {label}
    </Button>
  );
}

async function recordOf(archive: BasketArchive | string): Promise<BasketArchive> {
  if (typeof archive !== 'string') return archive;
  return queryClient.fetchQuery(trpc.archives.get.queryOptions({ id: archive }));
}
