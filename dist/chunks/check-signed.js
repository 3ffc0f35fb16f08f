const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_statement = require("./statement.js");
// src/app/check-signed.ts
const MOST_TOLD = 50;
function checkSigned(steps, signed, identity) {
	const byUid = new Map(steps.map((step) => [step.uid, step]));
	const findings = [];
	const elsewhere = [];
	const proven = new Map();
	for (const { uid, statement, by } of signed) {
		const step = byUid.get(uid);
		const name = step === void 0 ? `step ${uid}` : require_action_run_steps.stepName(step);
		const wrong = whyNot({
			statement,
			by
		}, identity);
		if (wrong !== null) findings.push(`the statement about ${name} proves nothing: ${wrong}`);
		else if (statement === null || "wrong" in by) continue;
		else if (step === void 0) elsewhere.push(`${by.principal} signed what ${name} did: its record is in another history of this repository, or gone`);
		else if (require_statement.endDigest(step) !== statement.predicate.record_sha256) findings.push(`the record of ${name} is not the one that ${by.principal} signed`);
		else proven.set(uid, `${name}: ${by.principal} signed that ${describe(statement)}`);
	}
	const unsigned = steps.filter(({ uid, status }) => !proven.has(uid) && status !== "refused").map(require_action_run_steps.stepName);
	return {
		findings: cut(findings),
		remarks: [
			...cut([...proven.values()].reverse()),
			...cut(elsewhere),
			...cut(unsigned.reverse().map((name) => `nobody signed ${name}`))
		]
	};
}
function whyNot({ statement, by }, identity) {
	if ("wrong" in by) return by.wrong;
	if (statement === null) return "it is none of ours";
	return identity === null || by.principal === identity ? null : `${by.principal} signed it, and not ${identity}`;
}
function describe({ subject, predicate }) {
	const { agent, check, status } = predicate;
	const shas = subject.map(({ digest }) => require_action_post_run_steps.shortSha(digest.gitCommit)).join(", ");
	const made = subject.length === 0 ? "made no commits" : `made ${shas}`;
	const checked = check === null ? "no check ran" : check === 0 ? "its check passed" : "its check failed";
	return `${agent ?? "the agent"} ${made}; it ${status.replaceAll("_", " ")}, and ${checked}`;
}
function cut(sentences) {
	const more = sentences.length - MOST_TOLD;
	return more <= 0 ? sentences : [...sentences.slice(0, MOST_TOLD), `and ${more} more of this kind`];
}
exports.checkSigned = checkSigned;
exports.whyNot = whyNot;
