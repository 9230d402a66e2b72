import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { counted } from '../../ui/format/count.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { Size } from '../../ui/size.tsx';
import { Time } from '../../ui/time.tsx';
import css from './basket.module.css';
import {
  type Basket,
  type BasketArchive,
  type BasketItem,
  contentWords,
  fileCountOf,
  perArchive,
  sizeOf,
} from './basket.ts';
import { formatsFor, type PackFormat, selectionDownload } from './download-url.ts';

const FORMATS: Record<PackFormat, { label: string; words: string }> = {
  raw: { label: 'The file as it is', words: 'Its bytes, under its name.' },
  'tar.zst': {
    label: 'tar.zst',
    words: 'Packed small. Keeps names, owners, modes, links and whole seconds.',
  },
  tar: { label: 'tar', words: 'The same, not packed: for programs that do not know zstd.' },
  zip: { label: 'zip', words: 'Opens on every desktop. Loses owners, devices and pipes too.' },
};

/** As what a selection is saved, with what it comes to before anything is sent. */
export function DownloadDialog(props: { basket: Basket; onClose: () => void }) {
  const { basket, onClose } = props;
  const formats = formatsFor(basket.items);
  const [format, setFormat] = useState<PackFormat>(formats[0] ?? 'tar.zst');
  const groups = perArchive(basket);
  const close = (
    <Button variant="subtle" onClick={onClose}>
      Close
    </Button>
  );
  return (
    <Dialog opened onClose={onClose} title={`Download ${contentWords(basket.items)}`}>
      <RadioList<PackFormat>
        label="As what"
        value={format}
        options={formats.map((value) => ({ value, ...FORMATS[value] }))}
        onChange={setFormat}
      />
      {groups.length > 1 && <p className={css.note}>Of each archive there is one file.</p>}
      <ul className={css.downloads}>
        {groups.map((group) => (
          <Selection key={group.archive.id} {...group} format={format} only={groups.length === 1}>
            {groups.length === 1 && close}
          </Selection>
        ))}
      </ul>
      {groups.length > 1 && <div className={css.acts}>{close}</div>}
    </Dialog>
  );
}

function Selection(props: {
  archive: BasketArchive;
  items: readonly BasketItem[];
  format: PackFormat;
  only: boolean;
  /** Beside its download. */
  children: ReactNode;
}) {
  const { archive, items, format, only } = props;
  const paths = items.map((item) => item.path);
  const download = selectionDownload(archive.id, paths, format);
  const look = {
    variant: only ? 'filled' : 'default',
    leftSection: <IconDownload size={16} stroke={1.75} aria-hidden />,
  } as const;
  return (
    <li>
      <span className="grow">
        {!only && (
          <>
            <span className="name">{archive.name}</span> <Time at={archive.timestamp} as="date" />
            <br />
          </>
        )}
        <Measure archiveId={archive.id} items={items} />
      </span>
      {props.children}
      {download === null ? (
        <p className={css.note}>
          Too many single paths for one download. Take the folder that holds them, or restore them to this
          server.
        </p>
      ) : typeof download === 'string' ? (
        <Button component="a" href={download} download {...look}>
          Download
        </Button>
      ) : (
        // What is refused is told in a page of its own; one that saves a file closes by itself.
        <form method="post" action={download.action} target="_blank" rel="noopener">
          <input type="hidden" name="asked" value={download.asked} />
          <Button type="submit" {...look}>
            Download
          </Button>
        </form>
      )}
    </li>
  );
}

/** `12 files, 814 KiB`: of files as they were listed, of folders from the catalog; else nobody knows before Borg has read it. */
function Measure(props: { archiveId: string; items: readonly BasketItem[] }) {
  const { archiveId, items } = props;
  const isPlain = items.every(({ type }) => type !== 'directory' && type !== null);
  const measure = useQuery({
    ...trpc.archives.measureSelection.queryOptions({ id: archiveId, paths: items.map(({ path }) => path) }),
    enabled: !isPlain,
    retry: false,
  });
  const own = { files: fileCountOf(items), bytes: sizeOf(items) };
  const { files, bytes } = measure.data ?? own;
  if (files !== null && bytes !== null)
    return (
      <>
        {counted(files, 'file')}, <Size bytes={bytes} /> <span className="ink3">before packing</span>
      </>
    );
  if (!measure.error) return <span className="ink3">Counting…</span>;
  const { kind, message } = readApiError(measure.error);
  return (
    <span className="ink2">
      {kind === 'catalog-missing' ? 'How much that is shows once the archive is listed.' : message}
    </span>
  );
}
