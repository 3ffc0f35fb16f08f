let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_terminal = require("./terminal.js");
// src/cli/gate.ts
function define(command, context) {
	command.usage("[options] <since>").argument("<since>", "the commit behind which all are looked at, such as origin/main").option("--to <commit>", "the last of them", "HEAD").option("--json", "print {commits, passed, failed: [{sha, subject, reason}]} as one JSON object");
	addSignerOptions(command);
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((since, options) => gate(context, since, options));
}
function addSignerOptions(command) {
	command.option("--allowed-signers <file>", "the keys that are believed, as ssh-keygen(1) has them").option("--identity <name>", "believe statements about steps of this signer alone").option("--offline", "take the statements that this repository has, and do not ask the remote");
}
function allowedSignersOf({ cwd }, { allowedSigners: name }) {
	if (name === void 0) throw new require_action_post_help_run_steps.InputError("bad-input", "Whose signatures are believed? Name a file of keys with --allowed-signers.");
	const path = (0, node_path.resolve)(cwd, name);
	const wrong = (why) => new require_action_post_help_run_steps.InputError("bad-input", `--allowed-signers is ${require_action_post_run_steps.quote(name)}, ${why}`);
	if ((0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isFile() !== true) throw wrong("and there is no such file.");
	if ((0, node_fs.readFileSync)(path, "utf8").split("\n").some((line) => /^[^#\s].*\s(?:ssh|ecdsa|sk)-\S+\s+\S/.test(line))) return path;
	throw wrong("which has no line such as: ci@example.com ssh-ed25519 AAAA…");
}
async function gate(context, since, options) {
	const allowedSigners = allowedSignersOf(context, options);
	const { repository, slug, project } = await require_run_steps.findPlace(context, options.project ?? null, options, {
		directory: context.cwd,
		needsRepository: true
	});
	if (repository === null) throw new require_action_post_help_run_steps.InputError("not-a-work-tree", `${context.cwd} is in no git work tree.`);
	try {
		const [from, to] = [await find(repository, since, "<since>"), await find(repository, options.to, "--to")];
		const { commits, complete } = await repository.commits(from, to);
		if (!complete) throw new require_action_post_help_run_steps.RefusedError("wrong-place", `This clone does not reach back to ${require_action_post_run_steps.quote(since)}. Fetch all of it (fetch-depth: 0).`);
		const { readSignedSteps } = await Promise.resolve().then(() => require("./attest-step.js"));
		const { whyNot } = await Promise.resolve().then(() => require("./check-signed.js"));
		const failed = await require_terminal.withProgress(context, "checking signatures", async () => {
			const isOffline = options.offline === true;
			const believed = (await readSignedSteps(repository, {
				slug,
				allowedSigners,
				isOffline
			})).filter((it) => whyNot(it, options.identity ?? null) === null);
			const name = repository.remote?.repository ?? null;
			const isOfHere = ({ predicate }) => predicate.repository === name && (name !== null || predicate.project_id === project.id);
			const statements = believed.flatMap(({ statement }) => statement ?? []).filter(isOfHere);
			return await findFailed(repository, commits, statements, allowedSigners);
		});
		report(context, commits.length, failed, options.json === true);
		if (failed.length > 0) context.exitWith(1);
	} finally {
		await repository.close();
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
	for (const { sha, subject, reason } of failed) require_help_run_steps.print(context, require_action_post_help_run_steps.toPlainText(`${require_action_post_run_steps.shortSha(sha)} ${require_action_post_run_steps.quote(subject)}: ${reason}`));
	if (failed.length === 0) require_help_run_steps.print(context, `${require_action_run_steps.plural(count, "commit")}: each is a person's, or a signed step's whose check passed.`);
}
async function find(repository, revision, what) {
	const sha = await repository.resolve(revision);
	if (sha !== null) return sha;
	throw new require_action_post_help_run_steps.InputError("bad-input", `${what} is ${require_action_post_run_steps.quote(revision)}, which is no commit here.`);
}
async function findFailed(repository, commits, statements, allowedSigners) {
	const steps = new Map();
	for (const { subject, predicate } of statements) for (const { digest } of subject) steps.set(digest.gitCommit, [...steps.get(digest.gitCommit) ?? [], predicate]);
	const failed = [];
	for (const { sha, subject } of commits) {
		const made = steps.get(sha);
		const reason = made === void 0 ? await whyNobodys(repository, sha, allowedSigners) : whyNotPassed(made);
		if (reason !== null) failed.push({
			sha,
			subject,
			reason
		});
	}
	return failed;
}
function whyNotPassed(steps) {
	const odd = steps.find(({ status, check }) => status !== "succeeded" || check !== 0);
	if (odd === void 0) return null;
	const why = odd.status === "succeeded" && odd.check === null ? "and no check ran" : "and its check did not pass";
	return `step ${odd.step_uid} made it, ${why}`;
}
async function whyNobodys(repository, sha, allowedSigners) {
	const signed = await repository.signatureOf(sha);
	if (signed === null) return "no signed step made it, and no person signed it";
	if (!signed.signature.includes("SSH SIGNATURE")) return "it is signed by another kind of key than of ssh";
	const { verifyText } = await Promise.resolve().then(() => require("./ssh-signature.js"));
	const by = await verifyText(signed.text, signed.signature, {
		allowedSigners,
		namespace: "git"
	});
	return "wrong" in by ? by.wrong : null;
}
const EXAMPLES = `
For a required check: exits with 0 when every commit behind <since> is a person's or a signed step's whose check passed,
else with 1 and a line for each that is neither. A commit is a step's when a statement that laforge step run --attest
signed names it, and a person's when it has a signature of ssh by one of the allowed signers. In their file,
namespaces="laforge-step" in front of a key lets it sign for steps alone, and namespaces="git" for people alone.

Examples:
  $ laforge gate origin/main --allowed-signers .github/signers
  $ laforge gate v1.2.0 --to main --allowed-signers signers --identity laforge-ci`;
exports.addSignerOptions = addSignerOptions;
exports.allowedSignersOf = allowedSignersOf;
exports.define = define;
