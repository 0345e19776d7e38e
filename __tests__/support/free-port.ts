import { freePorts } from '@lke-platform/stand-ins/lab/processes';

/** A port on loopback that is free now. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no port on loopback is free');
  return port;
}
