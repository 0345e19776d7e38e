/** Most entries a firewall rule's list of ports may have (Linode API). */
export const MAX_PORT_ENTRIES = 15;

/** What is allowed as the ports of a firewall rule, in words. */
export const ALLOWED_PORTS = `at most ${MAX_PORT_ENTRIES} ports or ranges from 1 to 65535, such as "80, 443, 8000-8080"`;

/** What is wrong with the ports of a firewall rule, in words; undefined where nothing is. */
export function faultOfPorts(ports: string): string | undefined {
  const entries = ports.split(',').map((entry) => entry.trim());
  if (entries.length > MAX_PORT_ENTRIES) return `${entries.length} ports are more than Linode takes in one rule`;
  const bad = entries.find((entry) => {
    const match = /^([0-9]{1,5})(?:-([0-9]{1,5}))?$/.exec(entry);
    if (!match) return true;
    const low = Number(match[1]);
    const high = Number(match[2] ?? match[1]);
    return low < 1 || high > 65535 || low > high;
  });
  return bad === undefined ? undefined : `"${bad}" is no port and no range of ports`;
}
