import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { BasketBar } from '../restore/basket-bar.tsx';
import { BrowserHead } from './browser-head.tsx';
import { ContentsNeedOperator } from './contents-need-operator.tsx';
import { EntryBrowser } from './entry-browser.tsx';

/** What is inside one archive, folder by folder; host and date stay in sight. */
export function BrowserPage() {
  const { id = '', _splat: path = '' } = useParams({ strict: false });
  const { file }: { file?: string } = useSearch({ strict: false });
  const { data: archive } = useSuspenseQuery(trpc.archives.get.queryOptions({ id }));
  const mayRead = useMay('operator');
  return (
    <>
      <BrowserHead archive={archive} path={path} />
      {mayRead ? (
        <>
          <EntryBrowser key={`${id} ${path}`} archive={archive} path={path} file={file ?? null} />
          <BasketBar />
        </>
      ) : (
        <ContentsNeedOperator />
      )}
    </>
  );
}
