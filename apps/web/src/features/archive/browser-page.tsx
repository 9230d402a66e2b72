import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { BasketBar } from '../restore/basket-bar.tsx';
import { ArchiveBand } from './archive-band.tsx';
import { ArchivePanel } from './archive-panel.tsx';
import { BrowserHead } from './browser-head.tsx';
import { ContentsNeedOperator } from './contents-need-operator.tsx';
import { EntryBrowser } from './entry-browser.tsx';

/** What is inside one archive, folder by folder; host and date stay in sight. */
export function BrowserPage() {
  const { id = '', _splat: path = '' } = useParams({ strict: false });
  const { file }: { file?: string } = useSearch({ strict: false });
  const { data: archive } = useSuspenseQuery(trpc.archives.get.queryOptions({ id }));
  const mayRead = useMay('operator');
  const landing = useRef<string | null>(null);
  return (
    <>
      <BrowserHead archive={archive} path={path} />
      <ArchiveBand archive={archive} />
      {mayRead ? (
        <>
          <EntryBrowser
            key={`${id} ${path}`}
            archive={archive}
            path={path}
            file={file ?? null}
            landing={landing}
          />
          <BasketBar />
        </>
      ) : (
        <>
          <ArchivePanel archive={archive} />
          <ContentsNeedOperator />
        </>
      )}
    </>
  );
}
