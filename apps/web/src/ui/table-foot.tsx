import { Button } from '@mantine/core';
import css from './table.module.css';

/** Keyset paging: what stands below a list that goes on. */
export interface More {
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
}

export function TableFoot(props: More) {
  if (!props.hasMore) return null;
  return (
    <div className={css.foot}>
      <Button variant="subtle" size="sm" loading={props.loading} onClick={props.onMore}>
        Show 50 more
      </Button>
    </div>
  );
}
