/** Most pieces of a firewall rule's list of ports: a port is one, a range is two (Cloud Manager, firewall validation). */
export const MAX_PORT_PIECES = 15;

/** Every port there is, as the API takes it. */
export const ALL_PORTS = '1-65535';

/** What is allowed as the ports of a firewall rule, in words. */
export const ALLOWED_PORTS = `ports and ranges from 1 to 65535, such as "80, 443, 8000-8080"; at most ${MAX_PORT_PIECES}, of which a range counts as two`;

/** Something wrong with the ports of a firewall rule. */
export interface PortsProblem {
  /** What is wrong, in words. */
  readonly what: string;
  /** How to fix it, as an order. */
  readonly fix: string;
}

const ENTRY = /^([0-9]+)(?:-([0-9]+))?$/;

/** What is wrong with the ports of a firewall rule; undefined where nothing is. */
export function problemOfPorts(ports: string): PortsProblem | undefined {
  const entries = ports.split(',').map((entry) => entry.trim());
  const problem = entries.map(problemOfEntry).find((found) => found !== undefined);
  const pieces = entries.reduce((sum, entry) => sum + (entry.includes('-') ? 2 : 1), 0);
  if (problem || pieces <= MAX_PORT_PIECES) return problem;
  return {
    what: `${pieces} ports are more than Linode takes in one rule, where a range counts as two`,
    fix: 'put neighbouring ports into one range, or some of them into a rule of their own',
  };
}

function problemOfEntry(entry: string): PortsProblem | undefined {
  const [, first, second] = ENTRY.exec(entry) ?? [];
  if (/^(all|any|\*)$/i.test(entry))
    return { what: `"${entry}" is not a port`, fix: 'remove ports, which means all of them' };
  if (entry === '') return { what: 'a port is missing beside a comma', fix: 'remove the comma' };
  if (first === undefined) {
    const fix = 'write ports and ranges as numbers, with commas between them';
    return { what: `"${entry}" is neither a port nor a range of ports`, fix };
  }
  const ends = second === undefined ? [first] : [first, second];
  const padded = ends.some((end) => /^0\d/.test(end));
  const plain = ends.map((end) => String(Number(end))).join('-');
  if (padded) return { what: `Linode takes no leading zero, as in "${entry}"`, fix: `write ${plain}` };
  const [low, high] = [Number(first), Number(second ?? first)];
  if (Math.min(low, high) < 1 || Math.max(low, high) > 65535)
    return { what: `"${entry}" is outside of the ports there are`, fix: 'write ports from 1 to 65535' };
  if (second === undefined || low < high) return undefined;
  return low === high
    ? { what: `"${entry}" is a range of one port, which Linode refuses`, fix: `write ${low}` }
    : { what: `the range "${entry}" ends before it begins`, fix: `write ${high}-${low}` };
}
