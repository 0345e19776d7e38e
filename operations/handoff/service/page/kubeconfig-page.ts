import { h } from 'preact';
import type { EnvironmentName } from '../../../../model/entities/environment';
import type { Caller } from '../caller';
import { pageOf } from './layout';
import { moment } from './parts';
import { type PageSite, pathOf } from './site';

export interface KubeconfigPageProps {
  readonly site: PageSite;
  readonly caller: Caller;
  readonly environment: EnvironmentName;
  readonly kubeconfigUrl: string;
  readonly expiresAt: string;
}

/** The address of a kubeconfig, for its holder: nothing fetches it but they themselves. */
export const kubeconfigPage = (props: KubeconfigPageProps): string => {
  const { site, caller, environment, kubeconfigUrl, expiresAt } = props;
  return pageOf({
    ...{ site, caller, title: `Your kubeconfig of ${environment}` },
    inside: [
      h('p', null, ['This address works once, until ', moment(expiresAt), '. Nobody else may see it.']),
      h('p', null, h('a', { class: 'button', href: kubeconfigUrl, download: '' }, 'Download the kubeconfig')),
      h('p', null, 'Or where you need it:'),
      h('pre', null, h('code', null, `curl --fail --output kubeconfig.yaml '${kubeconfigUrl}'`)),
      h('p', null, h('a', { href: `${site.base}${pathOf(environment)}` }, `Back to ${environment}`)),
    ],
  });
};
