(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
let node_os = require("node:os");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_actions_index = require("./actions-index.js");
const require_archive = require("./archive.js");
const require_keep_file = require("./keep-file.js");
// src/cli/kept-log.ts
const MOST_BYTES = 67108864;
async function withKeptLog(env, step, name, use) {
	const access = accessTo(env, step);
	const artifact = await findLog(access, step);
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-log-"));
	try {
		await require_actions_index.downloadArtifact(access, artifact, (0, node_path.join)(folder, "packed.zip"));
		await require_archive.unpackZip((0, node_path.join)(folder, "packed.zip"), folder, MOST_BYTES, (entry) => entry === name);
		await use((0, node_path.join)(folder, name));
	} catch (error) {
		if (!(error instanceof require_archive.RefusedArchive)) throw error;
		throw new require_action_post_help_run_steps.StoreError("unreadable", `Artifact ${artifact.name} is not a log of a step: ${error.message}`);
	} finally {
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
	}
}
function accessTo(env, step) {
	const server = env.GITHUB_SERVER_URL || "https://github.com";
	const host = URL.canParse(server) ? new URL(server).host.toLowerCase() : server;
	const [ofStep, owner, name, ...more] = (step.repository ?? "").split("/");
	const ran = step.run?.url == null ? "It is kept where the step ran" : `It ran in ${step.run.url}`;
	if (ofStep !== host || !owner || !name || more.length > 0 || step.run?.run_id == null) throw notHere(step, `${ran}.`);
	const token = env.GH_TOKEN || env.GITHUB_TOKEN;
	if (!token) throw notHere(step, `${ran}. If that run kept it (keep-log: artifact), set GH_TOKEN to a token that may read the run's artifacts.`);
	return {
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		repository: `${owner}/${name}`,
		token
	};
}
async function findLog(access, step) {
	const [artifact] = (await require_actions_index.createActionsIndex(access).artifactsOfRun(Number(step.run?.run_id)) ?? []).filter(({ name, ownRun }) => name === require_keep_file.logArtifact(step.uid) && ownRun === true);
	if (artifact === void 0) throw notHere(step, `Its run ${step.run?.run_id} has no artifact with it; the input keep-log: artifact saves one.`);
	if (artifact.expired || artifact.sizeInBytes > MOST_BYTES) {
		const why = artifact.expired ? "has expired" : `has ${artifact.sizeInBytes} bytes, more than a log may have`;
		throw notHere(step, `The artifact ${artifact.name} of its run ${why}.`);
	}
	return artifact;
}
function notHere(step, where) {
	return new require_action_post_help_run_steps.StoreError("unreadable", `The output of ${require_action_run_steps.stepName(step)} is not on this machine. ${where}`);
}
exports.withKeptLog = withKeptLog;
});
