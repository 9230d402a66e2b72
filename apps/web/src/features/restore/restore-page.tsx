import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { type Basket, contentWords } from './basket.ts';
import { putBack, useBasketState } from './basket-store.ts';
import type { Origin } from './restore-choice.ts';
import { RestoreForm } from './restore-form.tsx';

/** What is in the basket, where it goes, what becomes of what is there: three steps on one page. */
export function RestorePage() {
  const { basketId = '' } = useParams({ strict: false });
  const { basket, emptied } = useBasketState();
  const operator = useMay('operator');
  const here = basket?.id === basketId ? basket : null;
  return (
    <>
      <PageHead
        hasTimes
        crumbs={[{ label: 'Archives', to: '/archives' }]}
        title="Restore"
        note={here && contentWords(here.items)}
      />
      {!operator ? (
        <EmptyState title="A restore needs the operator role">
          <p>An admin can give you the role.</p>
        </EmptyState>
      ) : here ? (
        <WithOrigin key={here.id} basket={here} />
      ) : (
        <NoBasket canPutBack={emptied?.id === basketId} />
      )}
    </>
  );
}

function NoBasket(props: { canPutBack: boolean }) {
  const navigate = useNavigate();
  return (
    <EmptyState
      title={props.canPutBack ? 'This basket is empty' : 'This basket is not in this tab'}
      act={
        props.canPutBack ? (
          <Button onClick={putBack}>Put back what was in it</Button>
        ) : (
          <LinkButton to="/archives">Go to Archives</LinkButton>
        )
      }
    >
      {props.canPutBack ? (
        <p>
          <Button variant="subtle" onClick={() => void navigate({ to: '/archives' })}>
            Go to Archives
          </Button>
        </p>
      ) : (
        <p>
          A basket lives in the tab in which it was filled, and goes with it. Open an archive and select what
          you want back.
        </p>
      )}
    </EmptyState>
  );
}

/** Where the things come from has to be known first: it is where they go by default. */
function WithOrigin(props: { basket: Basket }) {
  const { basket } = props;
  const clientId = basket.archives[0]?.clientId ?? null;
  const owner = useQuery({
    ...trpc.clients.get.queryOptions({ id: clientId ?? '' }),
    enabled: clientId !== null,
    retry: false,
  });
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'restore' }));
  if (clientId !== null && owner.isPending) return <LoadingRows />;
  const origin: Origin | null = owner.data
    ? { name: owner.data.hostname, clientId: owner.data.connection ? owner.data.id : null }
    : null;
  return (
    <Loaded query={form}>{(json) => <RestoreForm basket={basket} origin={origin} form={json} />}</Loaded>
  );
}
