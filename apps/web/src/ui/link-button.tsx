import { Button, type ButtonProps } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A link that looks like a button: goes somewhere, changes nothing. */
export function LinkButton(props: ButtonProps & { to: string; children: ReactNode }) {
  const { to, ...rest } = props;
  return <Button {...rest} renderRoot={(root) => <Link to={to} {...root} />} />;
}
