import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** One process for good, although its number may be given to another one later. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in the kernel's ticks since boot; undefined where there is no /proc. */
  readonly startedAt?: string | undefined;
}

/** Where process numbers mean the same: one machine, and of that one container. */
export const processSpace = (): string => [hostname(), link('/proc/self/ns/pid')].filter(Boolean).join(' ');

/** The identity of a process that is running now. @default this one */
export function processIdentity(pid = process.pid): ProcessIdentity {
  return { pid, startedAt: startOf(pid) };
}

/** Whether that very process is still running. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return exists(pid) && !isZombie(pid) && (startedAt === undefined || startOf(pid) === startedAt);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** A process that has ended, but that nobody has waited for yet. */
const isZombie = (pid: number) => statusOf(pid)[0] === 'Z';

/** Field 22 of /proc/<pid>/stat (proc(5)). */
const startOf = (pid: number) => statusOf(pid)[19];

/** The fields of /proc/<pid>/stat after the name, which may have blanks and brackets in it; none where there is no /proc. */
function statusOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function link(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // no such system
  }
}
