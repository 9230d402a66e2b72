import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A link inside words or facts. */
export function TextLink(props: { to: string; children: ReactNode; quiet?: boolean }) {
  return (
    <Link to={props.to} className={props.quiet ? 'id' : 'link id'}>
      {props.children}
    </Link>
  );
}
