import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** The real link of a row; `j` and `k` move among these. */
export function RowLink(props: { to: string; children: ReactNode; mono?: boolean }) {
  return (
    <Link to={props.to} data-row-link className={props.mono ? 'mono' : 'name'}>
      {props.children}
    </Link>
  );
}
