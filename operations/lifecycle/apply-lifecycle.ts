import { NAMESPACE_ADDRESS } from '../../model/addresses';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { StackId } from '../../model/naming';
import type { ApplyLifecycle, ReviewedPlan } from '../deploy/apply-stack';
import type { OutputFolder } from '../deploy/output-folder';
import { beginRecord, type Changed, type StatusBook } from './change-status';
import { criticalFailure, recoveringWarning } from './critical-failure';
import { destroyedSince } from './destroyed';
import { lastChange, standingAfter } from './history';
import { letLabelsFollow } from './label-follows';

export interface ApplyLifecycleProps {
  readonly output: Pick<OutputFolder, 'platform' | 'endpoint' | 'buckets' | 'linodeApi'>;
  readonly environment: EnvironmentVariables;
  readonly book: StatusBook;
}

/** What is to be known of a status that an apply should have changed. */
export interface LifecycleWarning {
  readonly what: string;
  readonly fix: string;
}

/**
 * What an apply means for the status of environments: the one that is made begins a record, and one that fails critically
 * while it is being made is recovering. Nothing of this stops an apply; what could not be done is told.
 */
export class StatusOfApplies implements ApplyLifecycle {
  readonly warnings: LifecycleWarning[] = [];

  constructor(private readonly props: ApplyLifecycleProps) {}

  async begin(stack: StackId, summary: ReviewedPlan['summary']): Promise<void> {
    const environment = environmentNamed(stack);
    if (!environment || !makesNamespace(summary)) return;
    await this.attempt(environment, async () => {
      const last = await lastChange(this.props.book.ledger, environment);
      // A first apply that failed is tried again: that is the same environment still, unless it was destroyed.
      const goesOn = last && ['provisioning', 'recovering'].includes(last.to);
      if (goesOn && !(await destroyedSince(this.props.book.ledger, environment, last.sequence))) return undefined;
      return beginRecord(this.props.book, environment);
    });
  }

  async failed(
    stack: StackId,
    standsAgainst: () => Promise<string | undefined>,
    rollback: string | undefined,
  ): Promise<void> {
    const environment = environmentNamed(stack);
    if (!environment) return;
    await this.attempt(environment, async () => {
      // In any other status, what fails is for its health checks to tell.
      const { status } = standingAfter(await lastChange(this.props.book.ledger, environment));
      if (status !== 'provisioning') return undefined;
      const because = await standsAgainst();
      if (because === undefined) return undefined;
      const changed = await criticalFailure(this.props.book, environment, because);
      if (changed) this.warnings.push(recoveringWarning(environment, because, rollback));
      return changed;
    });
  }

  async ended(stack: StackId): Promise<void> {
    const environment = environmentNamed(stack);
    if (!environment) return;
    const { output, book } = this.props;
    const { platform, endpoint, buckets, linodeApi } = output;
    const site = { platform, endpoint, stateBucket: buckets.state, linodeApi };
    const outcome = (await letLabelsFollow(site, this.props.environment, book.ledger, [environment])).get(environment);
    if (outcome && 'notSet' in outcome) {
      this.warnings.push({
        what: `the label of ${environment} in the cluster does not follow its status yet: ${outcome.notSet}`,
        fix: `npx lke-platform environment status ${environment} --fix`,
      });
    }
  }

  private async attempt(environment: EnvironmentName, change: () => Promise<Changed | undefined>): Promise<void> {
    try {
      const notAnchored = (await change())?.notAnchored;
      if (notAnchored !== undefined) this.warnings.push({ what: notAnchored, fix: 'npx lke-platform audit verify' });
    } catch (error) {
      this.warnings.push({
        what: `the status of ${environment} was not written down: ${(error as Error).message}`,
        fix: `npx lke-platform environment history ${environment}`,
      });
    }
  }
}

const environmentNamed = (stack: StackId): EnvironmentName | undefined =>
  ENVIRONMENT_NAMES.find((name) => name === stack);

/** Whether a plan makes the environment, for the first time or anew. */
const makesNamespace = ({ changes }: ReviewedPlan['summary']) =>
  changes.some(({ address, action }) => address === NAMESPACE_ADDRESS && ['create', 'replace'].includes(action));
