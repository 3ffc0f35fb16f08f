(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_ssh_signature = require("./ssh-signature.js");
const require_statement = require("./statement.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_signer_options = require("./signer-options.js");
const require_terminal = require("./terminal.js");
// src/cli/gate.ts
function define(command, context) {
	command.usage("[options] <since>").argument("<since>", "check all commits after this one, such as origin/main").option("--to <commit>", "the last commit to check", "HEAD").option("--json", "print {commits, passed, failed: [{sha, subject, reason}]} as one JSON object");
	require_signer_options.addSignerOptions(command);
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((since, options) => gate(context, since, options));
}
async function gate(context, since, options) {
	await require_run_steps.withPlaceHere(context, options.project ?? null, options, async (place) => {
		const { repository, slug, project } = place;
		const [from, to] = [await find(repository, since, "<since>"), await find(repository, options.to, "--to")];
		const { commits, complete } = await repository.commits(from, to);
		if (!complete) throw new require_action_post_help_run_steps.RefusedError("wrong-place", `This clone does not reach back to ${require_action_post_help_run_steps.quote(since)}. Fetch all of it (fetch-depth: 0).`);
		if (commits.length === 0 && from !== to) {
			const message = `${require_action_post_help_run_steps.quote(options.to)} has no commits after ${require_action_post_help_run_steps.quote(since)}, so there is nothing to check. Name the older commit first, and the newer one with --to.`;
			throw new require_action_post_help_run_steps.RefusedError("wrong-place", message);
		}
		const trust = require_signer_options.readTrustOptions(context, options, repository);
		const [{ readSignedSteps }, { whyNot }] = await Promise.all([Promise.resolve().then(() => require("./statements.js")).then((n) => n.statements_exports), Promise.resolve().then(() => require("./check-signed.js"))]);
		const failed = await nameSteps(context, place, await require_terminal.withProgress(context, "checking signatures", async () => {
			const believed = (await readSignedSteps(repository, {
				slug,
				...trust
			})).filter((it) => whyNot(it, trust.belief) === null);
			const name = repository.remote?.repository ?? null;
			const isOfHere = ({ predicate }) => predicate.repository === name && (name !== null || predicate.project_id === project.id);
			const statements = believed.flatMap(({ statement }) => statement ?? []).filter(isOfHere);
			return await findFailed(repository, commits, statements, trust.keys.allowedSigners);
		}));
		report(context, commits.length, failed, options.json === true);
		if (failed.length > 0) context.exitWith(1);
	});
}
async function nameSteps(context, place, failed) {
	const uids = failed.flatMap(({ reason }) => MADE_BY.exec(reason)?.[1] ?? []);
	const names = uids.length === 0 ? null : await namesOf(context, place, new Set(uids)).catch(() => null);
	const nameOf = (whole, uid) => names?.get(uid) ?? whole;
	return failed.map((one) => ({
		...one,
		reason: one.reason.replace(MADE_BY, nameOf)
	}));
}
const MADE_BY = /^step ([0-9a-f-]{36})(?= made it)/;
async function namesOf(context, place, uids) {
	const { createPlaceStore } = await Promise.resolve().then(() => require("./run-steps.js")).then((n) => n.create_store_exports);
	const history = await (await createPlaceStore(context, place, "read")).open();
	try {
		const found = await Promise.all([...uids].map((prefix) => history.getStep({
			kind: "uid",
			prefix
		})));
		return new Map(found.flatMap((it) => it.kind === "found" ? [[it.value.uid, require_action_run_steps.stepName(it.value)]] : []));
	} finally {
		await history.close();
	}
}
function report(context, count, failed, isJson) {
	if (isJson) {
		require_help_run_steps.printJson(context, {
			commits: count,
			passed: failed.length === 0,
			failed
		});
		return;
	}
	for (const { sha, subject, reason } of failed) require_help_run_steps.print(context, require_action_post_help_run_steps.toPlainText(`${require_action_post_help_run_steps.shortSha(sha)} ${require_action_post_help_run_steps.quote(subject)}: ${reason}`));
	if (failed.length === 0) require_help_run_steps.print(context, `${require_action_run_steps.plural(count, "commit")}: each is a person's, or a signed step's whose check passed.`);
}
async function find(repository, revision, what) {
	const sha = await repository.resolve(revision);
	if (sha !== null) return sha;
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(revision)}, which is not a commit here. Name a commit, a branch or a tag, such as origin/main.`);
}
async function findFailed(repository, commits, statements, allowedSigners) {
	const steps = new Map();
	for (const statement of statements) for (const sha of require_statement.commitsOf(statement)) steps.set(sha, [...steps.get(sha) ?? [], statement.predicate]);
	const verifyText = allowedSigners === null ? null : require_ssh_signature.createVerifyText({
		allowedSigners,
		namespace: "git"
	});
	const failed = [];
	for (const { sha, subject } of commits) {
		const made = steps.get(sha);
		const reason = made === void 0 ? await whyNobodys(repository, sha, verifyText) : whyNotPassed(made);
		if (reason !== null) failed.push({
			sha,
			subject,
			reason
		});
	}
	return failed;
}
function whyNotPassed(steps) {
	const odd = steps.find(({ status, check }) => status !== "succeeded" || check?.exit_code !== 0);
	if (odd === void 0) return null;
	const why = odd.status === "succeeded" && odd.check === null ? "and no check ran" : "and its check did not pass";
	return `step ${odd.step_uid} made it, ${why}`;
}
async function whyNobodys(repository, sha, verifyText) {
	const signed = await repository.signatureOf(sha);
	if (signed === null) return "no signed step made it, and no person signed it";
	if (!signed.signature.includes("SSH SIGNATURE")) return "it is signed, but not with an SSH key";
	if (verifyText === null) return "no signed step made it, and without --allowed-signers its signature cannot be checked";
	const by = await verifyText(signed.text, signed.signature);
	return "wrong" in by ? by.wrong : null;
}
const EXAMPLES = `
For a required check: exits with 0 when every commit after <since> was made by a person, or by a signed step whose check
passed; else with 1 and a line for each other commit. A commit is a step's if a signed statement names it: one by laforge
step run --attest, or by the action with attest: true in a workflow of this repository (or of --identity). It is a
person's if it has an SSH signature by an allowed signer. In the file of signers, namespaces="laforge-step" before a key
restricts it to steps, and namespaces="git" restricts it to people.

Examples:
  $ laforge gate origin/main --allowed-signers .github/signers
  $ laforge gate v1.2.0 --to main --allowed-signers signers --identity laforge-ci
  $ laforge gate origin/main --identity https://github.com/octo/demo/.github/workflows/agent.yml@refs/heads/main`;
exports.define = define;
});
