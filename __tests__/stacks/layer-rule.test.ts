import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { DataLinodeLkeCluster } from '@cdktf/provider-linode/lib/data-linode-lke-cluster';
import { LkeCluster } from '@cdktf/provider-linode/lib/lke-cluster';
import { LinodeProvider } from '@cdktf/provider-linode/lib/provider';
import { TerraformHclModule, TerraformLocal, TerraformVariable, type App } from 'cdktf';
import { remoteState } from '../../stacks/backend';
import { PlatformStack } from '../../stacks/platform-stack';
import { platformOf, STANDARD } from '../support/platforms';
import { synthesizeApp } from '../support/synthesize';

const platform = platformOf(STANDARD);

/** A stack of a platform with what a test adds to it. */
class TestStack extends PlatformStack {
  constructor(app: App, build: (stack: TestStack) => void) {
    super(app, 'system', platform, { deletionProtection: false });
    new LinodeProvider(this, 'linode');
    build(this);
  }
}

const synth = (build: (stack: TestStack) => void) => () => synthesizeApp((app) => new TestStack(app, build));

const clusterIn = (stack: TestStack) =>
  new LkeCluster(stack, 'cluster', { label: 'acme', region: 'nl-ams', k8SVersion: '1.34', pool: [] });

const kubernetesIn = (stack: TestStack, host: string) => new KubernetesProvider(stack, 'kubernetes', { host });

describe('a provider configured from its own stack', () => {
  it('is refused, and the message says how to fix it', () => {
    const build = (stack: TestStack) => kubernetesIn(stack, clusterIn(stack).kubeconfig);

    expect(synth(build)).toThrow(
      'provider kubernetes of stack system is configured from linode_lke_cluster.cluster of the same stack; ' +
        'a provider may only use literals and the outputs of other stacks; ' +
        'move linode_lke_cluster.cluster to an earlier stack, give it an output, and read that by remoteState()',
    );
  });

  it('is refused within an expression', () => {
    const build = (stack: TestStack) => kubernetesIn(stack, `https://\${one(${clusterIn(stack).fqn}.api_endpoints)}`);

    expect(synth(build)).toThrow('is configured from linode_lke_cluster.cluster of the same stack');
  });

  it('is refused through locals, which the message names', () => {
    const build = (stack: TestStack) => {
      const kubeconfig = new TerraformLocal(stack, 'kubeconfig', clusterIn(stack).kubeconfig);
      const host = new TerraformLocal(stack, 'host', { address: `\${yamldecode(${kubeconfig.fqn}).server}` });
      kubernetesIn(stack, `\${${host.fqn}.address}`);
    };

    expect(synth(build)).toThrow(
      'is configured from linode_lke_cluster.cluster of the same stack (through local.host, local.kubeconfig); ',
    );
  });

  it('is refused through a data source', () => {
    const build = (stack: TestStack) =>
      kubernetesIn(stack, new DataLinodeLkeCluster(stack, 'found', { id: 7 }).kubeconfig);

    expect(synth(build)).toThrow('is configured from data.linode_lke_cluster.found of the same stack');
  });

  it('is refused through a module', () => {
    const build = (stack: TestStack) => {
      const module = new TerraformHclModule(stack, 'lke', { source: 'git::https://example.com/lke.git?ref=v1' });
      kubernetesIn(stack, module.getString('api_endpoint'));
    };

    expect(synth(build)).toThrow('is configured from module.lke of the same stack');
  });

  it('is refused through an override of the provider, and of the stack', () => {
    const ofProvider = (stack: TestStack) => {
      kubernetesIn(stack, 'https://kubernetes.example').addOverride('token', `\${${clusterIn(stack).fqn}.kubeconfig}`);
    };
    const ofStack = (stack: TestStack) => {
      kubernetesIn(stack, 'https://kubernetes.example');
      stack.addOverride('provider.kubernetes', [{ token: `\${${clusterIn(stack).fqn}.kubeconfig}` }]);
    };

    expect(synth(ofProvider)).toThrow('is configured from linode_lke_cluster.cluster of the same stack');
    expect(synth(ofStack)).toThrow('is configured from linode_lke_cluster.cluster of the same stack');
  });

  it('is refused from the state of that stack', () => {
    const build = (stack: TestStack) =>
      kubernetesIn(stack, remoteState(stack, 'own', platform, 'system').getString('api_endpoint'));

    expect(synth(build)).toThrow('is configured from data.terraform_remote_state.own of the same stack');
  });
});

describe('a provider', () => {
  it('may use literals, variables and the state of another stack', () => {
    const build = (stack: TestStack) => {
      clusterIn(stack);
      const state = remoteState(stack, 'earlier', platform, 'cluster');
      const certificate = new TerraformVariable(stack, 'certificate', { type: 'string' });
      new KubernetesProvider(stack, 'kubernetes', {
        host: state.getString('api_endpoint'),
        clusterCaCertificate: certificate.stringValue,
        configContext: 'linode_lke_clusters.cluster, or linode_lke_cluster.cluster-2',
      });
    };

    expect(synth(build)).not.toThrow();
  });
});
