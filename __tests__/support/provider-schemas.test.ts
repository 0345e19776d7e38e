import { App, TerraformStack } from 'cdktf';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { LinodeProvider } from '@cdktf/provider-linode/lib/provider';
import * as fs from 'node:fs';
import * as path from 'node:path';

function versionsIn(file: string): unknown {
  const schema = JSON.parse(fs.readFileSync(file, 'utf8')) as { provider_versions: Record<string, string> };
  return schema.provider_versions;
}

describe('the schemas that tests read', () => {
  it('are of the versions that the bindings ask for', () => {
    const stack = new TerraformStack(new App(), 'providers');
    new LinodeProvider(stack, 'linode');
    new KubernetesProvider(stack, 'kubernetes');
    new HelmProvider(stack, 'helm');
    const { terraform } = stack.toTerraform() as {
      terraform: { required_providers: Record<string, { version: string }> };
    };
    const required = terraform.required_providers;

    const folder = path.join(__dirname, 'provider-schemas');
    expect(versionsIn(path.resolve(__dirname, '../../packages/provider-linode/schema/linode.json'))).toEqual({
      'registry.terraform.io/linode/linode': required.linode?.version,
    });
    expect(versionsIn(path.join(folder, 'kubernetes.json'))).toEqual({
      'registry.terraform.io/hashicorp/kubernetes': required.kubernetes?.version,
    });
    expect(versionsIn(path.join(folder, 'helm.json'))).toEqual({
      'registry.terraform.io/hashicorp/helm': required.helm?.version,
    });
  });
});
