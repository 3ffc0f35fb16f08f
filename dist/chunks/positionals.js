const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
// src/cli/positionals.ts
function readProject(args, option) {
	refuseMore(args, 1);
	return { project: sameProject(args[0], option) };
}
function readStep(args, option) {
	refuseMore(args, 2);
	const name = args.at(-1);
	if (name === void 0) throw new require_errors.InputError("bad-input", "No step is named. Give its number, such as 3 (laforge steps lists them).");
	return {
		project: sameProject(args.length > 1 ? args[0] : void 0, option),
		step: require_identity.parseStepRef(name, "The step id")
	};
}
function readRollback(args, option) {
	refuseMore(args, 2);
	const [first, second] = args;
	if (second !== void 0) return {
		project: sameProject(first, option),
		rollback: require_identity.parseRollbackRef(second, WHAT_ROLLBACK)
	};
	if (first === void 0) return {
		project: sameProject(void 0, option),
		rollback: null
	};
	if (option !== void 0 || require_identity.looksLikeStepNumber(first) || readsAsRollback(first)) return {
		project: sameProject(void 0, option),
		rollback: require_identity.parseRollbackRef(first, WHAT_ROLLBACK)
	};
	return {
		project: first,
		rollback: null
	};
}
function readPins(args, option) {
	const [first, ...rest] = args;
	const hasProject = first !== void 0 && option === void 0 && !readsAsPin(first);
	const names = hasProject ? rest : args;
	if (names.length === 0) throw new require_errors.InputError("bad-input", "No pin is named. Give its name, such as R2 or S7 (laforge pins lists them).");
	const odd = names.find((name) => !readsAsPin(name));
	if (odd !== void 0) throw new require_errors.InputError("bad-input", `${require_identity.quote(odd)} names no pin. Use R2, S7, a uid or the first 8 or more characters of it, or a whole ref (laforge pins lists them).`);
	return {
		project: hasProject ? first : option ?? null,
		names
	};
}
function readsAsPin(name) {
	if (name.startsWith("refs/")) return true;
	const plain = name.replace(/^step-(?=[0-9a-f]{8})/, "");
	return [require_identity.parseStepRef, require_identity.parseRollbackRef].some((parse) => {
		try {
			parse(plain, "");
			return true;
		} catch {
			return false;
		}
	});
}
const WHAT_ROLLBACK = "The rollback id";
function readsAsRollback(text) {
	try {
		require_identity.parseRollbackRef(text, WHAT_ROLLBACK);
		return true;
	} catch {
		return false;
	}
}
function sameProject(positional, option) {
	if (positional !== void 0 && option !== void 0 && positional !== option) throw new require_errors.InputError("bad-input", `Two projects are named, ${require_identity.quote(positional)} and ${require_identity.quote(option)} (--project). Name one.`);
	return positional ?? option ?? null;
}
function refuseMore(args, most) {
	const extra = args[most];
	if (extra !== void 0) throw new require_errors.InputError("bad-input", `${require_identity.quote(extra)} is one argument too many.`);
}
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
