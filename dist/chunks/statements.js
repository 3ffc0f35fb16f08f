(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_ssh_signature = require("./ssh-signature.js");
const require_statement = require("./statement.js");
// src/app/statements.ts
var statements_exports = require_rolldown_runtime.__exportAll({
	attestStep: () => attestStep,
	keepStatement: () => keepStatement,
	readSignedSteps: () => readSignedSteps,
	readStatements: () => readStatements,
	statementOf: () => statementOf,
	titleOf: () => titleOf,
	verifyStatements: () => verifyStatements
});
const TRIES = 8;
const MOST_PAUSE_MS = 400;
const MOST_STATEMENTS = 1e5;
const MOST_CHARS = 262144;
async function keepStatement(repository, { title, content }, { slug, isPushed }) {
	const ref = require_action_run_steps.statementsRef(slug);
	const message = `${title}\n\n${JSON.stringify(content)}\n`;
	try {
		if (isPushed) await keepThere(repository, ref, message);
	} finally {
		await keepHere(repository, ref, message);
	}
}
async function keepThere({ remote, objects }, ref, message) {
	if (remote === null || objects === null) return;
	for (let left = TRIES;; left--) {
		const tip = (await objects.fetchTips([ref])).get(ref) ?? null;
		const [to = null] = await objects.write(tip, [{
			message,
			at: new Date(),
			files: new Map()
		}]);
		const result = await remote.push([{
			ref,
			to,
			expected: tip
		}], { atomic: false });
		if (result.kind === "pushed") return;
		if (result.kind === "unreachable" || result.code !== "moved" || left <= 1) throw new require_action_post_help_run_steps.RefusedError("push-refused", `the remote does not have it: ${result.explanation}`);
		await (0, node_timers_promises.setTimeout)(Math.random() * MOST_PAUSE_MS);
	}
}
async function keepHere(repository, ref, message) {
	for (let left = TRIES;; left--) {
		const expected = (await repository.localRefs(ref)).get(ref) ?? null;
		const to = await repository.createNote(message, expected);
		try {
			return await repository.updateLocalRefs([{
				ref,
				to,
				expected
			}]);
		} catch (error) {
			if (!(error instanceof require_action_post_help_run_steps.RefusedError) || left <= 1) throw error;
		}
	}
}
async function attestStep(repository, step, { slug, keyFile, isPushed }) {
	const payload = statementOf(step, false);
	const signature = await require_ssh_signature.signText(keyFile, payload);
	await keepStatement(repository, {
		title: titleOf(step),
		content: {
			payload,
			signature
		}
	}, {
		slug,
		isPushed
	});
}
function statementOf(step, isLate) {
	const payload = require_statement.formatStatement(step, { isLate });
	if (payload !== null) return payload;
	throw new require_action_post_help_run_steps.RefusedError("wrong-place", `how ${require_action_run_steps.stepName(step)} ended is not on record`);
}
function titleOf(step) {
	return `${require_action_run_steps.stepName(step)} of ${step.projectId}, signed`;
}
async function readStatements(repository, { slug, isOffline }) {
	const [ref, pattern] = [require_action_run_steps.statementsRef(slug), require_action_run_steps.signedRef(slug, "*")];
	const folder = pattern.slice(0, -1);
	const remote = isOffline ? null : repository.remote;
	const there = new Map(remote === null ? [] : await remote.refs([ref, pattern]));
	const tip = there.get(ref);
	if (tip !== void 0) await remote?.fetch([tip]);
	const single = [...there].filter(([name]) => name !== ref);
	if (single.length > 0) await remote?.fetch([...new Set(single.map(([, sha]) => sha))], 1);
	const here = await repository.localRefs(folder);
	const tips = new Set([tip, (await repository.localRefs(ref)).get(ref)].filter((sha) => sha !== void 0));
	const found = new Map();
	for (const sha of tips) for (const message of (await repository.messagesOf(sha, MOST_STATEMENTS)).toReversed()) add(message, null);
	for (const [name, sha] of [...here, ...single.filter(([name, sha]) => here.get(name) !== sha)]) {
		const uid = name.slice(folder.length);
		if (require_action_post_help_run_steps.isUid(uid)) add(await repository.commitMessage(sha) ?? "", uid);
	}
	return [...found.values()];
	function add(message, uid) {
		const at = message.indexOf("\n\n");
		const text = at < 0 || message.length > MOST_CHARS ? "" : message.slice(at).trim();
		if (!found.has(`${uid} ${text}`)) found.set(`${uid} ${text}`, {
			content: require_action_help_run_steps.parseObject(text) ?? {},
			uid
		});
	}
}
async function readSignedSteps(repository, { keys, ...place }) {
	return await verifyStatements(await readStatements(repository, place), keys);
}
async function verifyStatements(kept, keys) {
	const { allowedSigners } = keys;
	const verifyText = allowedSigners === null ? null : require_ssh_signature.createVerifyText({
		allowedSigners,
		namespace: require_ssh_signature.NAMESPACE
	});
	const bundles = kept.flatMap(({ content }) => require_action_help_run_steps.isObject(content.bundle) ? [content.bundle] : []);
	const verified = bundles.length === 0 ? [] : await keys.verifyBundles(bundles);
	const found = new Map(bundles.map((bundle, i) => [bundle, verified[i]]));
	const signed = [];
	for (const one of kept) signed.push(await readSigned(one, verifyText, found));
	return signed;
}
async function readSigned({ content, uid: ofPlace }, verifyText, verified) {
	const { payload, signature, bundle } = content;
	const tell = (text, by) => {
		const statement = require_statement.parseStatement(text) ?? null;
		const uid = statement?.predicate.step_uid ?? ofPlace;
		if (statement === null) return {
			uid,
			statement,
			by: { wrong: "it is not a signed statement" }
		};
		if (ofPlace !== null && ofPlace !== uid) return {
			uid: ofPlace,
			statement,
			by: { wrong: "it is about another step" }
		};
		return {
			uid,
			statement,
			by
		};
	};
	const found = require_action_help_run_steps.isObject(bundle) ? verified.get(bundle) : void 0;
	if (require_action_help_run_steps.isObject(bundle) && found !== void 0) {
		if ("wrong" in found) return {
			uid: claimedUid(bundle) ?? ofPlace,
			statement: null,
			by: found
		};
		return tell(found.payload, {
			principal: jobName(found.job),
			job: found.job
		});
	}
	if (typeof payload !== "string" || typeof signature !== "string") return tell("", { wrong: "" });
	if (verifyText === null) return tell(payload, { wrong: "a key signed it, and without --allowed-signers no key is trusted" });
	const by = await verifyText(payload, signature);
	return tell(payload, "wrong" in by ? by : {
		...by,
		job: null
	});
}
function claimedUid({ dsseEnvelope }) {
	const payload = require_action_help_run_steps.isObject(dsseEnvelope) && typeof dsseEnvelope.payload === "string" ? dsseEnvelope.payload : "";
	return require_statement.parseStatement(Buffer.from(payload, "base64").toString())?.predicate.step_uid ?? null;
}
function jobName({ identity, workflow, repositoryUrl, ref, sha }) {
	const repository = repositoryUrl ?? "";
	const file = (workflow ?? identity).replace(/@.*$/s, "");
	const name = repository !== "" && file.startsWith(`${repository}/`) ? `${file.slice(repository.length + 1)} of ${repository.replace(/^https?:\/\//, "")}` : identity;
	const at = sha === null ? "" : ` at ${require_action_post_help_run_steps.shortSha(sha)}`;
	const called = workflow === null || workflow === identity ? "" : `, which called ${identity},`;
	return `${name}${at}${ref === null ? "" : ` (${ref})`}${called}`;
}
Object.defineProperty(exports, "keepStatement", {
	enumerable: true,
	get: function() {
		return keepStatement;
	}
});
Object.defineProperty(exports, "readSignedSteps", {
	enumerable: true,
	get: function() {
		return readSignedSteps;
	}
});
Object.defineProperty(exports, "statementOf", {
	enumerable: true,
	get: function() {
		return statementOf;
	}
});
Object.defineProperty(exports, "statements_exports", {
	enumerable: true,
	get: function() {
		return statements_exports;
	}
});
Object.defineProperty(exports, "titleOf", {
	enumerable: true,
	get: function() {
		return titleOf;
	}
});
});
