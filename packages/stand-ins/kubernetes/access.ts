import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { elements } from '../engine/paths';
import type { Peer } from '../protocol/peer';
import type { Fields } from '../protocol/values';
import { text, textMap, texts } from '../values';
import type { ClusterAccess } from './connection';
import type { ExecCommand } from './exec-credential';

interface Kubeconfig {
  'current-context': string;
  contexts: { name: string; context: { cluster: string; user: string } }[];
  clusters: { name: string; cluster: { server: string } }[];
  users: { name: string; user: { token?: string } }[];
}

/** The access that a provider's block (or the block `kubernetes` of helm) describes, beside the engine's environment. */
export function accessFrom(block: Fields, { cwd, env }: Peer): ClusterAccess {
  const file = text(block.config_path) ?? env.KUBE_CONFIG_PATH;
  const path = file?.replace(/^~(?=\/)/, env.HOME ?? '~');
  const fromFile = path ? fromKubeconfig(resolve(cwd, path), text(block.config_context)) : undefined;
  const [exec] = elements(block.exec);
  return {
    host: text(block.host) ?? env.KUBE_HOST ?? fromFile?.host,
    token: text(block.token) ?? env.KUBE_TOKEN ?? fromFile?.token,
    exec: exec && execFrom(exec, { cwd, env }),
  };
}

function execFrom(block: Fields, engine: Peer): ExecCommand {
  return {
    apiVersion: text(block.api_version) ?? '',
    command: text(block.command) ?? '',
    args: texts(block.args),
    env: textMap(block.env),
    engine,
  };
}

function fromKubeconfig(file: string, wanted: string | undefined): { host?: string; token?: string } {
  if (!existsSync(file)) return {};
  const config = parse(readFileSync(file, 'utf8')) as Kubeconfig;
  const context = config.contexts.find((it) => it.name === (wanted ?? config['current-context']))?.context;
  return {
    host: config.clusters.find((it) => it.name === context?.cluster)?.cluster.server,
    token: config.users.find((it) => it.name === context?.user)?.user.token,
  };
}
