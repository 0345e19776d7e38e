import { askForAccess, approveAccess, type AskedFor, refuseAccess } from './handlers/access';
import { makeKubeconfigLink } from './handlers/kubeconfig';
import { endSession } from './handlers/login';
import { showEnvironment, showOverview } from './handlers/pages';
import { beforeOf, bodyOf, callerOf, inEnvironment, paramsOf } from './in-environment';
import type { Answer, Asked, Operation } from './operation';
import { kubeconfigPage } from './page/kubeconfig-page';
import { pathOf, siteOf } from './page/site';
import { STYLE } from './page/style';

const HTML = 'text/html; charset=utf-8';

/** A form has every field; one that was left empty was not filled in. */
const filledIn = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).filter(([name, value]) => name !== 'csrf_token' && value !== ''));

/** Sends a browser on to a page of this service, so that loading that again sends no form again. */
function seeOther({ desk, reply }: Asked, path: string): Answer {
  void reply.header('location', `${siteOf(desk.platform).base}${path}`);
  return { status: 303 };
}

/** The page: the same work as that of the API, for people with a browser. */
export const PAGE_OPERATIONS: Readonly<Record<string, Operation>> = {
  getStyle: ({ reply }) => {
    void reply.header('cache-control', 'public, max-age=300');
    return Promise.resolve({ type: 'text/css; charset=utf-8', body: STYLE });
  },
  showOverview: async (asked) => ({ type: HTML, body: await showOverview(asked.desk, callerOf(asked)) }),
  showEnvironment: inEnvironment('getContract', async (asked, caller, name) => ({
    type: HTML,
    body: await showEnvironment(asked.desk, caller, name, beforeOf(asked)),
  })),
  sendAccessForm: inEnvironment('askForAccess', async (asked, caller, name) => {
    const wanted = filledIn(bodyOf<Record<string, string>>(asked)) as unknown as AskedFor;
    const { request } = await askForAccess(asked.desk, caller, name, wanted);
    return seeOther(asked, `${pathOf(name)}#request-${request}`);
  }),
  sendApprovalForm: inEnvironment('approveAccess', async (asked, caller, name) => {
    const { request: id } = paramsOf(asked);
    const { reason } = bodyOf<{ reason: string }>(asked);
    await approveAccess(asked.desk, caller, name, { id, reason });
    return seeOther(asked, `${pathOf(name)}#request-${id}`);
  }),
  sendRefusalForm: inEnvironment('refuseAccess', async (asked, caller, name) => {
    const { request: id } = paramsOf(asked);
    const { reason } = bodyOf<{ reason: string }>(asked);
    await refuseAccess(asked.desk, caller, name, { id, reason });
    return seeOther(asked, `${pathOf(name)}#request-${id}`);
  }),
  sendKubeconfigForm: inEnvironment('makeKubeconfigLink', async (asked, caller, environment) => {
    const link = await makeKubeconfigLink(asked.desk, caller, environment, paramsOf(asked).request);
    const site = siteOf(asked.desk.platform);
    const { kubeconfig_url: kubeconfigUrl, expires_at: expiresAt } = link;
    return { type: HTML, body: kubeconfigPage({ site, caller, environment, kubeconfigUrl, expiresAt }) };
  }),
  sendSignOutForm: async (asked) => {
    await endSession(asked);
    return seeOther(asked, '/');
  },
};
