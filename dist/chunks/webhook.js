(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
const require_action_run_steps = require("./action-run-steps.js");
const require_post = require("./post2.js");
// src/telemetry/webhook.ts
const LIMITS = {
	tries: 3,
	withinMs: 5e3
};
async function sendWebhook({ url, secret }, step) {
	const body = Buffer.from(JSON.stringify(withoutTask(step)));
	const headers = {
		"content-type": "application/json; charset=utf-8",
		"user-agent": "laforge",
		"ce-specversion": "1.0",
		"ce-type": "laforge.step.finished",
		"ce-source": `laforge:${encodeURIComponent(step.projectId)}`,
		"ce-id": step.uid,
		...step.endTime !== null && { "ce-time": step.endTime },
		...secret !== null && { "x-laforge-signature-256": `sha256=${(0, node_crypto.createHmac)("sha256", secret).update(body).digest("hex")}` }
	};
	const answer = await require_post.post({
		url,
		headers,
		body
	}, LIMITS);
	return typeof answer === "string" ? `The step could not be posted to the webhook: ${answer}.` : null;
}
function withoutTask(step) {
	const { agentConfig, prompt, changes, check, checkBefore } = step;
	return require_action_run_steps.stepToJson({
		...step,
		agentConfig: agentConfig && {
			...agentConfig,
			command: null,
			system_prompt: null,
			metadata: {}
		},
		prompt: prompt && {
			...prompt,
			text: null
		},
		changes: changes && {
			...changes,
			own_commits: changes.own_commits.map(({ sha }) => ({
				sha,
				subject: ""
			}))
		},
		check: check && {
			...check,
			last_lines: []
		},
		checkBefore: checkBefore && {
			...checkBefore,
			last_lines: []
		}
	});
}
exports.sendWebhook = sendWebhook;
});
