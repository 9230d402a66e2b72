import type { TriggerTarget } from '@borgcube/domain/trigger/trigger';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { Section } from '../../ui/section.tsx';
import { TRIGGERS_PATH } from './trigger-path.ts';
import { TriggerTable } from './trigger-table.tsx';

/** On the page of a schedule or a config: what from outside may start it. */
export function TriggerSection(props: { target: TriggerTarget }) {
  const { type, id } = props.target;
  const filter = { targetType: type, targetId: id };
  const query = useInfiniteQuery(trpc.triggers.list.infiniteQueryOptions(filter, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const admin = useMay('admin');
  return (
    <Section
      title="Triggers"
      note="what starts it from outside"
      bleed={rows.length > 0}
      aside={
        admin && (
          <Button
            variant="subtle"
            size="sm"
            leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
            renderRoot={(root) => <Link to={`${TRIGGERS_PATH}/new`} search={{ type, of: id }} {...root} />}
          >
            Add trigger
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <p className="ink2">Nothing outside of BorgCube can start it.</p>
          ) : (
            <TriggerTable rows={rows} more={more} ofOne />
          )
        }
      </Loaded>
    </Section>
  );
}
