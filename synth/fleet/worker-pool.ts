import { fork, type ChildProcess, type Serializable } from 'node:child_process';

export interface WorkerPoolProps<Task, Result> {
  /** Script that answers each message with one message. */
  readonly script: string;
  readonly args: readonly string[];
  readonly tasks: readonly Task[];
  /** How many processes work at the same time. */
  readonly processes: number;
  /** Called with each result when it is there. */
  readonly onResult?: ((result: Result) => void) | undefined;
}

/**
 * Lets processes do tasks, each as many as it can. They end when they are disconnected.
 *
 * @returns a result per task, in the order of the tasks
 * @throws {Error} when a process ends before its task is done
 */
export async function inProcesses<Task extends Serializable, Result>({
  script,
  args,
  tasks,
  processes,
  onResult,
}: WorkerPoolProps<Task, Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = tasks.entries();
  const work = async (child: ChildProcess) => {
    for (const [index, task] of queue) {
      const result = (await answerOf(child, task)) as Result;
      results[index] = result;
      onResult?.(result);
    }
  };
  const children = Array.from({ length: Math.min(processes, tasks.length) }, () =>
    fork(script, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  try {
    await Promise.all(children.map(work));
    for (const child of children) child.disconnect();
    return results;
  } catch (error) {
    for (const child of children) child.kill();
    throw error;
  }
}

function answerOf(child: ChildProcess, task: Serializable): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) => {
      reject(new Error(`a worker process ended early: ${signal ?? `exit code ${code}`}`));
    };
    child.once('exit', ended);
    child.once('error', reject);
    child.once('message', (answer) => {
      child.off('exit', ended);
      child.off('error', reject);
      resolve(answer);
    });
    child.send(task);
  });
}
