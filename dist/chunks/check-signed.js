(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_statement = require("./statement.js");
const require_statements = require("./statements.js");
// src/app/check-signed.ts
const MOST_TOLD = 50;
function checkSigned(steps, signed, belief) {
	const byUid = new Map(steps.map((step) => [step.uid, step]));
	const findings = [];
	const elsewhere = [];
	const told = new Map();
	const proven = new Map();
	for (const { uid, statement, by } of signed) {
		const step = uid === null ? void 0 : byUid.get(uid);
		const name = step === void 0 ? uid === null ? "a step" : `step ${uid}` : require_action_run_steps.stepName(step);
		const wrong = whyNot({
			statement,
			by
		}, belief);
		if (wrong !== null) findings.push(`the statement about ${name} proves nothing: ${wrong}`);
		else if (statement === null || "wrong" in by) continue;
		else if (step === void 0) elsewhere.push(`${by.principal} signed what ${name} did: its record is in another history of this repository, or gone`);
		else if (require_statement.endDigest(step) !== statement.predicate.record_sha256) findings.push(`the record of ${name} is not the one that ${by.principal} signed`);
		else if (statement.predicate.repository !== step.repository || isOfOtherRun(step, by.job)) findings.push(`${by.principal} signed what ${name} did, but its record says it ran elsewhere`);
		else {
			proven.set(step.uid, statement);
			told.set(step.uid, `${name}: ${describe(statement, by)}`);
		}
	}
	const unsigned = steps.filter(({ uid, status }) => !proven.has(uid) && status !== "refused").map(require_action_run_steps.stepName);
	return {
		proven,
		findings: require_action_run_steps.firstOf(findings, MOST_TOLD),
		remarks: [
			...require_action_run_steps.firstOf([...told].toSorted(([a], [b]) => a < b ? 1 : -1).map(([, sentence]) => sentence), MOST_TOLD),
			...require_action_run_steps.firstOf(elsewhere, MOST_TOLD),
			...require_action_run_steps.firstOf(unsigned.reverse().map((name) => `nobody signed ${name}`), MOST_TOLD)
		]
	};
}
function whyNot({ statement, by }, belief) {
	if ("wrong" in by) return by.wrong;
	if (statement === null) return "it is not in the form that laforge signs";
	const { principal, job } = by;
	const { identity } = belief;
	if (job !== null) {
		const [own, { repository }] = [repositoryOf(job), statement.predicate];
		if (!(identity !== null && job.repositoryUrl !== null && job.identity.startsWith(`${job.repositoryUrl}/`)) && (repository === null || own !== repository)) return `${principal} signed it, and it is about ${repository ?? "no repository of a forge"}`;
		const issuer = belief.issuer ?? issuerOf(own);
		if (job.issuer !== issuer) return `${job.issuer} vouches for its signer, and not ${issuer}`;
	}
	if (identity === null || (job === null ? principal === identity : isOf(job, identity))) return null;
	return `${job === null ? principal : job.identity} signed it, and not ${identity}`;
}
function isOf({ identity }, given) {
	if (identity === given) return true;
	return !given.includes("@") && (identity.startsWith(`${given}@`) || identity.startsWith(`${given}/`));
}
function repositoryOf({ repositoryUrl }) {
	if (repositoryUrl === null || !URL.canParse(repositoryUrl)) return null;
	const { host, pathname } = new URL(repositoryUrl);
	return `${host}${pathname}`.toLowerCase();
}
function issuerOf(repository) {
	const [host = ""] = (repository ?? "").split("/");
	if (host === "github.com") return "https://token.actions.githubusercontent.com";
	return host.endsWith(".ghe.com") ? `https://token.actions.${host}` : `https://${host}/_services/token`;
}
function isOfOtherRun({ run }, job) {
	const [, id] = /\/actions\/runs\/(\d+)/.exec(job?.runUrl ?? "") ?? [];
	return id !== void 0 && run?.run_id != null && run.run_id !== id;
}
function describe(statement, { principal, job }) {
	const { agent, check, status, late } = statement.predicate;
	const shas = require_statement.commitsOf(statement).map(require_action_post_help_run_steps.shortSha).join(", ");
	const made = shas === "" ? "made no commits" : `made ${shas}`;
	const checked = check === null ? "no check ran" : check.exit_code === 0 ? "its check passed" : "its check failed";
	const ended = `${endedInWords(status)}${checked}${late ? ". Signed at the end of the job" : ""}`;
	const who = agent ?? "the agent";
	return `${job === null ? `${principal} signed that ${who} ${made}` : `${principal} ran ${who}, which ${made}`}; ${ended}`;
}
function endedInWords(status) {
	if (status === "check_failed") return "";
	return `it ${[
		"succeeded",
		"failed",
		"timed_out"
	].includes(status) ? "" : "was "}${status.replaceAll("_", " ")}, and `;
}
async function requireSigned({ repository, slug }, trust, { steps, displaced }, option) {
	const { proven, findings } = checkSigned(steps, await require_statements.readSignedSteps(repository, {
		slug,
		...trust
	}), trust.belief);
	const unproven = steps.filter(({ uid }) => !proven.has(uid)).map(require_action_run_steps.stepName);
	const made = new Set([...proven.values()].flatMap(require_statement.commitsOf));
	const others = displaced.filter(({ commit, fate }) => fate.kind !== "elsewhere" && !made.has(commit.sha)).map(({ commit }) => require_action_post_help_run_steps.shortSha(commit.sha));
	if (unproven.length === 0 && others.length === 0) return;
	const what = unproven.length > 0 ? unproven.join(", ") : `who made ${others.join(", ")}`;
	const why = findings.find((finding) => unproven.some((name) => finding.includes(` ${name} `)));
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", `No trusted signature proves ${what}${why === void 0 ? "" : ` (${why})`}. Leave ${option} out, or look at laforge verify --signed.`);
}
exports.checkSigned = checkSigned;
exports.requireSigned = requireSigned;
exports.whyNot = whyNot;
});
