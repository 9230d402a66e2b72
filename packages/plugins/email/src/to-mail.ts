import type { NotifierCall } from '@borgcube/plugin-kit';

type Message = NotifierCall['message'];

interface Ends {
  readonly from: string;
  readonly to: readonly string[];
}

const COLOURS = { info: '#1A6647', warning: '#7D5000', critical: '#AE231B' } as const;

/** Readable as text and as HTML; a mail reader shows the end of an incident below its beginning. */
export function toMail(message: Message, { from, to }: Ends) {
  const domain = from.split('@').at(-1) ?? 'borgcube.invalid';
  const messageId = (id: string) => `<${id}@${domain}>`;
  const opening = message.phase === 'closed' ? messageId(message.id.replace(/\.closed$/, '.opened')) : null;
  return {
    from: { name: 'BorgCube', address: from },
    to: [...to],
    subject: `[BorgCube] ${message.phase === 'closed' ? 'Over: ' : ''}${message.title}`,
    messageId: messageId(message.id),
    date: new Date(message.at),
    text: [message.title, message.text, ...(message.url === null ? [] : [message.url])].join('\n\n'),
    html: toHtml(message),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-BorgCube-Event': message.event },
    ...(opening === null ? {} : { inReplyTo: opening, references: [opening] }),
    ...(message.severity === 'critical' ? { priority: 'high' as const } : {}),
  };
}

function toHtml({ title, text, url, severity }: Message): string {
  const lines = text.split('\n').map(escapeHtml).join('<br>\n');
  const link = url === null ? '' : `\n<p><a href="${escapeHtml(url)}">Open in BorgCube</a></p>`;
  return `<!doctype html>
<html lang="en"><body style="font: 15px/22px system-ui, sans-serif; color: #141C19">
<p style="font-size: 18px; font-weight: 600; color: ${COLOURS[severity]}">${escapeHtml(title)}</p>
<p>${lines}</p>${link}
</body></html>
`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
