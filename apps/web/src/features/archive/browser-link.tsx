import type { ButtonProps } from '@mantine/core';
import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Place {
  archiveId: string;
  path: string;
  /** An entry of that folder, shown beside it. */
  file?: string;
}

/** Where a folder of an archive is. Names may hold anything, so they travel as parameters; the order of the listing is kept. */
export function browserPlace({ archiveId, path, file }: Place, sort: string | undefined) {
  return {
    to: '/archives/$id/browse/$' as const,
    params: { id: archiveId, _splat: path },
    search: { ...(file !== undefined && { file }), ...(sort !== undefined && { sort }) },
  };
}

/** How the listing in sight is sorted, as the address has it. */
export function useSortText(): string | undefined {
  const { sort }: { sort?: string } = useSearch({ strict: false });
  return sort;
}

export function BrowserLink(
  props: Place & {
    className?: string | undefined;
    row?: boolean;
    current?: boolean;
    title?: string;
    children: ReactNode;
  },
) {
  return (
    <Link
      {...browserPlace(props, useSortText())}
      className={props.className ?? ''}
      title={props.title}
      activeOptions={{ exact: true, includeSearch: true }}
      {...(props.row && { 'data-row-link': true })}
    >
      {props.children}
    </Link>
  );
}

export function BrowserLinkButton(props: ButtonProps & Place & { label: string; children: ReactNode }) {
  const { archiveId, path, file, label, ...rest } = props;
  const place = browserPlace({ archiveId, path, ...(file !== undefined && { file }) }, useSortText());
  return <Button {...rest} renderRoot={(root) => <Link {...place} {...root} aria-label={label} />} />;
}
