/** Which sockets stand in for which providers, for one kind of engine. */
type Sockets = Record<string, string>;

/**
 * The value of TF_REATTACH_PROVIDERS for Terraform or OpenTofu: each looks for a provider under its own registry.
 * `sockets` maps a provider source without host (`linode/linode`) to its socket.
 */
export function reattach(sockets: Sockets, registry: 'registry.terraform.io' | 'registry.opentofu.org'): string {
  const entries = Object.entries(sockets).map(([source, socket]) => [
    `${registry}/${source}`,
    {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: 'unix', String: socket },
    },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}
