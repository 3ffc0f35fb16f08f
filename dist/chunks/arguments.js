(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_run_steps = require("./run-steps.js");
// src/cli/arguments.ts
function readProject(args, option) {
	refuseMore(args, 1);
	return { project: sameProject(args[0], option) };
}
function readStep(args, options) {
	const { project, name } = readLast(args, options, "such as 3");
	return {
		project,
		step: require_action_post_help_run_steps.parseStepRef(name, WHAT_STEP)
	};
}
function readSteps(args, options) {
	const { project, name } = readLast(args, options, "such as 3, or two, 3..5");
	return {
		project,
		...require_action_run_steps.parseNamedSteps(name, WHAT_STEP)
	};
}
function readLast(args, options, example) {
	refuseMore(args, 2);
	const name = args.at(-1);
	if (name === void 0) throw noStep(example, options);
	return {
		project: sameProject(args.length > 1 ? args[0] : void 0, options.project),
		name
	};
}
function readOneOrTwo(args, options) {
	const [first, ...rest] = args;
	if (first === void 0) throw noStep("such as 3, or two to compare", options);
	const hasProject = args.length > 2 || rest.length > 0 && !readsAs(require_action_post_help_run_steps.parseStepRef, first);
	refuseMore(args, hasProject ? 3 : 2);
	const steps = (hasProject ? rest : args).map((name) => require_action_post_help_run_steps.parseStepRef(name, WHAT_STEP));
	return {
		project: sameProject(hasProject ? first : void 0, options.project),
		steps
	};
}
function noStep(example, options) {
	const list = require_run_steps.stepsCommand(options.project, options);
	return require_action_post_help_run_steps.badInput(`No step is named. Give its number, ${example} (${list} lists them).`);
}
function readRollback(args, option) {
	refuseMore(args, 2);
	const [first, second] = args;
	if (second !== void 0) return {
		project: sameProject(first, option),
		rollback: require_action_post_help_run_steps.parseRollbackRef(second, WHAT_ROLLBACK)
	};
	if (first === void 0) return {
		project: sameProject(void 0, option),
		rollback: null
	};
	if (option !== void 0 || require_action_post_help_run_steps.looksLikeStepNumber(first) || readsAs(require_action_post_help_run_steps.parseRollbackRef, first)) return {
		project: sameProject(void 0, option),
		rollback: require_action_post_help_run_steps.parseRollbackRef(first, WHAT_ROLLBACK)
	};
	return {
		project: first,
		rollback: null
	};
}
function readPins(args, options) {
	const [first, ...rest] = args;
	const hasProject = first !== void 0 && options.project === void 0 && !readsAsPin(first);
	const names = hasProject ? rest : args;
	const list = require_run_steps.forSameHistory("laforge pins", hasProject ? first : options.project, options);
	if (names.length === 0) {
		const what = hasProject ? `No pin is named, only the project ${require_action_post_help_run_steps.quote(first)}` : "No pin is named";
		throw require_action_post_help_run_steps.badInput(`${what}. Give its name, such as R2 or S7 (${require_action_help_run_steps.cutText(list, 200)} lists them).`);
	}
	const odd = names.find((name) => !readsAsPin(name));
	if (odd !== void 0) throw require_action_post_help_run_steps.badInput(`${require_action_post_help_run_steps.quote(odd)} names no pin. Use R2, S7, a uid or the first 8 or more characters of it, or a whole ref (${list} lists them).`);
	return {
		project: hasProject ? first : options.project ?? null,
		names
	};
}
function readsAsPin(name) {
	if (name.startsWith("refs/")) return true;
	const plain = name.replace(/^step-(?=[0-9a-f]{8})/, "");
	return readsAs(require_action_post_help_run_steps.parseStepRef, plain) || readsAs(require_action_post_help_run_steps.parseRollbackRef, plain);
}
const WHAT_STEP = "The step id";
const WHAT_ROLLBACK = "The rollback id";
function readsAs(parse, text) {
	try {
		parse(text, "");
		return true;
	} catch {
		return false;
	}
}
function sameProject(positional, option) {
	if (positional !== void 0 && option !== void 0 && positional !== option) throw require_action_post_help_run_steps.badInput(`Two projects are named, ${require_action_post_help_run_steps.quote(positional)} and ${require_action_post_help_run_steps.quote(option)} (--project). Name one.`);
	return positional ?? option ?? null;
}
function refuseMore(args, most) {
	const extra = args[most];
	if (extra !== void 0) throw require_action_post_help_run_steps.badInput(`${require_action_post_help_run_steps.quote(extra)} is one argument too many.`);
}
function oneOf(option, words) {
	return (text) => require_action_run_steps.parseWord(text, words, option);
}
function onlyOneOf(option, words) {
	return (text, before) => {
		const word = require_action_run_steps.parseWord(text, words, option);
		if (before === void 0 || before === word) return word;
		throw require_action_post_help_run_steps.badInput(`${option} is given twice, as ${require_action_post_help_run_steps.quote(before)} and ${require_action_post_help_run_steps.quote(word)}. Use one of them.`);
	};
}
function branchOf(text) {
	return require_action_run_steps.parseBranch(text, "--branch");
}
function parseLimit(text) {
	if (text === "all") return Number.POSITIVE_INFINITY;
	if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
	throw require_action_post_help_run_steps.badInput(`--limit is ${require_action_post_help_run_steps.quote(text)}. Use a number such as 20, or all.`);
}
function limitOr(given, usual) {
	if (given === void 0) return usual;
	return given === Number.POSITIVE_INFINITY ? null : given;
}
Object.defineProperty(exports, "branchOf", {
	enumerable: true,
	get: function() {
		return branchOf;
	}
});
Object.defineProperty(exports, "limitOr", {
	enumerable: true,
	get: function() {
		return limitOr;
	}
});
Object.defineProperty(exports, "oneOf", {
	enumerable: true,
	get: function() {
		return oneOf;
	}
});
Object.defineProperty(exports, "onlyOneOf", {
	enumerable: true,
	get: function() {
		return onlyOneOf;
	}
});
Object.defineProperty(exports, "parseLimit", {
	enumerable: true,
	get: function() {
		return parseLimit;
	}
});
Object.defineProperty(exports, "readOneOrTwo", {
	enumerable: true,
	get: function() {
		return readOneOrTwo;
	}
});
Object.defineProperty(exports, "readPins", {
	enumerable: true,
	get: function() {
		return readPins;
	}
});
Object.defineProperty(exports, "readProject", {
	enumerable: true,
	get: function() {
		return readProject;
	}
});
Object.defineProperty(exports, "readRollback", {
	enumerable: true,
	get: function() {
		return readRollback;
	}
});
Object.defineProperty(exports, "readStep", {
	enumerable: true,
	get: function() {
		return readStep;
	}
});
Object.defineProperty(exports, "readSteps", {
	enumerable: true,
	get: function() {
		return readSteps;
	}
});
});
