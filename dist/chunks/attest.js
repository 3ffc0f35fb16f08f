(function (exports, require, module, __filename, __dirname) {
const require_statements = require("./statements.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post = require("./action-post.js");
// src/provenance/sigstore-settings.ts
const PUBLIC_GOOD = {
	fulcioUrl: "https://fulcio.sigstore.dev",
	rekorUrl: "https://rekor.sigstore.dev",
	tsaUrl: null
};
const VARIABLES = {
	fulcioUrl: "LAFORGE_FULCIO_URL",
	rekorUrl: "LAFORGE_REKOR_URL",
	tsaUrl: "LAFORGE_TSA_URL"
};
function readSigstoreServices(env) {
	const read = (variable) => {
		const value = env[variable] || null;
		if (value === null) return null;
		const url = URL.canParse(value) ? new URL(value) : null;
		if ((url?.protocol === "https:" || url?.protocol === "http:" && LOOPBACK.test(url.hostname)) && url.username === "" && url.password === "") return value.replace(/\/+$/, "");
		const what = value.includes("@") ? "has a password in it" : `is ${require_action_post_help_run_steps.quote(value)}`;
		throw require_action_post_help_run_steps.badInput(`${variable} ${what}. Use an address of https, without a password.`);
	};
	const fulcioUrl = read(VARIABLES.fulcioUrl);
	const [rekorUrl, tsaUrl] = [read(VARIABLES.rekorUrl), read(VARIABLES.tsaUrl)];
	if (fulcioUrl === null && rekorUrl === null && tsaUrl === null) return null;
	if (fulcioUrl !== null && (rekorUrl !== null || tsaUrl !== null)) return {
		fulcioUrl,
		rekorUrl,
		tsaUrl
	};
	throw new require_action_post_help_run_steps.InputError("bad-environment", `A Sigstore of your own is named by half. Set ${VARIABLES.fulcioUrl}, and ${VARIABLES.rekorUrl} or ${VARIABLES.tsaUrl}.`);
}
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;
function servicesFor(serverUrl, isPublic) {
	const hostname = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : "";
	if (hostname === "github.com" && isPublic) return PUBLIC_GOOD;
	if (hostname !== "github.com" && !hostname.endsWith(".ghe.com")) return null;
	const host = hostname === "github.com" ? "githubapp.com" : hostname;
	return {
		fulcioUrl: `https://fulcio.${host}`,
		rekorUrl: null,
		tsaUrl: `https://timestamp.${host}`
	};
}
// src/action/attest.ts
const ATTEST_MS = 1e4;
function hasIdToken(env) {
	return Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
}
function checkIdToken(env) {
	if (hasIdToken(env)) return;
	require_action_post.actionLog.warn(`Input "attest" is true, and this job has no token to sign with: no statement about the step will be signed. ${require_action_run.abilitiesOf(require_action_run.forgeOf(env).toLowerCase(), env).oidc.message}`);
}
async function attestInJob(job, repository, request) {
	const { step } = request;
	if (step.status === "refused" || !hasIdToken(job.env)) return;
	try {
		await require_action_run_steps.waitWithin(attest(job, repository, request), ATTEST_MS, "The signed statement");
	} catch (error) {
		require_action_post.actionLog.warn(`No statement about ${require_action_run_steps.stepName(step)} was signed and kept: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
async function attest({ forge, context, slug }, repository, { step, services, isPushed, isLate }) {
	const payload = require_statements.statementOf(step, isLate);
	const { fetchIdToken, signBySigstore } = await Promise.resolve().then(() => require("./sigstore-sign.js"));
	const token = await fetchIdToken();
	const chosen = services ?? servicesFor(context.serverUrl ?? "", token.isPublic);
	if (chosen === null) throw new require_action_post_help_run_steps.RefusedError("wrong-place", `there is no Sigstore for ${context.serverUrl}. Name yours in LAFORGE_FULCIO_URL and LAFORGE_REKOR_URL`);
	const bundle = await signBySigstore(payload, token, chosen);
	const beside = require_statements.keepStatement(repository, {
		title: require_statements.titleOf(step),
		content: { bundle }
	}, {
		slug,
		isPushed
	});
	const [there, problem] = await Promise.all([forge?.keepAttestation(bundle), beside.then(() => null, require_action_post_help_run_steps.describeError)]);
	if (there?.kept !== true && problem !== null) throw new require_action_post_help_run_steps.RefusedError("push-refused", problem);
	if (problem !== null) require_action_post.actionLog.notice(`The statement is stored as an attestation, but not in the repository: ${problem}`);
	if (there?.kept === false && there.why !== null) require_action_post.actionLog.notice(`The statement is stored only in the repository. ${there.why}`);
}
exports.attestInJob = attestInJob;
exports.checkIdToken = checkIdToken;
exports.readSigstoreServices = readSigstoreServices;
});
