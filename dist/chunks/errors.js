// src/domain/errors.ts
var CodedError = class extends Error {
	code;
	constructor(code, message, options) {
		super(message, options);
		this.code = code;
		this.name = new.target.name;
	}
};
var InputError = class extends CodedError {};
var RefusedError = class extends CodedError {};
var StoreError = class extends CodedError {};
var GitError = class extends CodedError {};
function describeError(error) {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error ? error.cause.message : void 0;
	return cause !== void 0 && !error.message.includes(cause) ? `${error.message} (${cause})` : error.message;
}
function refuse(code, message) {
	return {
		kind: "refused",
		code,
		message
	};
}
function refusedBy({ code, message }) {
	return new RefusedError(code, message);
}
function orThrow(answer) {
	if (isRefusal(answer)) throw refusedBy(answer);
	return answer;
}
function isRefusal(answer) {
	return answer.kind === "refused";
}
function errnoCode(error) {
	return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
Object.defineProperty(exports, "GitError", {
	enumerable: true,
	get: function() {
		return GitError;
	}
});
Object.defineProperty(exports, "InputError", {
	enumerable: true,
	get: function() {
		return InputError;
	}
});
Object.defineProperty(exports, "RefusedError", {
	enumerable: true,
	get: function() {
		return RefusedError;
	}
});
Object.defineProperty(exports, "StoreError", {
	enumerable: true,
	get: function() {
		return StoreError;
	}
});
Object.defineProperty(exports, "describeError", {
	enumerable: true,
	get: function() {
		return describeError;
	}
});
Object.defineProperty(exports, "errnoCode", {
	enumerable: true,
	get: function() {
		return errnoCode;
	}
});
Object.defineProperty(exports, "orThrow", {
	enumerable: true,
	get: function() {
		return orThrow;
	}
});
Object.defineProperty(exports, "refuse", {
	enumerable: true,
	get: function() {
		return refuse;
	}
});
Object.defineProperty(exports, "refusedBy", {
	enumerable: true,
	get: function() {
		return refusedBy;
	}
});
