let node_os = require("node:os");
// src/cli/run-info.ts
function describeRun(env) {
	const nothing = {
		workflow: null,
		run_id: null,
		attempt: null,
		job: null,
		job_backend_id: null,
		event: null,
		url: null
	};
	if (env.GITHUB_ACTIONS !== "true") return {
		ci: "local",
		...nothing,
		actor: userName(),
		pull_request: null
	};
	const runId = env.GITHUB_RUN_ID ?? null;
	const attempt = Number(env.GITHUB_RUN_ATTEMPT);
	const page = env.GITHUB_SERVER_URL !== void 0 && env.GITHUB_REPOSITORY !== void 0 && runId !== null;
	return {
		ci: "github",
		workflow: env.GITHUB_WORKFLOW ?? null,
		run_id: runId,
		attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
		job: env.GITHUB_JOB ?? null,
		job_backend_id: null,
		actor: env.GITHUB_ACTOR ?? null,
		event: env.GITHUB_EVENT_NAME ?? null,
		url: page ? `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${runId}` : null,
		pull_request: null
	};
}
function userName() {
	try {
		return (0, node_os.userInfo)().username;
	} catch {
		return null;
	}
}
Object.defineProperty(exports, "describeRun", {
	enumerable: true,
	get: function() {
		return describeRun;
	}
});
