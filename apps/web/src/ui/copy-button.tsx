import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

const SHOWN_MS = 2000;

/** Copies a text and says so at the button itself. */
export function CopyButton(props: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const Shape = copied ? IconCheck : IconCopy;
  return (
    <Button
      variant="subtle"
      size="sm"
      leftSection={<Shape size={14} stroke={1.75} aria-hidden />}
      onClick={() => void navigator.clipboard.writeText(props.text).then(() => setCopied(true))}
    >
      {copied ? 'Copied' : (props.label ?? 'Copy')}
    </Button>
  );
}
