const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_read_yaml = require("./read-yaml.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_step = require("./step.js");
const require_step_options = require("./step-options.js");
const require_workplace = require("./workplace.js");
let node_vm = require("node:vm");
// src/domain/template/fill.ts
function fillTemplate(template, given, { name, inputOption, matches }) {
	const faults = [];
	const known = [...template.inputs.keys()];
	for (const input of given.keys()) {
		if (known.includes(input)) continue;
		const has = known.length === 0 ? "It has none" : `It has ${known.join(", ")}`;
		faults.push(`Template ${require_identity.quote(name)} has no input ${require_identity.quote(input)}. ${has}.`);
	}
	const inputs = {};
	for (const [input, declared] of template.inputs) {
		const value = given.get(input) ?? declared.default;
		if (value === null && declared.required) {
			const what = declared.description === null ? "" : ` (${declared.description})`;
			faults.push(`Template ${require_identity.quote(name)} needs the input ${require_identity.quote(input)}${what}. Give it: ${inputOption(input)}.`);
		}
		const fault = value === null ? null : require_step_options.faultOfValue(value, declared, matches);
		if (fault !== null) faults.push(`Input ${require_identity.quote(input)} of template ${require_identity.quote(name)} ${fault}. Give another value.`);
		inputs[input] = value ?? "";
	}
	if (faults.length > 0) throw new require_errors.InputError("bad-input", faults.join(" "));
	const options = new Map(template.options);
	const fill = (option, toText) => {
		const filled = options.get(option)?.replace(require_step_options.PLACE, (_place, input) => toText(inputs[input] ?? ""));
		if (filled !== void 0) options.set(option, filled);
	};
	fill("prompt", (value) => value);
	fill("commit-message", toMessage);
	return {
		inputs,
		options
	};
}
function toMessage(value) {
	return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim().replace(/\{([a-z-]+)\}/g, "{{$1}}");
}
// src/domain/template/source.ts
const TEMPLATE_FOLDER = ".laforge/steps";
function templatePath(name, what) {
	if (isTemplateName(name)) return `${TEMPLATE_FOLDER}/${name}.yml`;
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(name)}, which is no name of a template. Use letters, digits, -, _ and dots inside, such as fix.`);
}
function isTemplateName(name) {
	return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/.test(name) && !name.includes("..");
}
function templateBranch(context) {
	const { event, pull_request: pullRequest } = context.run;
	if (require_workplace.isAnybodys(event)) {
		if (context.defaultBranch !== null) return context.defaultBranch;
		throw unknown(`under ${event} it is read from the default branch, and the event does not name that`);
	}
	if (pullRequest === null) {
		if (event?.startsWith("pull_request") !== true) return null;
		throw unknown(`under ${event} it is read from the base of the pull request, and the event does not name one`);
	}
	if (pullRequest.base_ref !== null) return pullRequest.base_ref;
	throw unknown(`it is read from the base of pull request #${pullRequest.number}, and the event does not name that`);
}
function unknown(why) {
	return new require_errors.InputError("bad-input", `The template cannot be read: ${why}. Write its options as inputs instead.`);
}
// src/system/matches-in-time.ts
const LIMIT_MS = 1e3;
const SCRIPT = new node_vm.Script("pattern.test(value)");
function matchesInTime(pattern, value) {
	try {
		return SCRIPT.runInContext((0, node_vm.createContext)({
			pattern,
			value
		}), { timeout: LIMIT_MS }) === true;
	} catch {
		return null;
	}
}
// src/app/step-template.ts
var step_template_exports = require_rolldown_runtime.__exportAll({
	findTemplate: () => findTemplate,
	useTemplate: () => useTemplate
});
const MOST_TEMPLATE_BYTES = 1048576;
async function readTemplate(found) {
	const { template, fault } = await lookAtTemplate(found);
	if (fault !== null) throw fault;
	return template;
}
async function lookAtTemplate({ name, text }) {
	const where = `Template ${require_identity.quote(name)}`;
	const value = await require_read_yaml.parseText(text, where);
	require_read_yaml.checkDepth(value, where);
	return require_step_options.inspectTemplate(value, where, matchesInTime);
}
async function useTemplate(found, inputs, inputOption) {
	const { name, blob } = found;
	return {
		name,
		blob,
		...fillTemplate(await readTemplate(found), inputs, {
			name,
			inputOption,
			matches: matchesInTime
		})
	};
}
function topOf(directory) {
	for (let folder = directory;; folder = (0, node_path.dirname)(folder)) {
		if ((0, node_fs.existsSync)((0, node_path.join)(folder, ".git"))) return folder;
		if ((0, node_path.dirname)(folder) === folder) return directory;
	}
}
function findTemplate(top, name, what) {
	const path = (0, node_path.join)(top, templatePath(name, what));
	checkFolder(top);
	const content = readTemplateFile(path, what);
	if (content !== null) return {
		name,
		text: content.toString("utf8"),
		blob: blobOf(content)
	};
	throw noTemplate(name, what, `no file ${require_identity.quote(path)}`, listTemplates(top));
}
function noTemplate(name, what, why, others) {
	const have = others === null ? "" : others.length === 0 ? " There are no templates." : ` There are: ${others.join(", ")}.`;
	return new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(name)}, and there is ${why}.${have}`);
}
function listTemplates(top) {
	return (checkFolder(top) ? (0, node_fs.readdirSync)((0, node_path.join)(top, TEMPLATE_FOLDER)) : []).flatMap((file) => file.endsWith(".yml") ? [file.slice(0, -4)] : []).filter(isTemplateName).sort();
}
async function readTemplateInputs(text, what) {
	const value = await require_read_yaml.parseYaml(text, what, true);
	const entries = require_step.isObject(value) ? Object.entries(value) : null;
	const texts = entries?.flatMap(([name, one]) => typeof one === "string" ? [[name, one]] : []) ?? [];
	if (entries !== null && texts.length === entries.length) return new Map(texts);
	throw new require_errors.InputError("bad-input", `${what} is no list of inputs. Write one a line, such as issue: 12, or a JSON object.`);
}
function checkFolder(top) {
	const folder = (0, node_path.join)(top, TEMPLATE_FOLDER);
	if (!(0, node_fs.existsSync)(folder)) return false;
	const way = (0, node_path.relative)((0, node_fs.realpathSync)(top), (0, node_fs.realpathSync)(folder));
	if ((0, node_path.isAbsolute)(way) || way.split(/[\\/]/)[0] === "..") throw new require_errors.InputError("bad-input", `${require_identity.quote(folder)} leads out of the repository. Make it a folder of the repository.`);
	if ((0, node_fs.statSync)(folder).isDirectory()) return true;
	throw new require_errors.InputError("bad-input", `${require_identity.quote(folder)} is no folder. Templates stand in it as <name>.yml.`);
}
function readTemplateFile(path, what) {
	try {
		const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
		try {
			const stat = (0, node_fs.fstatSync)(file);
			if (!stat.isFile() || stat.size > 1048576) throw new require_errors.InputError("bad-input", `${what} names ${require_identity.quote(path)}, which is no file of at most 1 MB.`);
			return (0, node_fs.readFileSync)(file);
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch (error) {
		if (error instanceof require_errors.InputError) throw error;
		if (require_errors.errnoCode(error) === "ELOOP") throw new require_errors.InputError("bad-input", `${what} names ${require_identity.quote(path)}, which is a link. Put the file itself there.`);
		if (!(0, node_fs.existsSync)(path)) return null;
		throw new require_errors.InputError("bad-input", `${what} names ${require_identity.quote(path)}, which cannot be read: ${require_errors.describeError(error)}`);
	}
}
function blobOf(content) {
	return (0, node_crypto.createHash)("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
Object.defineProperty(exports, "MOST_TEMPLATE_BYTES", {
	enumerable: true,
	get: function() {
		return MOST_TEMPLATE_BYTES;
	}
});
Object.defineProperty(exports, "TEMPLATE_FOLDER", {
	enumerable: true,
	get: function() {
		return TEMPLATE_FOLDER;
	}
});
Object.defineProperty(exports, "findTemplate", {
	enumerable: true,
	get: function() {
		return findTemplate;
	}
});
Object.defineProperty(exports, "listTemplates", {
	enumerable: true,
	get: function() {
		return listTemplates;
	}
});
Object.defineProperty(exports, "lookAtTemplate", {
	enumerable: true,
	get: function() {
		return lookAtTemplate;
	}
});
Object.defineProperty(exports, "noTemplate", {
	enumerable: true,
	get: function() {
		return noTemplate;
	}
});
Object.defineProperty(exports, "readTemplateInputs", {
	enumerable: true,
	get: function() {
		return readTemplateInputs;
	}
});
Object.defineProperty(exports, "step_template_exports", {
	enumerable: true,
	get: function() {
		return step_template_exports;
	}
});
Object.defineProperty(exports, "templateBranch", {
	enumerable: true,
	get: function() {
		return templateBranch;
	}
});
Object.defineProperty(exports, "templatePath", {
	enumerable: true,
	get: function() {
		return templatePath;
	}
});
Object.defineProperty(exports, "topOf", {
	enumerable: true,
	get: function() {
		return topOf;
	}
});
Object.defineProperty(exports, "useTemplate", {
	enumerable: true,
	get: function() {
		return useTemplate;
	}
});
