import { z } from 'zod';
import { domainName } from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { text } from '../values';

const step = documented(z.string().min(1).max(300), {
  about: 'A step',
  allowed: 'a sentence of at most 300 characters',
  source: 'data-model.md, ServiceHandoffContract',
});

/** What an application team is told about an environment. */
export const serviceHandoffContract = entity({
  name: 'ServiceHandoffContract',
  about: 'What an application team needs to deploy to an environment.',
  desired: {
    ingressBaseDomain: documented(text(domainName), {
      about: "Domain under which the environment's services are reached",
      allowed: 'a domain name below one of the domains of the environment, or one of them',
      source: 'data-model.md, ServiceHandoffContract',
    }),
    deploymentSteps: documented(z.array(step).min(1).optional(), {
      about: 'What the team does to deploy the sample service, in order',
      allowed: 'a list of at least one sentence of at most 300 characters',
      default: 'the steps for a Helm chart, through Argo CD where argoCd.enabled',
      source: 'data-model.md, ServiceHandoffContract',
    }),
  },
  derived: {
    environment: { about: 'Environment the contract is for', from: 'the environment it stands in' },
    observabilityLinks: { about: 'Dashboard URLs', from: "the environment's dashboardUid" },
  },
  observed: {
    kubeconfigUrl: {
      about: 'Signed URL under which the kubeconfig can be fetched',
      seeWith: 'kubectl config view --minify (the URL is made when access is granted)',
    },
  },
});
