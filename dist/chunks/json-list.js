// src/cli/json-list.ts
var JsonList = class {
	#indent;
	#isEmpty = true;
	constructor(depth = 0) {
		this.#indent = `\n${"  ".repeat(depth)}`;
	}
	*add(items) {
		for (const item of items) {
			const text = JSON.stringify(item, null, 2).replaceAll("\n", `${this.#indent}  `);
			yield `${this.#isEmpty ? "[" : ","}${this.#indent}  ${text}`;
			this.#isEmpty = false;
		}
	}
	end() {
		return this.#isEmpty ? "[]" : `${this.#indent}]`;
	}
};
Object.defineProperty(exports, "JsonList", {
	enumerable: true,
	get: function() {
		return JsonList;
	}
});
