import { shellLine } from '../../model/shell-line';

/** How a lock of Linode is lifted that a stack set, and set again: as an order, with its commands to paste. */
export function liftLock(stack: string): string {
  const commands = [['synth'], ['apply', stack]].map((words) => shellLine('npx', 'lke-platform', ...words));
  return (
    `undo this change in the platform file, set deletionLock: false there, then ${commands.join(' && ')}\n` +
    '           then make the change again, synthesize and apply it; after that set deletionLock: true'
  );
}
