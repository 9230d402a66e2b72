import type { ButtonProps } from '@mantine/core';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Place {
  archiveId: string;
  path: string;
  file?: string;
}

/** A folder of an archive, or one of its files shown beside it. Names may hold anything, so they travel as parameters. */
function placeOf(place: Place) {
  return {
    to: '/archives/$id/browse/$' as const,
    params: { id: place.archiveId, _splat: place.path },
    search: place.file === undefined ? {} : { file: place.file },
  };
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
      {...placeOf(props)}
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
  const place = placeOf({ archiveId, path, ...(file !== undefined && { file }) });
  return <Button {...rest} renderRoot={(root) => <Link {...place} {...root} aria-label={label} />} />;
}
