(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/usecases/step/remake-at-host.ts
const MOST_BYTES = 25e6;
async function remakeAtHost(repository, request) {
	const { host, branch, target, commits } = request;
	const { remote, objects } = repository;
	const [first] = commits;
	if (first === void 0) return {
		made: new Map(),
		notes: []
	};
	if (remote === null || objects === null) throw refusal("there is no remote");
	const merge = commits.find(({ parents }) => parents.length > 1);
	if (merge !== void 0) throw refusal(`${require_action_post_help_run_steps.shortSha(merge.sha)} is a merge`);
	const planned = [];
	for (const commit of commits) planned.push(await plan(repository, commit, planned.at(-1)?.sha ?? null));
	const base = first.parents[0] ?? "";
	const ref = require_action_run_steps.branchRef(branch);
	const tips = await remote.refs([ref, require_action_run_steps.branchRef(target)]);
	const there = await findMade(repository, {
		tip: tips.get(require_action_run_steps.branchRef(target)) ?? base,
		base,
		planned,
		host
	});
	if (there !== null) return {
		made: there,
		notes: []
	};
	const made = new Map();
	let failure = null;
	try {
		await place(remote, {
			ref,
			to: base,
			expected: tips.get(ref) ?? null
		}, host);
		let parent = base;
		for (const { sha, headline, body, changes } of planned) {
			const written = await readContents(objects, changes);
			parent = await host.commit({
				branch,
				parent,
				headline,
				body,
				written,
				deleted: changes.deleted
			});
			made.set(sha, parent);
		}
		if (!await remote.fetch([parent])) throw refusal(`${host.name} does not have ${require_action_post_help_run_steps.shortSha(parent)}, which it made`);
	} catch (error) {
		failure = error;
	}
	const left = await remove(remote, ref);
	if (failure !== null) throw left === null ? failure : refusal(`${require_action_post_help_run_steps.describeError(failure)} ${left}`);
	await prove(repository, {
		base,
		made,
		host
	});
	return {
		made,
		notes: left === null ? [] : [left]
	};
}
async function plan(repository, { sha, parents }, previous) {
	const [parent] = parents;
	if (parent === void 0) throw refusal(`${require_action_post_help_run_steps.shortSha(sha)} has no parent`);
	if (previous !== null && parent !== previous) throw refusal(`${require_action_post_help_run_steps.shortSha(sha)} does not stand on ${require_action_post_help_run_steps.shortSha(previous)}, the one before it`);
	const message = await repository.commitMessage(sha) ?? "";
	const [headline = "", ...rest] = message.trim().split("\n");
	if (headline === "") throw refusal(`${require_action_post_help_run_steps.shortSha(sha)} has no message`);
	if (message.includes("\ufffd")) throw refusal(`the message of ${require_action_post_help_run_steps.shortSha(sha)} is not UTF-8`);
	const changes = await repository.plainChanges({
		commit: sha,
		parent,
		maxBytes: MOST_BYTES
	});
	return {
		sha,
		headline,
		body: rest.join("\n").trim(),
		changes
	};
}
async function findMade(repository, { tip, base, planned, host }) {
	if (tip === base || !await repository.remote?.fetch([tip])) return null;
	const { commits } = await repository.commits(base, tip);
	if (commits.length !== planned.length) return null;
	const made = new Map();
	for (const [index, { sha }] of commits.toReversed().entries()) {
		const old = planned[index]?.sha ?? "";
		const [now, then] = [await repository.commitMessage(sha), await repository.commitMessage(old)];
		if (now?.trim() !== then?.trim()) return null;
		made.set(old, sha);
	}
	try {
		await prove(repository, {
			base,
			made,
			host
		});
		return made;
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.RefusedError) return null;
		throw error;
	}
}
async function place(remote, update, { name }) {
	const result = await remote.push([update], { atomic: false });
	if (result.kind === "pushed") return;
	throw refusal(`${update.ref}, on which ${name} was to make them, could not be made: ${result.explanation}`);
}
async function remove(remote, ref) {
	const stays = (why) => `${ref} stays at the remote and can be deleted: ${why}`;
	try {
		const expected = await require_action_run_steps.tipOf$1(remote, ref);
		if (expected === null) return null;
		const result = await remote.push([{
			ref,
			to: null,
			expected
		}], { atomic: false });
		return result.kind === "pushed" ? null : stays(result.explanation);
	} catch (error) {
		return stays(require_action_post_help_run_steps.describeError(error));
	}
}
async function readContents(objects, { written }) {
	const read = await objects.read([...written.values()], MOST_BYTES);
	return new Map([...written.keys()].map((path, index) => {
		const content = read[index]?.content;
		if (content === void 0) throw refusal(`the content of ${require_action_post_help_run_steps.quote(path)} is not here`);
		return [path, content];
	}));
}
async function prove(repository, { base, made, host }) {
	let parent = base;
	for (const [old, sha] of made) {
		const commit = await repository.commit(sha);
		if (commit === null || commit.parents.length !== 1 || commit.parents[0] !== parent) throw refusal(`${require_action_post_help_run_steps.shortSha(sha)}, which ${host.name} made of ${require_action_post_help_run_steps.shortSha(old)}, does not stand on ${require_action_post_help_run_steps.shortSha(parent)}`);
		if (await repository.treeOf(sha) !== await repository.treeOf(old)) {
			const [path = ""] = await repository.changedPaths(old, sha, "");
			throw refusal(`${host.name} changed ${require_action_post_help_run_steps.quote(path)}, compared with ${require_action_post_help_run_steps.shortSha(old)}`);
		}
		if (!await repository.hasSignature(sha)) throw refusal(`${host.name} did not sign ${require_action_post_help_run_steps.shortSha(sha)}: its administrators can have it sign commits of the web`);
		parent = sha;
	}
}
function refusal(why) {
	return new require_action_post_help_run_steps.RefusedError("push-refused", why);
}
exports.remakeAtHost = remakeAtHost;
});
