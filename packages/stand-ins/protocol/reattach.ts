/** Sockets by the source of the provider, without host: `linode/linode`. */
type Sockets = Record<string, string>;

const REGISTRIES = { terraform: 'registry.terraform.io', opentofu: 'registry.opentofu.org' };

/** TF_REATTACH_PROVIDERS for some engines: each looks for a provider under its own registry and ignores other keys. */
export function reattach(sockets: Sockets, ...engines: (keyof typeof REGISTRIES)[]): string {
  const entries = engines.flatMap((engine) =>
    Object.entries(sockets).map(([source, socket]) => [`${REGISTRIES[engine]}/${source}`, connection(socket)]),
  );
  return JSON.stringify(Object.fromEntries(entries));
}

/** `Test` says that the process is not the engine's to end. */
function connection(socket: string): object {
  return {
    Protocol: 'grpc',
    ProtocolVersion: 6,
    Pid: process.pid,
    Test: true,
    Addr: { Network: 'unix', String: socket },
  };
}
