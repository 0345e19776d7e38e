import { join } from 'node:path';

export interface CephConfiguration {
  /** Holds everything that the daemons write. */
  readonly folder: string;
  /** Id of the Ceph cluster, a UUID. */
  readonly fsid: string;
  readonly monitorPort: number;
  readonly gatewayPort: number;
  /** Port of the same gateway over TLS. */
  readonly tlsPort: number;
}

/** The smallest Ceph that serves S3: one monitor, one OSD that keeps objects in memory, one gateway, on loopback. */
export function cephConfiguration({ folder, fsid, monitorPort, gatewayPort, tlsPort }: CephConfiguration): string {
  const file = (name: string) => join(folder, name);
  return ini({
    global: {
      fsid,
      mon_host: monitorAddress(monitorPort),
      public_addr: '127.0.0.1',
      cluster_addr: '127.0.0.1',
      public_network: '127.0.0.0/8',
      cluster_network: '127.0.0.0/8',
      ms_bind_msgr1: false,
      // Without keys there is no encryption, which clients of the monitor would otherwise insist on.
      ms_mon_client_mode: 'crc',
      auth_cluster_required: 'none',
      auth_service_required: 'none',
      auth_client_required: 'none',

      run_dir: folder,
      admin_socket: '',
      log_file: file('$name.log'),
      mon_cluster_log_file: file('cluster.log'),
      crash_dir: file('crash'),

      osd_pool_default_size: 1,
      osd_pool_default_min_size: 1,
      osd_pool_default_pg_num: 1,
      osd_pool_default_pgp_num: 1,
      osd_pool_default_pg_autoscale_mode: 'off',
      osd_crush_chooseleaf_type: 0,
      mon_allow_pool_size_one: true,
      // A full disk stops a monitor; this one keeps a few megabytes.
      mon_data_avail_crit: 0,
      osd_objectstore: 'memstore',
      memstore_device_bytes: 1024 ** 3,
    },
    'mon.a': { mon_data: file('mon') },
    'osd.0': { osd_data: file('osd') },
    client: {
      rgw_frontends: [
        `beast endpoint=127.0.0.1:${gatewayPort} ssl_endpoint=127.0.0.1:${tlsPort}`,
        `ssl_certificate=${certificateFile(folder)} ssl_private_key=${keyFile(folder)}`,
      ].join(' '),
      rgw_thread_pool_size: 32,
    },
  });
}

/** The gateway's certificate, which signs itself. */
export const certificateFile = (folder: string) => join(folder, 'gateway.crt');
export const keyFile = (folder: string) => join(folder, 'gateway.key');

export const monitorAddress = (port: number) => `[v2:127.0.0.1:${port}]`;

function ini(sections: Record<string, Record<string, string | number | boolean>>): string {
  return Object.entries(sections)
    .map(([name, settings]) => {
      const lines = Object.entries(settings).map(([key, value]) => `${key} = ${String(value)}`);
      return [`[${name}]`, ...lines, ''].join('\n');
    })
    .join('\n');
}
