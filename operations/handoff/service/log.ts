/** Writes one line of JSON. Never an address, a header or a body: those may hold a credential. */
export type Log = (level: 'info' | 'error', what: string, details?: Readonly<Record<string, unknown>>) => void;

/** @param write takes a line */
export const jsonLog =
  (write: (line: string) => void, now: () => Date = () => new Date()): Log =>
  (level, what, details = {}) => {
    write(`${JSON.stringify({ time: now().toISOString(), level, what, ...details })}\n`);
  };
