(function (exports, require, module, __filename, __dirname) {
const require_action_run = require("./action-run.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
// src/action/template.ts
const WHAT = "Input \"template\"";
async function openTemplate() {
	const asked = require_history_store.readTemplateNames();
	if (asked === null) return null;
	const inputs = asked.inputs === null ? new Map() : await require_action_run.readTemplateInputs(asked.inputs, "Input \"template-inputs\"");
	const found = await findForRun(asked);
	const inputOption = (name) => `template-inputs: {${name}: \u2026}`;
	return await require_action_run.useTemplate(found, inputs, {
		inputOption,
		warn: require_action_post.actionLog.warn
	});
}
async function findForRun({ name, directory }) {
	const path = require_action_run.templatePath(name, WHAT);
	const job = require_history_store.openJob(require_history_store.readCommonInputs());
	const branch = require_action_run.templateBranch(job.context);
	if (branch === null) return require_action_run.findTemplate(require_action_run.topOf(directory), name, WHAT);
	const repository = await job.git.open(directory);
	try {
		const { objects } = repository;
		if (objects === null) throw new require_action_post_help_run_steps.GitError("git-failed", `There is no remote to read ${path} of ${branch} from.`);
		const ref = require_action_run_steps.branchRef(branch);
		const tip = (await objects.fetchTips([ref])).get(ref);
		const [file = null] = tip === void 0 ? [] : await objects.read([`${tip}:${path}`], require_action_run.MOST_TEMPLATE_BYTES);
		if (file?.type !== "blob") throw require_action_run.noTemplate(name, WHAT, `no file ${path} on ${branch}, where it is read from`, null);
		return {
			name,
			text: Buffer.from(file.content).toString("utf8"),
			blob: file.sha
		};
	} finally {
		await repository.close();
	}
}
Object.defineProperty(exports, "openTemplate", {
	enumerable: true,
	get: function() {
		return openTemplate;
	}
});
});
