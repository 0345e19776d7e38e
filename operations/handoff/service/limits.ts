/** Requests in a minute, of one address. */
const READS = 15_000;
const WRITES = 60;
const ALERTS = 600;

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
