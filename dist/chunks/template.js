const require_step_template = require("./step-template.js");
const require_errors = require("./errors.js");
const require_open = require("./open.js");
const require_history_store = require("./history-store.js");
// src/action/template.ts
const WHAT = "Input \"template\"";
async function openTemplate() {
	const asked = require_history_store.readTemplateNames();
	if (asked === null) return null;
	const inputs = asked.inputs === null ? new Map() : await require_step_template.readTemplateInputs(asked.inputs, "Input \"template-inputs\"");
	const found = await findForRun(asked);
	return await require_step_template.useTemplate(found, inputs, (name) => `template-inputs: {${name}: …}`);
}
async function findForRun({ name, directory }) {
	const path = require_step_template.templatePath(name, WHAT);
	const job = require_history_store.openJob(require_history_store.readCommonInputs());
	const branch = require_step_template.templateBranch(job.context);
	if (branch === null) return require_step_template.findTemplate(require_step_template.topOf(directory), name, WHAT);
	const repository = await job.git.open(directory);
	try {
		const { objects } = repository;
		if (objects === null) throw new require_errors.GitError("git-failed", `There is no remote to read ${path} of ${branch} from.`);
		const ref = require_open.branchRef(branch);
		const tip = (await objects.fetchTips([ref])).get(ref);
		const [file = null] = tip === void 0 ? [] : await objects.read([`${tip}:${path}`], require_step_template.MOST_TEMPLATE_BYTES);
		if (file?.type !== "blob") throw require_step_template.noTemplate(name, WHAT, `no file ${path} on ${branch}, where it is read from`, null);
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
