(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_ssh_signature = require("./ssh-signature.js");
const require_statement = require("./statement.js");
// src/app/keep-statement.ts
var keep_statement_exports = require_rolldown_runtime.__exportAll({ attestStep: () => attestStep });
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
Object.defineProperty(exports, "keepStatement", {
	enumerable: true,
	get: function() {
		return keepStatement;
	}
});
Object.defineProperty(exports, "keep_statement_exports", {
	enumerable: true,
	get: function() {
		return keep_statement_exports;
	}
});
Object.defineProperty(exports, "readStatements", {
	enumerable: true,
	get: function() {
		return readStatements;
	}
});
Object.defineProperty(exports, "statementOf", {
	enumerable: true,
	get: function() {
		return statementOf;
	}
});
Object.defineProperty(exports, "titleOf", {
	enumerable: true,
	get: function() {
		return titleOf;
	}
});
});
