import { type JobEvent, type LiveMessage, type LogEvent, readNews } from './job-event.ts';

const NAME = 'borgcube-live';

/** Opens the server's stream; answers how to close it. */
export type OpenStream = (on: {
  data: (value: unknown) => void;
  connected: () => void;
  lost: () => void;
}) => () => void;

/** What a tab does with what it is told, whoever holds the stream. */
export interface StreamListener {
  event: (event: JobEvent) => void;
  log: (event: LogEvent) => void;
  connected: (gap: boolean) => void;
  lost: (since: number) => void;
}

/**
 * One stream for all tabs of a browser: the holder of a web lock opens it and tells the others through a
 * broadcast channel; when its tab goes, the lock passes on. Without web locks (plain http on another host) a tab
 * streams only while it is visible. Answers how to stop, and how to try again at once.
 */
export function shareStream(
  open: OpenStream,
  listener: StreamListener,
): { stop: () => void; retry: () => void } {
  const channel = new BroadcastChannel(NAME);
  const stopped = new AbortController();
  const holder = makeHolder(open, (message) => {
    // A stream that is being closed may still tell of its end.
    if (stopped.signal.aborted) return;
    channel.postMessage(message);
    tell(listener, message);
  });
  channel.onmessage = (received: MessageEvent<LiveMessage>) => {
    if (received.data.type === 'asked') holder.repeatState();
    else if (received.data.type === 'retry') holder.reopen();
    else tell(listener, received.data);
  };
  channel.postMessage({ type: 'asked' } satisfies LiveMessage);
  if ('locks' in navigator) void holdByLock(holder, stopped.signal);
  else holdWhileVisible(holder, stopped.signal);
  return {
    stop: () => {
      stopped.abort();
      holder.close();
      channel.close();
    },
    retry: () => {
      channel.postMessage({ type: 'retry' } satisfies LiveMessage);
      holder.reopen();
    },
  };
}

function tell(listener: StreamListener, message: LiveMessage): void {
  if (message.type === 'event') listener.event(message.event);
  else if (message.type === 'log') listener.log(message.event);
  else if (message.type === 'connected') listener.connected(message.gap);
  else if (message.type === 'lost') listener.lost(message.since);
}

interface Holder {
  open: () => void;
  close: () => void;
  reopen: () => void;
  repeatState: () => void;
}

function makeHolder(openStream: OpenStream, send: (message: LiveMessage) => void): Holder {
  let close: (() => void) | null = null;
  let lostAt: number | null = null;
  const open = () => {
    close ??= openStream({
      data: (value) => {
        const news = readNews(value);
        if (news) send(news);
      },
      connected: () => {
        send({ type: 'connected', gap: lostAt !== null });
        lostAt = null;
      },
      lost: () => {
        lostAt ??= Date.now();
        send({ type: 'lost', since: lostAt });
      },
    });
  };
  const closeNow = () => {
    close?.();
    close = null;
  };
  return {
    open,
    close: closeNow,
    reopen: () => {
      if (!close) return;
      closeNow();
      open();
    },
    repeatState: () => {
      if (close) send(lostAt === null ? { type: 'connected', gap: false } : { type: 'lost', since: lostAt });
    },
  };
}

async function holdByLock(holder: Holder, stopped: AbortSignal): Promise<void> {
  try {
    await navigator.locks.request(NAME, { signal: stopped }, async () => {
      if (stopped.aborted) return;
      holder.open();
      await new Promise<void>((resolve) => stopped.addEventListener('abort', () => resolve()));
    });
  } catch (error) {
    if (!stopped.aborted) throw error;
  }
}

function holdWhileVisible(holder: Holder, stopped: AbortSignal): void {
  const follow = () => (document.visibilityState === 'visible' ? holder.open() : holder.close());
  document.addEventListener('visibilitychange', follow, { signal: stopped });
  follow();
}
