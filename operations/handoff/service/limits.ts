/** Requests in a minute, of one address. */
const READS = 15_000;
const WRITES = 60;
const ALERTS = 600;

/** How many credentials of one address may prove nothing, whatever they are sent for. */
export const GUESSES = { max: 60, timeWindow: '1 minute' };

const CHANGING = [
  'askForAccess',
  'approveAccess',
  'refuseAccess',
  'makeKubeconfigLink',
  'fetchKubeconfig',
  'logIn',
  'finishLogin',
  'logOut',
  'sendAccessForm',
  'sendApprovalForm',
  'sendRefusalForm',
  'sendKubeconfigForm',
  'sendSignOutForm',
];

/** How often an operation may be asked for: what guesses or fills the ledger, seldom. */
export function limitsOf(operation: string) {
  const max = operation === 'tellAlerts' ? ALERTS : CHANGING.includes(operation) ? WRITES : READS;
  return { max, timeWindow: '1 minute' };
}
