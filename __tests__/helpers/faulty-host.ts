import type {Inputs} from './action-story.ts';
import {nameOf} from './faulty-run.ts';
import type {Answer, RecordedRequest} from './git-http.ts';
import type {Fault} from './github-service/faults.ts';
import type {ActionName, ActionRun, Host, HostOptions} from './workflow.ts';

/** A host whose requests can meet faults, those of git among them. */
export interface FaultyHost extends Host {
  /** Which requests something makes, each by its name. */
  requestsOf(run: () => Promise<unknown>): Promise<readonly string[]>;
  /** Runs an action, in a job of its own, while every request of a name meets a fault. */
  actDuring(request: string, fault: Fault, action: ActionName, inputs: Inputs, branch?: string): Promise<ActionRun>;
}

/** The same name for the same request of git in any run. */
function gitNameOf({method, url}: RecordedRequest): string {
  return `git ${method} ${/(?:info\/refs\?service=)?git-(?:upload|receive)-pack$/.exec(url)?.[0] ?? url}`;
}

function answerOf(fault: Fault): Answer {
  if (fault === 'hang' || fault === 'reset' || fault === 'truncate') return fault;
  return fault === 'garble' ? 'serve' : Number.parseInt(fault, 10);
}

export async function startFaultyHost(startHost: (options?: HostOptions) => Promise<Host>): Promise<FaultyHost> {
  let seen: Set<string> | undefined;
  let trouble: {readonly request: string; readonly fault: Fault} | undefined;
  const meet = (name: string): Fault | undefined => {
    seen?.add(name);
    return trouble?.request === name ? trouble.fault : undefined;
  };
  const host = await startHost({fault: (request) => meet(nameOf(request))});
  host.git.answer((request) => {
    const fault = meet(gitNameOf(request));
    return fault === undefined ? 'serve' : answerOf(fault);
  });
  return {
    ...host,
    async requestsOf(run) {
      seen = new Set();
      await run();
      const found = [...seen];
      seen = undefined;
      return found;
    },
    async actDuring(request, fault, action, inputs, branch = 'main') {
      const job = await host.job({event: 'workflow_dispatch', branch});
      trouble = {request, fault};
      try {
        return await job.run(action, inputs);
      } finally {
        trouble = undefined;
      }
    },
  };
}
