import { spawn } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * The process at the other end of a provider's socket: the engine.
 *
 * A real provider is the engine's child and so has its working directory and its environment. The stand-in serves many
 * runs from one process, and takes both from the engine that has called.
 */
export interface Peer {
  /** working directory of the engine */
  cwd: string;
  /** environment of the engine */
  env: Record<string, string | undefined>;
}

/** SOL_SOCKET and SO_PEERCRED of Linux; Node has no call for them, and Perl is on every Debian. */
const PRINT_PEER_PID = 'open my $s, "+<&=", 0 or exit 1; print unpack "i", getsockopt $s, 1, 17';

/** Who is connected. Where the system does not tell (not Linux), the stand-in's own directory and environment. */
export async function peerOf(socket: Socket): Promise<Peer> {
  const pid = await peerPid(socket);
  try {
    return { cwd: readlinkSync(`/proc/${pid}/cwd`), env: environmentOf(pid) };
  } catch {
    return { cwd: process.cwd(), env: process.env };
  }
}

async function peerPid(socket: Socket): Promise<string> {
  // The number of the descriptor, and not the socket: of a socket given away Node stops reading.
  const { fd } = (socket as unknown as { _handle: { fd: number } })._handle;
  const asked = spawn('perl', ['-e', PRINT_PEER_PID], { stdio: [fd, 'pipe', 'ignore'] });
  asked.on('error', () => undefined);
  return asked.stdout ? text(asked.stdout) : '';
}

function environmentOf(pid: string): Record<string, string> {
  const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  return Object.fromEntries(
    entries.map((it) => [it.slice(0, it.indexOf('=')), it.slice(it.indexOf('=') + 1)] as [string, string]),
  );
}
